"""Pockets × delivering strategies that wait, counted and paged by the database, most in need first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, literal, select

from portal.commitments.sums import BATCH
from portal.core.clock import today
from portal.core.database import Quantity, db
from portal.core.disclosure import Count
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT
from portal.gaps.help import LastHelp, help_by_pair, is_unserved, last_help
from portal.gaps.needs import OpenNeed, open_needs, open_needs_by_pair
from portal.gaps.pairs import EVERYTHING, KECAMATAN, PAIR_COLUMNS, PairFilter, named_pair, pockets_asked
from portal.gaps.rows import GapRow
from portal.gaps.rules import GapMark, months_without, waiting_since
from portal.places.models import Pocket, PocketFigure, Region
from portal.places.rules import PocketStatus
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind
from portal.tallies.queries import are_kept

Statement = Select[*tuple[Any, ...]]
POOR_HOUSEHOLDS = "poor_households"
COLUMNS = (*PAIR_COLUMNS, Pocket.decided_on, Pocket.is_example, Pocket.updated_at)


@dataclass(frozen=True)
class Joined:
    """What is known of all pairs, each grouped once."""

    helped: Subquery
    needs: Subquery
    poor: Subquery


def worst_gaps(limit: int = 5) -> Page[GapRow]:
    """Those that wait most, and how many there are: two questions, so who was last is not told."""
    every = func.count().over().label("every")
    found = db.session.execute(_waiting(EVERYTHING).add_columns(every).limit(limit)).all()
    needs = open_needs([(row.pocket_id, row.number) for row in found], None)
    rows = [_row(row, None, needs.get((row.pocket_id, row.number), ())) for row in found]
    return Page(rows, 1, found[0].every if found else 0, limit)


def list_gaps(asked: PairFilter = EVERYTHING, number: int = 1, size: int = PAGE_SIZE) -> Page[GapRow]:
    """One page, those that wait most first: open needs, then poor households, then months without help."""
    statement = _waiting(asked)
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    found = db.session.execute(statement.limit(size).offset((number - 1) * size)).all()
    return Page(_rows(found, asked), number, total, size)


def all_gaps(asked: PairFilter = EVERYTHING) -> Iterator[GapRow]:
    """All of them, told part by part."""
    found = db.session.execute(_waiting(asked)).all()
    for start in range(0, len(found), BATCH):
        yield from _rows(found[start : start + BATCH], asked)


def _rows(found: Sequence[Any], asked: PairFilter) -> list[GapRow]:
    pairs = [(row.pocket_id, row.number) for row in found]
    last, needs = last_help(pairs), open_needs(pairs, asked.year)
    return [_row(row, last.get(pair), needs.get(pair, ())) for pair, row in zip(pairs, found, strict=True)]


def _waiting(asked: PairFilter) -> Statement:
    """One row for each pair that nobody serves, in order."""
    joined = Joined(help_by_pair(asked.year), open_needs_by_pair(asked.year), _poor_households())
    helped, wanted, poor = joined.helped, joined.needs, joined.poor
    statement: Statement = (
        select(*COLUMNS, helped.c.stale_since, helped.c.helped_until, poor.c.households)
        .select_from(Pocket)
        .join(Strategy, Strategy.kind == StrategyKind.DELIVERING)
        .join(Region, Region.code == Pocket.region_code)
        .join(KECAMATAN, KECAMATAN.code == Region.kecamatan_code)
        .outerjoin(helped, _of_pair(helped))
        .outerjoin(wanted, _of_pair(wanted))
        .outerjoin(poor, poor.c.pocket_id == Pocket.id)
        .where(Pocket.status == PocketStatus.ACTIVE, func.coalesce(helped.c.serving, 0) == 0)
    )
    statement = statement.where(is_unserved(asked.year)) if are_kept() else statement
    return _narrowed(statement, asked).order_by(*_order(joined))


def _narrowed(statement: Statement, asked: PairFilter) -> Statement:
    statement = statement.where(*pockets_asked(asked))
    return published(statement.where(Strategy.number == asked.strategy) if asked.strategy else statement)


def _of_pair(grouped: Subquery) -> ColumnElement[bool]:
    """The group of a pocket and strategy."""
    return and_(grouped.c.pocket_id == Pocket.id, grouped.c.strategy_number == Strategy.number)


def _order(joined: Joined) -> tuple[Any, ...]:
    """The most urgent open need, then how many there are; quantities in different units are never compared.

    Counts of 1 to 4 households are one count: the order tells no more than the page.
    """
    helped, needs, value = joined.helped, joined.needs, joined.poor.c.households
    masked = case((and_(value > 0, value < SMALL_COUNT), literal(1, Quantity())), else_=value)
    since = func.coalesce(helped.c.helped_until, Pocket.decided_on)
    return (
        needs.c.urgency.asc().nulls_last(),
        needs.c.number.desc().nulls_last(),
        masked.desc().nulls_last(),
        since.asc().nulls_last(),
        Pocket.name,
        Pocket.id,
        Strategy.number,
    )


def _poor_households() -> Subquery:
    """pocket_id and its households of the latest year that has them."""
    f = PocketFigure
    latest = (
        select(f.pocket_id, func.max(f.year).label("year"))
        .where(f.indicator_code == POOR_HOUSEHOLDS)
        .group_by(f.pocket_id)
        .subquery("latest")
    )
    same = and_(f.pocket_id == latest.c.pocket_id, f.year == latest.c.year)
    figures = select(f.pocket_id, f.value.label("households")).join(latest, same)
    return figures.where(f.indicator_code == POOR_HOUSEHOLDS).subquery("poor")


def _row(row: Any, last: LastHelp | None, needs: Sequence[OpenNeed]) -> GapRow:
    since = waiting_since(row.helped_until, row.decided_on)
    return GapRow(
        pair=named_pair(row),
        mark=GapMark.STALE if row.stale_since else GapMark.EMPTY,
        stale_since=row.stale_since,
        since=since,
        months=months_without(since, today()),
        decided_on=row.decided_on,
        poor_households=Count(None if row.households is None else int(row.households), True).shown,
        last=last,
        needs=needs,
        is_example=row.is_example,
        updated_at=row.updated_at,
    )
