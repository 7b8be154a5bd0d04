"""The district at a glance: headline numbers, 23 kecamatan, seven strategies, and the figures of BPS."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import LIVE
from portal.core.database import db, unindexed
from portal.core.publishing import published
from portal.matrices.coverage_queries import Coverage, coverage
from portal.matrices.queries import data_date
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.models import Indicator, Pocket, Region, RegionFigure
from portal.places.queries import all_kecamatan
from portal.places.rules import Level, PocketStatus, kecamatan_of
from portal.public.rules import missing, urgency
from portal.strategies.models import Strategy
from portal.strategies.queries import all_strategies
from portal.strategies.rules import StrategyKind
from portal.tallies import live_queries
from portal.tallies.queries import are_kept
from portal.web.formats import in_language


@dataclass(frozen=True)
class PocketCount:
    """Active pockets of a place, the villages they lie in, and whether they are examples."""

    pockets: int = 0
    villages: int = 0
    updated_at: datetime | None = None
    has_examples: int = 0


@dataclass(frozen=True)
class KecamatanRow:
    """One kecamatan: its active pockets, and the delivering strategies that nobody serves there."""

    region: Region
    pockets: PocketCount
    missing: Sequence[int]


@dataclass(frozen=True)
class Overview:
    """All kecamatan by name, the seven strategies, and who serves what."""

    kecamatan: Sequence[KecamatanRow]
    strategies: Sequence[Strategy]
    coverage: Coverage

    @property
    def gaps(self) -> int:
        return sum(len(row.missing) for row in self.kecamatan)

    @property
    def pairs(self) -> int:
        """Kecamatan times delivering strategies."""
        return len(self.kecamatan) * len(delivering(self.strategies))

    @property
    def pockets(self) -> PocketCount:
        rows = [row.pockets for row in self.kecamatan]
        return PocketCount(
            sum(row.pockets for row in rows),
            sum(row.villages for row in rows),
            max((row.updated_at for row in rows if row.updated_at), default=None),
            max((row.has_examples for row in rows), default=0),
        )

    @property
    def areas(self) -> list[tuple[str, list[KecamatanRow]]]:
        """The kecamatan by development area."""
        names = sorted({row.region.development_area or "" for row in self.kecamatan})
        return [
            (name, [row for row in self.kecamatan if (row.region.development_area or "") == name])
            for name in names
        ]

    def names(self, numbers: Sequence[int]) -> list[str]:
        """The short names of some strategies in the language of the page."""
        return [in_language(each, "short") for each in self.strategies if each.number in numbers]

    def waiting(self, most: int) -> list[KecamatanRow]:
        """Kecamatan with pockets that lack strategies, those waiting most first."""
        rows = [row for row in self.kecamatan if row.missing and row.pockets.pockets]
        rows.sort(key=lambda row: (-urgency(row.pockets.pockets, len(row.missing)), row.region.name))
        return rows[:most]


@dataclass(frozen=True)
class Headline:
    """Partners by kind, live commitments, their value where valued, and when a partner or promise changed."""

    kinds: dict[OrganisationKind, int]
    commitments: int
    unvalued: int
    rupiah: int | None
    updated_at: datetime | None
    has_examples: bool

    @property
    def partners(self) -> int:
        return sum(self.kinds.values())


def overview() -> Overview:
    """Kecamatan, strategies and coverage, in four queries."""
    strategies, served = all_strategies(), coverage()
    wanted, pockets = delivering(strategies), pockets_by(Region.kecamatan_code)
    rows = [
        KecamatanRow(
            region,
            pockets.get(region.code, PocketCount()),
            missing((number for code, number in served.cells if code == region.code), wanted),
        )
        for region in all_kecamatan()
    ]
    return Overview(rows, strategies, served)


def delivering(strategies: Sequence[Strategy]) -> list[int]:
    """The numbers of the strategies that deliver to places."""
    return [strategy.number for strategy in strategies if strategy.kind is StrategyKind.DELIVERING]


def pockets_by(column: Any) -> dict[str, PocketCount]:
    """Active pockets per code: by Region.kecamatan_code or by Region.code."""
    statement = (
        select(
            column,
            func.count(Pocket.id),
            func.count(Pocket.region_code.distinct()),
            func.max(Pocket.updated_at),
            _any(Pocket),
        )
        .join(Region, Region.code == Pocket.region_code)
        .where(Pocket.status == PocketStatus.ACTIVE)
        .group_by(column)
    )
    return {code: PocketCount(*counts) for code, *counts in db.session.execute(published(statement))}


def leads_by_kecamatan() -> dict[str, int]:
    """Different partners with a live commitment in each kecamatan."""
    if are_kept():
        found = live_queries.leads_by_place()
        return {code: leads for code, leads in found.items() if kecamatan_of(code)}
    statement = (
        select(Region.kecamatan_code, func.count(Commitment.organisation_id.distinct()))
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Region, Region.code == Allocation.region_code)
        .where(Commitment.status.in_(sorted(LIVE)))
        .group_by(Region.kecamatan_code)
    )
    return {code: count for code, count in db.session.execute(published(statement)) if code}


def headline() -> Headline:
    """The numbers of the home page, in two queries."""
    partners = _partners_by_kind()
    count, with_value, rupiah, examples = _pledged()
    moments = [moment for moment in (data_date(), *(row[2] for row in partners)) if moment]
    return Headline(
        kinds={row[0]: row[1] for row in partners},
        commitments=count,
        unvalued=count - with_value,
        rupiah=rupiah,
        updated_at=max(moments, default=None),
        has_examples=bool(examples or any(row[3] for row in partners)),
    )


def _partners_by_kind() -> Sequence[Any]:
    """Kind, number, last change and whether any is an example, of the verified partners."""
    kinds = (
        select(Organisation.kind, func.count(), func.max(Organisation.updated_at), _any(Organisation))
        .where(Organisation.status == OrganisationStatus.VERIFIED)
        .group_by(Organisation.kind)
    )
    return db.session.execute(published(kinds)).all()


def _pledged() -> Any:
    """Live commitments: number, with a value, rupiah, whether any is an example."""
    if are_kept():
        number, valued, rupiah, examples = live_queries.whole()
        return number, valued, rupiah, examples
    valued_ones = case((Allocation.rupiah.is_not(None), Commitment.id))
    columns = (
        func.count(Commitment.id.distinct()),
        func.count(valued_ones.distinct()),
        func.sum(Allocation.rupiah, type_=Allocation.rupiah.type),
        _any(Commitment),
    )
    return db.session.execute(
        _living(*columns).outerjoin(Allocation, Allocation.commitment_id == Commitment.id)
    ).one()


def _living(*columns: Any) -> Select[*tuple[Any, ...]]:
    named = select(*columns).select_from(Commitment)
    joined = named.join(Organisation, Organisation.id == Commitment.organisation_id)
    return published(joined).where(unindexed(Commitment.status).in_(sorted(LIVE)))


def district_figures() -> Sequence[RegionFigure]:
    """The figures of the kabupaten in the order of the indicators, the latest year first."""
    statement = (
        select(RegionFigure)
        .join(Region, Region.code == RegionFigure.region_code)
        .join(Indicator, Indicator.code == RegionFigure.indicator_code)
        .where(Region.level == Level.KABUPATEN)
    )
    return db.session.scalars(
        statement.order_by(Indicator.position, RegionFigure.year.desc(), RegionFigure.id)
    ).all()


def _any(model: Any) -> ColumnElement[int | None]:
    """Whether any row is example data, as 1 or 0: one database has no maximum of truths."""
    return func.max(cast(model.is_example, Integer))
