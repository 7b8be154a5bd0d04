"""Matches a village as people write it with the official one. Pure; what is ambiguous is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.wording import LazyString, _l

_CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
_KIND = re.compile(r"^(desa|kelurahan|kel|ds|kecamatan|kec)\b\.?\s*")


@dataclass(frozen=True)
class Village:
    """An official desa or kelurahan with the name of its kecamatan."""

    code: str
    name: str
    kecamatan: str


@dataclass(frozen=True)
class Match:
    """The one village meant, or why there is none."""

    code: str | None = None
    reason: str | LazyString = ""


def match_village(written: str, kecamatan: str, villages: Iterable[Village]) -> Match:
    """The village that a code or a name means, perhaps with its kecamatan."""
    if _CODE.fullmatch(written.strip()):
        known = any(village.code == written.strip() for village in villages)
        return Match(written.strip()) if known else Match(reason=_l("kode wilayah tidak dikenal"))
    found = [village for village in villages if plain(village.name) == plain(written)]
    if kecamatan:
        found = [village for village in found if plain(village.kecamatan) == plain(kecamatan)]
    if len(found) == 1:
        return Match(found[0].code)
    if not found:
        return Match(reason=_l("tidak ada desa atau kelurahan dengan nama ini"))
    where = ", ".join(f"{village.kecamatan} ({village.code})" for village in found)
    return Match(reason=_l("nama ini ada di lebih dari satu tempat, tulis kodenya: %(where)s", where=where))


def plain(name: str) -> str:
    """A name without case, punctuation and the words Desa, Kelurahan, Kecamatan: for comparing only."""
    words = _KIND.sub("", name.strip().lower())
    return re.sub(r"[^0-9a-z]+", "", words)
