"""Poverty pockets as everybody may read them: the list with its gaps, one pocket with its figures."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, not_, select
from sqlalchemy.orm import aliased

from portal.catalogue.queries import NeedRow, rows_of
from portal.commitments.queries import list_commitments
from portal.commitments.rows import CommitmentRow
from portal.commitments.selection import Chosen, Selection
from portal.commitments.sums import Named
from portal.core.database import db
from portal.core.disclosure import Count, Shown
from portal.core.keyset import Stretch
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.core.wording import Word, _, _l
from portal.needs.queries import NeedFilter
from portal.needs.rules import NeedState
from portal.places.models import Indicator, Pocket, PocketFigure, Region
from portal.places.names import place_name, short_place_name
from portal.places.queries import POCKET_WITH_PLACE, within
from portal.places.rules import Level, PocketStatus
from portal.public.pledges import around
from portal.public.rules import missing
from portal.public.served import is_served, strategies_in
from portal.public.workers import StrategyRow, gap_names, workers_by_strategy
from portal.strategies.queries import all_strategies

POOR_HOUSEHOLDS = "poor_households"
NEARBY = 10
MOST_NEEDS = 6


class PocketSort(Word):
    NEED = "need", "kebutuhan", _l("Rumah tangga miskin terbanyak")
    NAME = "name", "nama", _l("Nama A–Z")


class PublicPocketStatus(Word):
    """The states of a pocket that everybody may see."""

    ACTIVE = "active", "aktif", PocketStatus.ACTIVE.label
    LIFTED = "lifted", "terentaskan", PocketStatus.LIFTED.label


@dataclass(frozen=True)
class PocketFilter:
    """What the list of pockets is narrowed to; `gap` is a strategy that no live commitment serves there."""

    region: Chosen | None = None
    status: PublicPocketStatus | None = None
    gap: int | None = None
    words: str = ""
    sort: PocketSort = PocketSort.NEED


@dataclass(frozen=True)
class PocketRow:
    """A pocket of a list; `gaps` are the delivering strategies that nobody serves in an active pocket."""

    slug: str
    name: str
    place: str
    status: PocketStatus
    is_example: bool
    updated_at: datetime
    poor_households: Shown
    gaps: Sequence[int]


@dataclass(frozen=True)
class FigureRow:
    """An indicator of a pocket with its value per year, as the public may see it, and where it comes from."""

    indicator: Indicator
    values: dict[int, Decimal | int | str | None]
    sources: Sequence[str]


@dataclass(frozen=True)
class PocketPage:
    """One pocket with everything its page shows; `nearby` names its village or kecamatan, not the pocket."""

    pocket: Pocket
    figures: Sequence[FigureRow]
    strategies: Sequence[StrategyRow]
    commitments: Stretch[CommitmentRow]
    nearby: Sequence[CommitmentRow]
    needs: Sequence[NeedRow]

    @property
    def village(self) -> str:
        return short_place_name(self.pocket.region)

    @property
    def years(self) -> list[int]:
        """The years with a figure, the latest first."""
        return sorted({year for row in self.figures for year in row.values}, reverse=True)

    @property
    def columns(self) -> list[dict[str, object]]:
        """The head of the table of figures."""
        years: list[dict[str, object]] = [{"label": year, "number": True} for year in self.years]
        return [{"label": _("Indikator")}, *years, {"label": _("Sumber")}]

    @property
    def gaps(self) -> list[str]:
        """The delivering strategies that nobody serves here, in the language of the page."""
        return gap_names(self.strategies)


def get_pocket_page(slug: str) -> PocketPage | None:
    """The page of a public pocket, or None."""
    found = published(select(Pocket)).where(Pocket.slug == slug).options(POCKET_WITH_PLACE)
    pocket = db.session.scalar(found)
    if pocket is None:
        return None
    here = Selection(pocket=Chosen(pocket.id, pocket.slug, pocket.name))
    return PocketPage(
        pocket,
        _figures(pocket),
        workers_by_strategy(all_strategies(), here),
        list_commitments(here, counted=False),
        around(pocket, NEARBY),
        rows_of(NeedFilter(pocket_id=pocket.id), NeedState.OPEN, size=MOST_NEEDS),
    )


def list_pockets(
    wanted: PocketFilter, delivering: Sequence[int], number: int = 1, size: int = PAGE_SIZE
) -> Page[PocketRow]:
    """A page of public pockets; `delivering` are the strategies whose absence is a gap."""
    statement = _select().where(*conditions(wanted))
    total = db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    need = _need()
    first = [] if wanted.sort is PocketSort.NAME else [need.desc().nulls_last()]
    ordered = statement.add_columns(need.label("need")).order_by(*first, Pocket.name, Pocket.id)
    rows = db.session.execute(ordered.limit(size).offset((number - 1) * size)).all()
    served = strategies_in([row.id for row in rows])
    return Page([_row(row, served.get(row.id, set()), delivering) for row in rows], number, total, size)


def _figures(pocket: Pocket) -> list[FigureRow]:
    """The figures in the order of the indicators."""
    statement = (
        select(PocketFigure)
        .join(Pocket, Pocket.id == PocketFigure.pocket_id)
        .join(Indicator, Indicator.code == PocketFigure.indicator_code)
        .where(Pocket.id == pocket.id)
        .order_by(Indicator.position, PocketFigure.year.desc(), PocketFigure.id)
    )
    figures = db.session.scalars(published(statement)).all()
    return [_figure_row(list(group)) for _, group in groupby(figures, lambda f: f.indicator_code)]


def _figure_row(figures: list[PocketFigure]) -> FigureRow:
    values = {figure.year: _shown_value(figure) for figure in figures}
    return FigureRow(figures[0].indicator, values, sorted({figure.source for figure in figures}))


def _select() -> Select[*tuple[Any, ...]]:
    kecamatan = aliased(Region)
    return published(
        select(
            Pocket.id,
            Pocket.slug,
            Pocket.name,
            Region.name.label("village"),
            Region.level,
            kecamatan.name.label("kecamatan"),
            Pocket.status,
            Pocket.is_example,
            Pocket.updated_at,
        )
        .join(Region, Region.code == Pocket.region_code)
        .join(kecamatan, kecamatan.code == Region.kecamatan_code)
    )


def conditions(wanted: PocketFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.region is not None:
        conditions.append(within(wanted.region.key))
    if wanted.status is not None:
        conditions.append(Pocket.status == PocketStatus.of(wanted.status.value))
    if wanted.gap is not None:
        conditions += [Pocket.status == PocketStatus.ACTIVE, not_(is_served(wanted.gap))]
    for word in wanted.words.split()[:8]:
        conditions.append(
            Pocket.name.icontains(word, autoescape=True) | Region.name.icontains(word, autoescape=True)
        )
    return conditions


def _need() -> ScalarSelect[Any]:
    """The latest count of poor households of a pocket."""
    latest = select(PocketFigure.value).where(
        PocketFigure.pocket_id == Pocket.id, PocketFigure.indicator_code == POOR_HOUSEHOLDS
    )
    return (
        latest.order_by(PocketFigure.year.desc(), PocketFigure.id)
        .limit(1)
        .correlate(Pocket)
        .scalar_subquery()
    )


def _row(row: Any, served: set[int], wanted: Sequence[int]) -> PocketRow:
    names = {field.name for field in fields(PocketRow)}
    columns = {name: value for name, value in row._mapping.items() if name in names}
    village = Named(row.village, row.level, Named(row.kecamatan, Level.KECAMATAN))
    need = None if row.need is None else int(row.need)
    gaps = missing(served, wanted) if row.status is PocketStatus.ACTIVE else []
    return PocketRow(**columns, place=place_name(village), poor_households=Count(need, True).shown, gaps=gaps)


def _shown_value(figure: PocketFigure) -> Decimal | int | str | None:
    return Count(int(figure.value), True).shown if figure.indicator.counts_people else figure.value
