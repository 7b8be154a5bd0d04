"""Several leads in one pocket under one strategy with the same kind of support at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select

from portal.commitments.moment import Moment, present
from portal.commitments.rules import CommitmentState, SupportForm
from portal.commitments.selection import StateFilter, in_state
from portal.commitments.state_rules import Facts, state_of
from portal.core.clock import in_wib
from portal.core.database import db, unindexed
from portal.core.disclosure import Count, Shown, counts_people
from portal.core.held import held
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.core.terms import terms
from portal.gaps.pairs import (
    EVERYTHING,
    KECAMATAN,
    PAIR_COLUMNS,
    NamedPair,
    PairFilter,
    named_pair,
    pockets_asked,
)
from portal.organisations.models import Organisation
from portal.overlaps.rules import Window, windows_of
from portal.places.models import Pocket, Region
from portal.strategies.models import Strategy

Statement = Select[*tuple[Any, ...]]
Group = tuple[int, int, SupportForm]  # pocket, strategy, kind of support
FOREVER = date.max
AT_ONCE = 50  # groups whose promises are read in one question
NAMED = (
    *PAIR_COLUMNS, Organisation.name.label("organisation_name"), Organisation.slug.label("organisation_slug"),
)  # fmt: skip
OF_COMMITMENTS = (
    "reference", "title", "unit", "support_form", "status", "starts_on", "ends_on", "report_due_on",
    "heard_on", "verified_at", "closed_at", "updated_at", "organisation_id",
)  # fmt: skip


@dataclass(frozen=True)
class Promise:
    """One of the commitments that overlap, with what it gives in this pocket."""

    reference: str
    title: str
    organisation_id: int
    organisation_name: str
    organisation_slug: str
    state: CommitmentState
    starts: date
    ends: date
    quantity: Shown | Decimal
    unit: str
    verified_at: datetime | None


@dataclass(frozen=True)
class Overlap:
    """Where, of what kind, from when to when; `leads` is the most that are there at once."""

    pair: NamedPair
    support_form: SupportForm
    starts: date
    ends: date
    leads: int
    promises: tuple[Promise, ...]
    is_example: bool
    updated_at: datetime


class Span(NamedTuple):
    """As much of a promise as the days follow from."""

    lead: int
    starts: date
    ends: date
    commitment_id: int


class Found(NamedTuple):
    """A window before its promises are read; `place` is the name of the pocket and its slug."""

    group: Group
    place: tuple[str, str]
    window: Window[Span]


def overlaps_now(asked: PairFilter = EVERYTHING) -> list[Overlap]:
    """What overlaps today or later, in a year what overlaps in it; most leads first, then the soonest."""
    return overlaps_at(present(), asked)


def overlaps_at(moment: Moment, asked: PairFilter = EVERYTHING) -> list[Overlap]:
    """The same as it was known on a day."""
    return _told(moment, asked, _found(moment, asked))


def list_overlaps(asked: PairFilter = EVERYTHING, number: int = 1, size: int = PAGE_SIZE) -> Page[Overlap]:
    """One page of what overlaps now: only its promises are read."""
    found = Page.of(_found(present(), asked), number, size)
    return Page(_told(present(), asked, found.rows), number, found.total, size)


@held
def crowded_pairs(moment: Moment, asked: PairFilter) -> set[tuple[int, int]]:
    """The pockets and strategies in which something overlaps."""
    return {each.group[:2] for each in _found(moment, asked)}


def _found(moment: Moment, asked: PairFilter) -> list[Found]:
    """Where and when enough leads are at once, in the order of the lists."""
    (first, last), least = _days(moment, asked), terms().overlap_pocket_leads
    lines = db.session.execute(_spans(moment, asked, (first, last)))
    found = [
        Found(group, here[0][3:5], window)
        for group, rows in groupby(lines, key=lambda row: tuple(row[:3]))
        for here in [[tuple(row) for row in rows]]
        if len({row[5] for row in here}) >= least
        for window in windows_of([_span(*row[5:]) for row in here], least)
        if window.starts <= last and window.ends >= first
    ]
    return sorted(found, key=lambda each: (-each.window.leads, each.window.starts, each.place))


def _days(moment: Moment, asked: PairFilter) -> tuple[date, date]:
    """The first and the last day that are asked for."""
    if asked.year:
        return date(asked.year, 1, 1), date(asked.year, 12, 31)
    return moment.day, FOREVER


def _span(lead: int, starts: date, ends: date, closed_at: datetime | None, commitment_id: int) -> Span:
    """What was closed before its time ran only until then."""
    return Span(lead, starts, min(ends, in_wib(closed_at).date()) if closed_at else ends, commitment_id)


def _spans(moment: Moment, asked: PairFilter, days: tuple[date, date]) -> Statement:
    """The days of all promises in pockets, group by group: of a long list most is never shown."""
    c, line = moment.c, moment.line
    group = (line.pocket_id, c.strategy_number, c.support_form)
    columns = (*group, Pocket.name, Pocket.slug, c.organisation_id, c.starts_on, c.ends_on, c.closed_at, c.id)
    statement = _promised(moment, *columns).where(*_running(moment, days), *_conditions(asked, c))
    return published(statement).order_by(*group, c.starts_on, c.id)


def _told(moment: Moment, asked: PairFilter, found: Sequence[Found]) -> list[Overlap]:
    """These windows with their promises, read a few groups at a time."""
    groups, members = sorted({each.group for each in found}), defaultdict(list)
    for start in range(0, len(groups), AT_ONCE):
        for row in db.session.execute(
            _members(moment, groups[start : start + AT_ONCE], _days(moment, asked))
        ):
            members[row.pocket_id, row.number, row.support_form].append(row)
    return [_overlap(members[each.group], each.window, moment.day) for each in found]


def _members(moment: Moment, groups: Iterable[Group], days: tuple[date, date]) -> Statement:
    """All there is to tell of the promises in these groups."""
    c, line = moment.c, moment.line
    here = or_(
        *(
            and_(line.pocket_id == pocket, unindexed(c.strategy_number) == strategy, c.support_form == form)
            for pocket, strategy, form in groups
        )
    )
    statement = (
        _promised(moment, *_columns(moment))
        .join(KECAMATAN, KECAMATAN.code == Region.kecamatan_code)
        .join(Strategy, Strategy.number == unindexed(c.strategy_number))
        .where(here, *_running(moment, days))
    )
    return published(statement)


def _columns(moment: Moment) -> list[Any]:
    c, line = moment.c, moment.line
    example = or_(Pocket.is_example, c.is_example).label("is_example")
    return [line.quantity, c.id, *NAMED, *(getattr(c, name) for name in OF_COMMITMENTS), example]


def _promised(moment: Moment, *columns: Any) -> Statement:
    """Lines of commitments in pockets."""
    c, line = moment.c, moment.line
    return (
        select(*columns)
        .select_from(moment.lines)
        .join(moment.commitments, c.id == line.commitment_id)
        .join(Organisation, Organisation.id == c.organisation_id)
        .join(Pocket, and_(Pocket.id == line.pocket_id, moment.there))
        .join(Region, Region.code == Pocket.region_code)
    )


def _running(moment: Moment, days: tuple[date, date]) -> list[ColumnElement[bool]]:
    """Live, of a known kind, and at least one day between the two."""
    c, (first, last) = moment.c, days
    period = [c.starts_on <= last, c.ends_on >= first, c.support_form.is_not(None)]
    return [in_state(StateFilter.LIVE, moment.day, c), *period]


def _conditions(asked: PairFilter, c: Any) -> list[ColumnElement[bool]]:
    strategy = [c.strategy_number == asked.strategy] if asked.strategy else []
    return [*pockets_asked(asked), *strategy]


def _promise(row: Any, span: Span, day: date) -> Promise:
    """Small counts of people are masked."""
    hidden = row.quantity is not None and counts_people(row.unit)
    return Promise(
        reference=row.reference,
        title=row.title,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,
        organisation_slug=row.organisation_slug,
        state=state_of(Facts.of(row), day, terms()),
        starts=span.starts,
        ends=span.ends,
        quantity=Count(int(row.quantity), True).shown if hidden else row.quantity,
        unit=row.unit,
        verified_at=row.verified_at,
    )


def _overlap(members: Sequence[Any], window: Window[Span], day: date) -> Overlap:
    rows = {each.id: each for each in members}
    return Overlap(
        pair=named_pair(members[0]),
        support_form=members[0].support_form,
        starts=window.starts,
        ends=window.ends,
        leads=window.leads,
        promises=tuple(_promise(rows[each.commitment_id], each, day) for each in window.promises),
        is_example=any(each.is_example for each in members),
        updated_at=max(each.updated_at for each in members),
    )
