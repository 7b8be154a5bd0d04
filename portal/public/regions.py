"""One region as everybody may read it: its villages with what happens in each, and all points of the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from portal.catalogue.queries import count_open
from portal.commitments.models import Allocation, Commitment
from portal.commitments.queries import list_commitments
from portal.commitments.rows import CommitmentRow
from portal.commitments.rules import LIVE
from portal.commitments.selection import Chosen, Selection, StateFilter
from portal.core.database import db
from portal.core.keyset import Stretch
from portal.core.paging import Page
from portal.core.publishing import published
from portal.needs.queries import NeedFilter
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region, RegionFigure
from portal.places.names import short_place_name
from portal.places.queries import POCKET_WITH_PLACE, WITH_KECAMATAN, all_villages, get_region
from portal.places.rules import VILLAGE_LEVELS, Level, PocketStatus
from portal.public.facets import counted
from portal.public.overview import Overview, delivering, district_figures, overview
from portal.public.pockets import PocketFilter, PocketRow, list_pockets
from portal.public.rules import Box
from portal.public.workers import StrategyRow, gap_names, workers_by_strategy
from portal.strategies.queries import all_strategies
from portal.tallies import live_queries
from portal.tallies.queries import are_kept
from portal.web.formats import in_language

SHOWN = 6


@dataclass(frozen=True)
class VillageRow:
    """A village with its active pockets and the live commitments that name it or a pocket in it."""

    region: Region
    pockets: int
    commitments: int


@dataclass(frozen=True)
class RegionPage:
    """One region with everything its page shows. `overview` and `figures` belong to the kabupaten."""

    region: Region
    strategies: Sequence[StrategyRow]
    commitments: Stretch[CommitmentRow]
    pockets: Page[PocketRow] | None
    villages: Sequence[VillageRow]
    overview: Overview | None
    figures: Sequence[RegionFigure]
    open_needs: int

    @property
    def title(self) -> str:
        return self.region.name if self.overview else short_place_name(self.region)

    @property
    def is_village(self) -> bool:
        return self.region.level in VILLAGE_LEVELS

    @property
    def gaps(self) -> list[str]:
        """The delivering strategies that nobody serves here, in the language of the page."""
        return gap_names(self.strategies)

    def names(self, numbers: Sequence[int]) -> list[str]:
        """The short names of some strategies in the language of the page."""
        return [
            in_language(row.strategy, "short") for row in self.strategies if row.strategy.number in numbers
        ]


@dataclass(frozen=True)
class Dot:
    """A place on the drawn map."""

    x: float
    y: float
    area: int
    pockets: int


@dataclass(frozen=True)
class DotMap:
    """The villages as dots, the active pockets beside them, and the size of the drawing."""

    dots: Sequence[Dot]
    areas: Sequence[str]
    pockets: Sequence[tuple[str, Sequence[Pocket]]]
    width: int
    height: int


def get_region_page(code: str) -> RegionPage | None:
    """The page of a region, or None."""
    region = get_region(code)
    if region is None:
        return None
    here = Selection(region=Chosen(region.code, region.code, region.name), state=StateFilter.LIVE)
    found = counted(list_commitments(here, size=SHOWN, counted=False), here)
    waiting = count_open(NeedFilter(region_code=region.code))
    if region.level is Level.KABUPATEN:
        district = overview()
        rows = workers_by_strategy(district.strategies, here)
        return RegionPage(region, rows, found, None, [], district, district_figures(), waiting)
    strategies = all_strategies()
    pockets = list_pockets(PocketFilter(region=here.region), delivering(strategies), size=SHOWN)
    villages = _villages(region) if region.level is Level.KECAMATAN else []
    workers = workers_by_strategy(strategies, here)
    return RegionPage(region, workers, found, pockets, villages, None, [], waiting)


def _villages(kecamatan: Region) -> list[VillageRow]:
    """The villages of a kecamatan by name, with what is counted in each: one question."""
    active, live = _pockets_in(kecamatan).subquery(), _commitments_in(kecamatan).subquery()
    statement = (
        select(Region, func.coalesce(active.c.pockets, 0), func.coalesce(live.c.commitments, 0))
        .outerjoin(active, active.c.region_code == Region.code)
        .outerjoin(live, live.c.region_code == Region.code)
        .where(Region.parent_code == kecamatan.code, Region.level.in_(VILLAGE_LEVELS))
        .order_by(Region.name, Region.code)
        .options(WITH_KECAMATAN)
    )
    return [VillageRow(*row) for row in db.session.execute(statement)]


def dot_map(width: int = 640) -> DotMap:
    """All villages on a drawing of this width, coloured by the development area of their kecamatan."""
    villages = [v for v in all_villages() if v.latitude is not None and v.longitude is not None]
    box = Box.around([(v.latitude or 0, v.longitude or 0) for v in villages])
    pockets = _active_pockets()
    held = [pocket.region_code for pocket in pockets]
    names = sorted({_area(village) for village in villages})
    dots = [
        Dot(
            *box.place(village.latitude or 0, village.longitude or 0, width),
            area=names.index(_area(village)) + 1,
            pockets=held.count(village.code),
        )
        for village in villages
    ]
    return DotMap(dots, names, _by_kecamatan(pockets), width, box.height(width))


def _area(village: Region) -> str:
    return (village.kecamatan.development_area if village.kecamatan else None) or ""


def _pockets_in(kecamatan: Region) -> Select[*tuple[Any, ...]]:
    """Active pockets per village of a kecamatan."""
    statement: Select[*tuple[Any, ...]] = (
        select(Pocket.region_code, func.count().label("pockets"))
        .join(Region, Region.code == Pocket.region_code)
        .where(Region.kecamatan_code == kecamatan.code, Pocket.status == PocketStatus.ACTIVE)
        .group_by(Pocket.region_code)
    )
    return published(statement)


def _commitments_in(kecamatan: Region) -> Select[*tuple[Any, ...]]:
    """Live commitments per region code inside a kecamatan."""
    if are_kept():
        return live_queries.commitments_by_region(kecamatan.code)
    statement: Select[*tuple[Any, ...]] = (
        select(Allocation.region_code, func.count(Commitment.id.distinct()).label("commitments"))
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Region, Region.code == Allocation.region_code)
        .where(Region.kecamatan_code == kecamatan.code, Commitment.status.in_(sorted(LIVE)))
        .group_by(Allocation.region_code)
    )
    return published(statement)


def _active_pockets() -> Sequence[Pocket]:
    statement = published(select(Pocket)).where(Pocket.status == PocketStatus.ACTIVE)
    return db.session.scalars(statement.order_by(Pocket.name, Pocket.id).options(POCKET_WITH_PLACE)).all()


def _by_kecamatan(pockets: Sequence[Pocket]) -> list[tuple[str, list[Pocket]]]:
    groups: dict[str, list[Pocket]] = {}
    for pocket in pockets:
        groups.setdefault(pocket.region.kecamatan.name if pocket.region.kecamatan else "", []).append(pocket)
    return sorted(groups.items())
