"""How many commitments a list would have under each answer of its filters, read from the summaries.

Words, sources of funds, single pockets and first promises are not counted there: then nothing is said of the
answers, and the list itself is counted no further than a thousand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    select,
    union_all,
)

from portal.commitments.queries import count_commitments, counting
from portal.commitments.rows import CommitmentRow
from portal.commitments.selection import Selection, StateFilter
from portal.commitments.walking import capped
from portal.core.clock import today
from portal.core.database import built_once, db
from portal.core.keyset import Stretch, Total
from portal.core.terms import terms
from portal.core.wording import Word
from portal.organisations.rules import OrganisationKind
from portal.public.pledges import years
from portal.tallies.models import Tally, TallyState
from portal.tallies.rules import ANY, ANY_NUMBER, CANCELLED, LIVE, NO_YEAR, Axis

KINDS = [kind.value for kind in OrganisationKind]
STATES = [state.value for state in StateFilter]
STRATEGIES = range(1, 8)
KECAMATAN, DISTRICT = len("12.05.07"), len("12.05")
KEPT, WHOLE = "kept", "whole"
T = Tally


@dataclass(frozen=True)
class Facets:
    """Per filter, by the word in an address, how many commitments each answer would leave; the rest kept.

    `total` is how long the list is; both are unknown where the summaries do not say.
    """

    years: Sequence[int]  # in which public commitments start, the latest first
    total: Total | None = None
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    are_kept: bool = True  # the summaries are those of today


def facets_of(wanted: Selection) -> Facets:
    """The counts beside the answers of the filters."""
    found = _read(wanted)
    if not found.get(KEPT):
        return Facets(years(), are_kept=False)
    known = sorted((int(year) for year in found.pop("years", {})), reverse=True)
    if _node(wanted) is None:
        return Facets(known)
    total = found.get(WHOLE, {}).get(ANY, 0)
    counts = {name: _by_address(name, found.get(name, {})) for name in _told(wanted)}
    if wanted.region:
        counts["wilayah"][wanted.region.slug] = total  # a village stands among the kecamatan
    return Facets(known, Total(total), counts)


def with_facets(found: Stretch[CommitmentRow], wanted: Selection) -> tuple[Stretch[CommitmentRow], Facets]:
    """A page of a list with its length, and the counts beside its filters."""
    facets = facets_of(wanted)
    return found.with_total(lambda: facets.total or count_commitments(wanted)), facets


def counted(found: Stretch[CommitmentRow], wanted: Selection) -> Stretch[CommitmentRow]:
    """The beginning of a list with its length."""
    return found.with_total(lambda: _length(wanted))


def _length(wanted: Selection) -> Total:
    """As the summaries say, where they do; else counted no further than a thousand: one question."""
    if _node(wanted) is None:
        return count_commitments(wanted)
    summed = _part(WHOLE, literal(ANY), *_here(), *_asked()).with_only_columns(func.sum(T.commitments))
    kept = exists(select(TallyState.id).where(*_kept()))
    least = counting(wanted).scalar_subquery()
    length = case((kept, func.coalesce(summed.scalar_subquery(), 0)), else_=least)
    sure, number = db.session.execute(select(kept, length), _answers(wanted)).one()
    return Total(number) if sure else capped(number)


def _node(wanted: Selection) -> tuple[Axis, str, str] | None:
    """Where the summaries count what the list shows, or None."""
    if wanted.words or wanted.source or wanted.scope or wanted.first_promise or wanted.pocket:
        return None
    code = wanted.region.key if wanted.region and len(wanted.region.key) > DISTRICT else ""
    if wanted.organisation is not None:
        return None if code else (Axis.LEAD, ANY, str(wanted.organisation.key))
    if len(code) > KECAMATAN:
        return Axis.VILLAGE, code[:KECAMATAN], code
    return (Axis.KECAMATAN, ANY, code) if code else (Axis.ALL, ANY, ANY)


def _told(wanted: Selection) -> tuple[str, ...]:
    """The filters whose answers are counted: a lead is not counted by place, and is of one kind."""
    everywhere = ("strategi", "status", "tahun")
    return everywhere if wanted.organisation else (*everywhere, "jenis", "wilayah")


def _by_address(name: str, counts: dict[str, int]) -> dict[str, int]:
    """The same counts by the words in addresses."""
    words: dict[str, type[Word]] = {"jenis": OrganisationKind, "status": StateFilter}
    return {words[name].of(key).slug: n for key, n in counts.items()} if name in words else counts


def _answers(wanted: Selection) -> dict[str, Any]:
    """What the placeholders of the questions stand for."""
    axis, within, row_key = _node(wanted) or (Axis.ALL, ANY, ANY)
    kind = wanted.kind.value if wanted.kind else ANY
    return {
        "axis": axis.value,
        "within": within,
        "row_key": row_key,
        "kinds": KINDS if axis is Axis.LEAD and not kind else [kind],
        "states": [wanted.state.value] if wanted.state else [LIVE, CANCELLED],
        "strategy": wanted.strategy or ANY_NUMBER,
        "year": wanted.year or ANY_NUMBER,
        "today": today(),
        "months": terms().silent_months,
    }


def _read(wanted: Selection) -> dict[str, dict[str, int]]:
    """Every count by filter and answer: one question."""
    found: dict[str, dict[str, int]] = {}
    for name, answer, number in db.session.execute(_question(), _answers(wanted)):
        counts = found.setdefault(name, {})
        counts[answer] = counts.get(answer, 0) + number
    return found


@built_once
def _question() -> CompoundSelect[str, str, int]:
    return union_all(*_parts())


def _parts() -> Iterator[Select[str, str, int]]:
    """One part for each filter: all others as they are asked, this one answered in every way."""
    here = tuple(_here())
    years = select(T.year).where(T.axis == Axis.ALL.value, T.kind == ANY, T.state.in_([LIVE, CANCELLED]))
    years = years.where(T.strategy_number == ANY_NUMBER, T.year > NO_YEAR)
    yield select(literal(KEPT), literal(ANY), literal(1)).where(*_kept())
    yield _part("years", T.year, years.whereclause)
    yield _part(WHOLE, literal(ANY), *here, *_asked())
    yield _part("strategi", T.strategy_number, *here, T.strategy_number.in_(STRATEGIES), *_asked("strategi"))
    yield _part("jenis", T.kind, *here, T.kind.in_(KINDS), *_asked("jenis"))
    yield _part("status", T.state, *here, T.state.in_(STATES), *_asked("status"))
    yield _part("tahun", T.year, *here, T.year.in_(years), *_asked("tahun"))
    places = (T.axis == Axis.KECAMATAN.value, T.within == ANY)
    yield _part("wilayah", T.row_key, *places, *_asked())


def _here() -> Iterator[ColumnElement[bool]]:
    for name in ("axis", "within", "row_key"):
        yield getattr(T, name) == bindparam(name)


def _kept() -> tuple[ColumnElement[bool], ...]:
    """The summaries tell of today, by the terms of this installation."""
    return TallyState.day == bindparam("today"), TallyState.silent_months == bindparam("months")


def _part(name: str, answer: Any, *conditions: Any) -> Select[str, str, int]:
    said = cast(answer, String)
    return select(literal(name), said, cast(T.commitments, Integer)).where(*conditions)


def _asked(without: str = "") -> Iterator[Any]:
    """What is asked, but for one filter."""
    conditions = {
        "jenis": T.kind.in_(bindparam("kinds", expanding=True)),
        "status": T.state.in_(bindparam("states", expanding=True)),
        "strategi": T.strategy_number == bindparam("strategy"),
        "tahun": T.year == bindparam("year"),
    }
    return (condition for name, condition in conditions.items() if name != without)
