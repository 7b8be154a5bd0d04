"""Reads places: the region tree, the poverty pockets and their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from portal.core.database import built_once, db
from portal.core.held import held
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import VILLAGE_LEVELS, Level, PocketStatus, is_village_code

_NAMED = (Region.code, Region.name, Region.development_area)
WITH_KECAMATAN = joinedload(Region.kecamatan)
POCKET_WITH_PLACE = joinedload(Pocket.region).joinedload(Region.kecamatan)


@dataclass(frozen=True)
class FoundPlace:
    """A place that answers to a name: a pocket when `pocket_id` is given, else a region."""

    region_code: str
    pocket_id: int | None
    pocket_slug: str | None
    name: str
    label: str


def kabupaten() -> Region:
    """The root of the tree."""
    return db.session.scalars(select(Region).where(Region.level == Level.KABUPATEN)).one()


def all_kecamatan() -> Sequence[Region]:
    """The kecamatan by name."""
    return db.session.scalars(_all_kecamatan()).all()


@built_once
def _all_kecamatan() -> Select[Region]:
    return select(Region).where(Region.level == Level.KECAMATAN).order_by(Region.name, Region.code)


class KecamatanName(NamedTuple):
    """A kecamatan as filters and rows of tables need it."""

    code: str
    name: str
    development_area: str | None


@held
def kecamatan_names() -> Sequence[KecamatanName]:
    """The same by name, for pages that only say where."""
    found = db.session.execute(_all_kecamatan().with_only_columns(*_NAMED))
    return tuple(KecamatanName(*row) for row in found)


def villages_of(kecamatan_code: str) -> Sequence[Region]:
    """The desa and kelurahan of one kecamatan by name."""
    return db.session.scalars(
        select(Region)
        .where(Region.parent_code == kecamatan_code, Region.level.in_(VILLAGE_LEVELS))
        .order_by(Region.name, Region.code)
        .options(WITH_KECAMATAN)
    ).all()


def all_villages() -> Sequence[Region]:
    """Every desa and kelurahan, by kecamatan and name."""
    kecamatan = joinedload(Region.kecamatan)
    villages = db.session.scalars(select(Region).where(Region.level.in_(VILLAGE_LEVELS)).options(kecamatan))
    return sorted(villages, key=lambda v: (v.kecamatan.name if v.kecamatan else "", v.name, v.code))


def get_region(code: str) -> Region | None:
    """One region by its Kemendagri code, with its kecamatan, or None."""
    return db.session.scalar(select(Region).filter_by(code=code).options(WITH_KECAMATAN))


def get_pocket(slug: str) -> Pocket | None:
    """One pocket in any status, with its village and kecamatan, or None."""
    return db.session.scalar(select(Pocket).filter_by(slug=slug).options(POCKET_WITH_PLACE))


def get_pocket_by_id(pocket_id: int) -> Pocket | None:
    """The same by its number."""
    return db.session.scalar(select(Pocket).filter_by(id=pocket_id).options(POCKET_WITH_PLACE))


def pockets_of(region_code: str, active_only: bool = True) -> Sequence[Pocket]:
    """The pockets of a village, kecamatan or kabupaten by name; unless `active_only` in every status."""
    statement = select(Pocket).join(Pocket.region).where(within(region_code))
    if active_only:
        statement = statement.where(Pocket.status == PocketStatus.ACTIVE)
    return db.session.scalars(statement.order_by(Pocket.name, Pocket.id).options(POCKET_WITH_PLACE)).all()


def all_pockets() -> Sequence[Pocket]:
    """Every pocket in every status, by name."""
    statement = select(Pocket).order_by(Pocket.name, Pocket.id)
    return db.session.scalars(statement.options(POCKET_WITH_PLACE)).all()


def pocket_slugs_like(stem: str) -> set[str]:
    """The address words in use that begin with this stem."""
    return set(db.session.scalars(select(Pocket.slug).where(Pocket.slug.startswith(stem, autoescape=True))))


def within(region_code: str) -> ColumnElement[bool]:
    """The condition that `Region` is this region or lies inside it."""
    if is_village_code(region_code):
        return Region.code == region_code
    return or_(Region.code == region_code, Region.code.startswith(region_code + ".", autoescape=True))


def find_places(text: str, limit: int = 20) -> list[FoundPlace]:
    """Regions and active pockets whose name, or their kecamatan's name, holds every word; own names first."""
    words = text.lower().split()[:8]
    if not words:
        return []
    found = [_found(region) for region in _regions_named(words, limit)]
    found += [_found(pocket.region, pocket) for pocket in _pockets_named(words, limit)]
    found.sort(key=lambda place: (not all(w in place.name.lower() for w in words), place.label))
    return found[:limit]


def _regions_named(words: list[str], limit: int) -> Sequence[Region]:
    kecamatan = select(Region.code).where(Region.level == Level.KECAMATAN)
    conditions = [
        or_(_holds(Region.name, word), Region.kecamatan_code.in_(kecamatan.where(_holds(Region.name, word))))
        for word in words
    ]
    named = select(Region).where(*conditions).options(WITH_KECAMATAN)
    own = [_holds(Region.name, word) for word in words]
    return db.session.scalars(named.order_by(or_(*own).desc(), Region.name, Region.code).limit(limit)).all()


def _pockets_named(words: list[str], limit: int) -> Sequence[Pocket]:
    inside = select(Region.code).where(Region.level == Level.KECAMATAN)
    conditions = [
        or_(
            _holds(Pocket.name, word),
            _holds(Region.name, word),
            Region.kecamatan_code.in_(inside.where(_holds(Region.name, word))),
        )
        for word in words
    ]
    named = select(Pocket).join(Pocket.region).where(Pocket.status == PocketStatus.ACTIVE, *conditions)
    own = [_holds(Pocket.name, word) for word in words]
    return db.session.scalars(
        named.order_by(or_(*own).desc(), Pocket.name, Pocket.id).options(POCKET_WITH_PLACE).limit(limit)
    ).all()


def _holds(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return column.icontains(word, autoescape=True)


def _found(region: Region, pocket: Pocket | None = None) -> FoundPlace:
    return FoundPlace(
        region_code=region.code,
        pocket_id=pocket.id if pocket else None,
        pocket_slug=pocket.slug if pocket else None,
        name=pocket.name if pocket else region.name,
        label=place_name(region, pocket),
    )
