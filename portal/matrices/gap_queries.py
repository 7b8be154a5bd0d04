"""Pockets × delivering strategies that wait, counted and paged by the database, most in need first."""

from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased

from portal.commitments.rows import Named
from portal.core.clock import today
from portal.core.database import Quantity, db
from portal.core.disclosure import Count
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT
from portal.matrices.gap_help import LastHelp, help_by_pair, last_help
from portal.matrices.gap_rows import GapFilter, GapRow
from portal.matrices.gap_rules import GapMark, months_without, waiting_since
from portal.places.models import Pocket, PocketFigure, Region
from portal.places.names import place_name
from portal.places.queries import within
from portal.places.rules import Level, PocketStatus
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind

Statement = Select[*tuple[Any, ...]]
POOR_HOUSEHOLDS = "poor_households"
EVERYTHING = GapFilter()
ALL = 1_000_000
KECAMATAN = aliased(Region, name="kecamatan")


def worst_gaps(limit: int = 5) -> list[GapRow]:
    """Those that wait most."""
    return list(list_gaps(size=limit).rows)


def list_gaps(asked: GapFilter = EVERYTHING, number: int = 1, size: int = PAGE_SIZE) -> Page[GapRow]:
    """One page, those that wait most first: poor households, then months without help, then names."""
    helped, poor = help_by_pair(asked.year), _poor_households()
    statement = _waiting(asked, helped, poor)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    ordered = statement.order_by(*_order(helped, poor)).limit(size).offset((number - 1) * size)
    found = db.session.execute(ordered).all()
    last = last_help((row.pocket_id, row.strategy_number) for row in found)
    rows = [_row(row, last.get((row.pocket_id, row.strategy_number))) for row in found]
    return Page(rows, number, total, size)


def _waiting(asked: GapFilter, helped: Subquery, poor: Subquery) -> Statement:
    """One row for each pair that nobody serves."""
    pair = and_(helped.c.pocket_id == Pocket.id, helped.c.strategy_number == Strategy.number)
    statement: Statement = (
        select(
            Pocket.id.label("pocket_id"),
            Pocket.slug,
            Pocket.name,
            Pocket.decided_on,
            Pocket.is_example,
            Pocket.updated_at,
            Region.code.label("region_code"),
            Region.name.label("village"),
            Region.level,
            KECAMATAN.name.label("kecamatan"),
            Strategy.number.label("strategy_number"),
            Strategy.short_id,
            Strategy.short_en,
            helped.c.stale_since,
            helped.c.helped_until,
            poor.c.households,
        )
        .select_from(Pocket)
        .join(Strategy, Strategy.kind == StrategyKind.DELIVERING)
        .join(Region, Region.code == Pocket.region_code)
        .join(KECAMATAN, KECAMATAN.code == Region.kecamatan_code)
        .outerjoin(helped, pair)
        .outerjoin(poor, poor.c.pocket_id == Pocket.id)
        .where(Pocket.status == PocketStatus.ACTIVE, func.coalesce(helped.c.serving, 0) == 0)
    )
    return _narrowed(statement, asked)


def _narrowed(statement: Statement, asked: GapFilter) -> Statement:
    if asked.region_code:
        statement = statement.where(within(asked.region_code))
    if asked.strategy:
        statement = statement.where(Strategy.number == asked.strategy)
    for word in asked.words.split()[:8]:
        named = (column.icontains(word, autoescape=True) for column in (Pocket.name, Region.name))
        statement = statement.where(or_(*named))
    return published(statement)


def _order(helped: Subquery, poor: Subquery) -> tuple[Any, ...]:
    """Counts of 1 to 4 households are one count: the order tells no more than the page."""
    value = poor.c.households
    masked = case((and_(value > 0, value < SMALL_COUNT), literal(1, Quantity())), else_=value)
    since = func.coalesce(helped.c.helped_until, Pocket.decided_on)
    return (
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


def _row(row: Any, last: LastHelp | None) -> GapRow:
    since = waiting_since(row.helped_until, row.decided_on)
    village = Named(row.village, row.level, Named(row.kecamatan, Level.KECAMATAN))
    return GapRow(
        pocket_slug=row.slug,
        pocket_name=row.name,
        place=place_name(village),
        region_code=row.region_code,
        strategy_number=row.strategy_number,
        strategy_short_id=row.short_id,
        strategy_short_en=row.short_en,
        mark=GapMark.STALE if row.stale_since else GapMark.EMPTY,
        stale_since=row.stale_since,
        since=since,
        months=months_without(since, today()),
        decided_on=row.decided_on,
        poor_households=Count(None if row.households is None else int(row.households), True).shown,
        last=last,
        is_example=row.is_example,
        updated_at=row.updated_at,
    )
