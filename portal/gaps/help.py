"""Who serves a pocket under a strategy, who did until when: grouped for all pairs, row by row for a few."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    null,
    select,
    true,
)

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentState
from portal.commitments.selection import StateFilter, in_state
from portal.commitments.state_rules import Facts, state_of
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.publishing import published
from portal.core.terms import terms
from portal.core.wib_day import wib_day
from portal.gaps.rules import helped_until
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind
from portal.tallies import live_queries
from portal.tallies.queries import are_kept

Pair = tuple[int, int]  # pocket id, strategy number


@dataclass(frozen=True)
class LastHelp:
    """The promise that stood last in a pocket under a strategy, and until when."""

    reference: str
    title: str
    organisation_name: str
    organisation_slug: str
    state: CommitmentState
    until: date


def help_by_pair(year: int | None) -> Subquery:
    """pocket_id, strategy_number, serving, stale_since, helped_until: one row for each pair ever promised to.

    `serving` counts live commitments of which something is heard, in a year those that start in it. Where the
    summaries tell who is served, only pockets that wait for something are looked at.
    """
    c, day = Commitment, today()
    asked = c.starts_on.between(date(year, 1, 1), date(year, 12, 31)) if year else true()
    silent = in_state(StateFilter.SILENT, day)
    live = and_(in_state(StateFilter.LIVE, day), asked)
    lines = published(_lines(Allocation.pocket_id, c.strategy_number))
    if are_kept():
        lines = lines.where(Allocation.pocket_id.in_(_waiting_pockets(year)))
    return (
        lines.add_columns(
            func.count(case((silent, null()), (live, 1))).label("serving"),
            func.max(case((and_(silent, asked), c.heard_on))).label("stale_since"),
            func.max(case((silent, c.heard_on), else_=_stood_until(day))).label("helped_until"),
        )
        .group_by(Allocation.pocket_id, c.strategy_number)
        .subquery("help")
    )


def is_unserved(year: int | None) -> ColumnElement[bool]:
    """Whether the summaries know of nobody who serves a pocket under a strategy and is heard of."""
    pair = live_queries.pair_of(cast(Pocket.id, String), Strategy.number)
    return pair.not_in(live_queries.pairs_heard_of(year))


def _waiting_pockets(year: int | None) -> Select[int]:
    """Those that nobody serves under a delivering strategy: where many are served, few are left."""
    pairs = published(select(Pocket.id)).join(Strategy, Strategy.kind == StrategyKind.DELIVERING)
    return pairs.where(is_unserved(year))


def last_help(pairs: Iterable[Pair]) -> dict[Pair, LastHelp]:
    """Of each of these pairs the promise that stood last, in one query."""
    wanted = set(pairs)
    c = Commitment
    columns = (c.id, c.reference, c.title, c.status, c.starts_on, c.ends_on, c.report_due_on, c.heard_on)
    lead = (Organisation.name.label("organisation_name"), Organisation.slug.label("organisation_slug"))
    statement = published(
        _lines(Allocation.pocket_id, c.strategy_number, c.closed_at, *columns, *lead)
    ).order_by(c.id)
    found: dict[Pair, LastHelp] = {}
    for row in db.session.execute(
        statement.where(Allocation.pocket_id.in_({pocket for pocket, _ in wanted}))
    ):
        pair = (row.pocket_id, row.strategy_number)
        help_, before = _help(row) if pair in wanted else None, found.get(pair)
        if help_ and (before is None or before.until <= help_.until):
            found[pair] = help_
    return found


def _lines(*columns: Any) -> Select[*tuple[Any, ...]]:
    """The lines of commitments that name a pocket, with their leads."""
    return (
        select(*columns)
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .where(Allocation.pocket_id.is_not(None))
    )


def _stood_until(day: date) -> ColumnElement[date]:
    """`gap_rules.helped_until` of what is not silent, told by the database."""
    closed = func.coalesce(wib_day(Commitment.closed_at), day)
    ends = func.coalesce(Commitment.ends_on, day)
    last = case((and_(closed <= ends, closed <= day), closed), (ends <= day, ends), else_=day)
    return case((Commitment.starts_on <= last, last))


def _help(row: Any) -> LastHelp | None:
    facts, day = Facts.of(row), today()
    closed_on = in_wib(row.closed_at).date() if row.closed_at else None
    until = helped_until(facts, closed_on, day, terms())
    if until is None:
        return None
    state = state_of(facts, day, terms())
    return LastHelp(row.reference, row.title, row.organisation_name, row.organisation_slug, state, until)
