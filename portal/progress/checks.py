"""What a report lacks before it can be sent, and which figures want a word of explanation. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal

from portal.core.wording import LazyString, Word, _l
from portal.progress.rules import NOTHING, Figures

MOST_PERCENT = 100
COUNTED = ("rupiah", "quantity", "households", "people")  # what a promise has too
NO_REASON = _l("Tulis mengapa belum ada perkembangan")
NO_FIGURE = _l("Isi sedikitnya satu angka, atau pilih “Tidak ada perkembangan” dan tulis alasannya")
SAME = _l("Angkanya sama dengan laporan lalu. Ubah angkanya, atau pilih “Tidak ada perkembangan”")
NOT_EXPLAINED = _l("Ada angka di atas janji atau di bawah laporan lalu. Tulis penjelasannya")
EMPTIED = _l("Angka ini pernah dilaporkan. Isi angkanya, atau 0 bila memang tidak ada")
PEOPLE_FIRST = _l("Isi jumlah orang seluruhnya")
TOO_MANY_SEXES = _l("Perempuan dan laki-laki bersama tidak boleh lebih dari jumlah orang")
TOO_MANY_DISABLED = _l("Penyandang disabilitas tidak boleh lebih dari jumlah orang")
TOO_MUCH = _l("Isi antara 0 dan 100")


class Concern(Word):
    """Why a figure wants an explanation. It is never refused."""

    ABOVE_PLEDGE = "above_pledge", "di-atas-janji", _l("di atas janji")
    BELOW_LAST = "below_last", "di-bawah-lalu", _l("di bawah laporan lalu")


@dataclass(frozen=True)
class Gap:
    """Something missing or wrong at one question; `line` is the place's number in the form, from 0."""

    field: str
    sentence: LazyString
    line: int | None = None


@dataclass(frozen=True)
class PlaceAnswer:
    """One place: what is promised, the totals of the report before, the totals now."""

    pledge: Figures = NOTHING
    before: Figures = NOTHING
    now: Figures = NOTHING
    percent_before: int | None = None
    percent: int | None = None


@dataclass(frozen=True)
class ReportAnswer:
    """A whole report as it stands."""

    places: Sequence[PlaceAnswer] = field(default_factory=tuple)
    no_progress: bool = False
    no_progress_reason: str = ""
    explanation: str = ""
    is_final: bool = False


def concerns_of(place: PlaceAnswer) -> dict[str, Concern]:
    """The figures of a place that want an explanation, by name."""
    found = {}
    for name in (each.name for each in fields(Figures)):
        value, before, pledge = (getattr(each, name) for each in (place.now, place.before, place.pledge))
        if value is None:
            continue
        if before is not None and value < before:
            found[name] = Concern.BELOW_LAST
        elif name in COUNTED and _exceeds(value, pledge):
            found[name] = Concern.ABOVE_PLEDGE
    if (place.percent or 0) < (place.percent_before or 0) and place.percent is not None:
        found["physical"] = Concern.BELOW_LAST
    return found


def faults_of(place: PlaceAnswer) -> list[tuple[str, LazyString]]:
    """What cannot be true of the figures of a place: (name, sentence)."""
    now, faults = place.now, []
    parts = (now.women or 0) + (now.men or 0)
    if now.people is None:
        if any(value is not None for value in (now.women, now.men, now.disabled)):
            faults.append(("people", PEOPLE_FIRST))
    else:
        faults += [("women", TOO_MANY_SEXES)] if parts > now.people else []
        faults += [("disabled", TOO_MANY_DISABLED)] if (now.disabled or 0) > now.people else []
    return faults


def gaps_of(answer: ReportAnswer) -> list[Gap]:
    """What must be mended before the report can be sent."""
    if answer.no_progress:
        return [] if answer.no_progress_reason else [Gap("no_progress_reason", NO_REASON)]
    gaps = [
        Gap(name, sentence, number)
        for number, place in enumerate(answer.places)
        for name, sentence in [*faults_of(place), *_emptied(place)]
    ]
    if all(place.now == NOTHING and place.percent is None for place in answer.places):
        gaps.append(Gap("places", NO_FIGURE))
    elif _is_same(answer) and not answer.is_final:
        gaps.append(Gap("no_progress", SAME))
    if any(concerns_of(place) for place in answer.places) and not answer.explanation:
        gaps.append(Gap("explanation", NOT_EXPLAINED))
    return gaps


def _exceeds(value: int | Decimal, pledge: int | Decimal | None) -> bool:
    return pledge is not None and value > pledge


def _emptied(place: PlaceAnswer) -> list[tuple[str, LazyString]]:
    """Totals to date that were said before and are blank now: a blank is no number to go on from."""
    names = (each.name for each in fields(Figures))
    return [
        (name, EMPTIED)
        for name in names
        if getattr(place.before, name) is not None and getattr(place.now, name) is None
    ]


def _is_same(answer: ReportAnswer) -> bool:
    """Nothing moved since a report before this one."""
    places = answer.places
    told = any(place.before != NOTHING or place.percent_before is not None for place in places)
    return told and all(
        place.now == place.before and place.percent == place.percent_before for place in places
    )
