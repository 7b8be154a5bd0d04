"""Whether two names may mean the same organisation: pure, so that a person decides with reasons in sight.

Names are compared without legal forms (PT, CV, Yayasan), with the usual abbreviations of government offices
spelled out, and in one spelling: the reforms of 1947 and 1972 left pairs such as Djaja/Jaya and Tjipta/Cipta.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz

from portal.core.wording import Word, _l

THRESHOLD = 84  # of 100; from here a person is asked
VERY_SIMILAR = 93  # from here an applicant is told
CONTAINED = 88  # one name holds every word of the other
MOST = 10

LEGAL_FORMS = {
    *("pt", "cv", "ud", "pd", "fa", "firma", "tbk", "persero", "perseroan", "terbatas", "perum", "perumda"),
    *("yayasan", "yys", "perkumpulan", "perhimpunan", "paguyuban", "lsm", "ngo", "ormas", "koperasi", "kop"),
    *("foundation", "ltd", "inc", "lembaga", "organisasi"),
}
SUFFIXES = {"tbk", "persero", "perseroan", "terbatas"}  # said or left out of the same name
NOISE = {"dan", "and", "kabupaten", "kab", "pemkab", "pemerintah", "di", "of", "the"}
ABBREVIATIONS = {
    "putr": "pekerjaan umum tata ruang",
    "pupr": "pekerjaan umum penataan ruang",
    "dinkes": "dinas kesehatan",
    "dinsos": "dinas sosial",
    "disdik": "dinas pendidikan",
    "disnaker": "dinas tenaga kerja",
    "disperindag": "dinas perindustrian perdagangan",
    "diskominfo": "dinas komunikasi informatika",
    "dishub": "dinas perhubungan",
    "dlh": "dinas lingkungan hidup",
    "dpmd": "dinas pemberdayaan masyarakat desa",
    "pmd": "pemberdayaan masyarakat desa",
    "perkim": "perumahan kawasan permukiman",
    "ppkb": "pengendalian penduduk keluarga berencana",
    "bappeda": "badan perencanaan pembangunan daerah",
    "bpbd": "badan penanggulangan bencana daerah",
    "baznas": "badan amil zakat nasional",
    "rsud": "rumah sakit umum daerah",
    "bumdes": "badan usaha milik desa",
    "bumd": "badan usaha milik daerah",
}
PHRASES = (
    (r"\blembaga swadaya masyarakat\b", " lsm "),
    (r"\bperseroan terbatas\b", " pt "),
    (r"\b[jy]a[jy]asan\b", " yayasan "),
    (r"\bbadan usaha milik desa\b", " bumdes "),
    (r"\bpenataan ruang\b", " tata ruang "),
)
SPELLINGS = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"), ("y", "j"))


class Reason(Word):
    """Why two names look alike."""

    SAME = "same", "sama", _l("Sama selain tanda baca dan ejaan")
    FORM = "form", "bentuk", _l("Sama selain bentuk badannya")
    SPELLING = "spelling", "ejaan", _l("Ejaannya mirip")
    CONTAINED = "contained", "termuat", _l("Nama yang satu memuat nama yang lain")


class Named(Protocol):
    """Whatever bears a name."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


@dataclass(frozen=True)
class Likeness(Generic[N]):
    """A known thing whose name resembles the one asked about: score of 100, and why."""

    known: N
    score: int
    reason: Reason


def similar(name: str, known: Iterable[N], least: int = THRESHOLD) -> list[Likeness[N]]:
    """Those whose names resemble `name` by at least `least`, the most alike first; at most ten."""
    found = []
    for each in known:
        score, reason = compare(name, each.name)
        if score >= least:
            found.append(Likeness(each, score, reason))
    found.sort(key=lambda likeness: (-likeness.score, likeness.known.name))
    return found[:MOST]


def compare(one: str, other: str) -> tuple[int, Reason]:
    """How alike two names are, from 0 to 100, and by what."""
    (words, forms), (other_words, other_forms) = core_words(one), core_words(other)
    if not words or not other_words:
        return 0, Reason.SPELLING
    joined, other_joined = "".join(words), "".join(other_words)
    if joined == other_joined or sorted(words) == sorted(other_words):
        return 100, Reason.SAME if forms == other_forms else Reason.FORM
    sorted_score = fuzz.ratio(" ".join(sorted(words)), " ".join(sorted(other_words)))
    score = round(max(fuzz.ratio(joined, other_joined), sorted_score))
    if _contains(words, other_words):
        return max(score, CONTAINED), Reason.CONTAINED
    return score, Reason.SPELLING


@lru_cache(maxsize=4096)
def core_words(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words that tell organisations apart, in one spelling, and the legal forms that were set aside."""
    words = [part for word in _plain(name).split() for part in ABBREVIATIONS.get(word, word).split()]
    words = _plain(" ".join(words)).split()
    forms = frozenset(word for word in words if word in LEGAL_FORMS - SUFFIXES)
    core = [word for word in words if word not in LEGAL_FORMS and word not in NOISE]
    return tuple(_respelled(word) for word in core or words), forms


def _plain(name: str) -> str:
    """Small letters without accents and punctuation; dotted abbreviations such as P.T. closed up."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    bare = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", bare).replace("&", " dan ")
    bare = re.sub(r"[^\w\s]|_", " ", bare)
    for pattern, short in PHRASES:
        bare = re.sub(pattern, short, bare)
    return bare


def _respelled(word: str) -> str:
    for old, new in SPELLINGS:
        word = word.replace(old, new)
    return re.sub(r"(\D)\1+", r"\1", word) if len(word) > 3 else word  # leaves II and III alone


def _contains(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((set(words), set(other)), key=len)
    return short < long and (len(short) >= 2 or len(next(iter(short))) >= 5)
