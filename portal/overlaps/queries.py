"""Several leads in one pocket under one strategy with the same kind of support at the same time."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, distinct, func, or_, select

from portal.commitments.moment import Moment, present
from portal.commitments.rules import CommitmentState, SupportForm
from portal.commitments.selection import StateFilter, in_state
from portal.commitments.state_rules import Facts, state_of
from portal.core.clock import in_wib
from portal.core.database import db, unindexed
from portal.core.disclosure import Count, Shown, counts_people
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
FOREVER = date.max
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

    @property
    def lead(self) -> int:
        return self.organisation_id


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


def overlaps_now(asked: PairFilter = EVERYTHING) -> list[Overlap]:
    """What overlaps today or later, in a year what overlaps in it; most leads first, then the soonest."""
    return overlaps_at(present(), asked)


def overlaps_at(moment: Moment, asked: PairFilter = EVERYTHING) -> list[Overlap]:
    """The same as it was known on a day."""
    first = date(asked.year, 1, 1) if asked.year else moment.day
    last = date(asked.year, 12, 31) if asked.year else FOREVER
    least = terms().overlap_pocket_leads
    lines = db.session.execute(_lines(moment, asked, (first, last), least))
    found = [
        _overlap(members, window)
        for _key, group in groupby(lines, key=lambda row: (row.pocket_id, row.number, row.support_form))
        for members in [list(group)]
        for window in windows_of([_promise(row, moment.day) for row in members], least)
        if window.starts <= last and window.ends >= first
    ]
    return sorted(found, key=lambda each: (-each.leads, each.starts, each.pair.in_order))


def _lines(moment: Moment, asked: PairFilter, days: tuple[date, date], least: int) -> Statement:
    """The lines of the groups in which there are enough leads between two days, group by group."""
    c, line, crowded = moment.c, moment.line, _crowded(moment, asked, days, least)
    same = and_(
        crowded.c.pocket_id == line.pocket_id,
        crowded.c.strategy_number == unindexed(c.strategy_number),  # a pocket has fewer lines
        crowded.c.support_form == c.support_form,
    )
    statement = (
        _promised(moment, *_columns(moment))
        .join(crowded, same)
        .join(KECAMATAN, KECAMATAN.code == Region.kecamatan_code)
        .join(Strategy, Strategy.number == unindexed(c.strategy_number))
        .where(*_running(moment, days))
    )
    order = (line.pocket_id, Strategy.number, c.support_form, c.starts_on, c.id)
    return published(statement).order_by(*order)


def _columns(moment: Moment) -> list[Any]:
    c, line = moment.c, moment.line
    example = or_(Pocket.is_example, c.is_example).label("is_example")
    return [line.quantity, *NAMED, *(getattr(c, name) for name in OF_COMMITMENTS), example]


def _crowded(moment: Moment, asked: PairFilter, days: tuple[date, date], least: int) -> Subquery:
    """The pockets, strategies and kinds of support with enough leads between two days."""
    c = moment.c
    keys = (moment.line.pocket_id, c.strategy_number, c.support_form)
    statement = _promised(moment, *keys).where(*_running(moment, days), *_conditions(asked, c))
    enough = func.count(distinct(c.organisation_id)) >= least
    return published(statement).group_by(*keys).having(enough).subquery("crowded")


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


def _promise(row: Any, day: date) -> Promise:
    """What was closed before its time ran only until then. Small counts of people are masked."""
    closed_on = in_wib(row.closed_at).date() if row.closed_at else row.ends_on
    hidden = row.quantity is not None and counts_people(row.unit)
    return Promise(
        reference=row.reference,
        title=row.title,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,
        organisation_slug=row.organisation_slug,
        state=state_of(Facts.of(row), day, terms()),
        starts=row.starts_on,
        ends=min(row.ends_on, closed_on),
        quantity=Count(int(row.quantity), True).shown if hidden else row.quantity,
        unit=row.unit,
        verified_at=row.verified_at,
    )


def _overlap(members: list[Any], window: Window[Promise]) -> Overlap:
    row = members[0]
    return Overlap(
        pair=named_pair(row),
        support_form=row.support_form,
        starts=window.starts,
        ends=window.ends,
        leads=window.leads,
        promises=window.promises,
        is_example=any(each.is_example for each in members),
        updated_at=max(each.updated_at for each in members),
    )
