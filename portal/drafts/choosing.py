"""Choosing places: what a kecamatan holds, or what answers to a name, each with who already works there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import and_, select, union_all
from sqlalchemy.orm import lazyload

from portal.commitments.models import Commitment
from portal.commitments.need_balances import TakenNeed, needs_of
from portal.core.database import db
from portal.drafts.nearest import NearNeed, nearest_needs
from portal.drafts.presence import Overlap, Period, presence_of_others
from portal.places.models import Pocket, Region
from portal.places.names import place_name, short_place_name
from portal.places.queries import (
    WITH_KECAMATAN,
    all_kecamatan,
    find_places,
    pockets_of,
    villages_of,
)
from portal.places.rules import PocketStatus

MOST_FOUND = 20


@dataclass(frozen=True)
class Place:
    """A place. `key` is a region's code or a pocket's slug; only what is `open` can be added to a pledge."""

    key: str
    name: str
    region_code: str
    pocket_id: int | None = None
    note: str = ""
    open: bool = True


@dataclass(frozen=True)
class Offer:
    """Places under one heading."""

    pockets: Sequence[Place] = ()
    regions: Sequence[Place] = ()

    def __iter__(self) -> Iterator[Place]:
        return iter([*self.pockets, *self.regions])


@dataclass(frozen=True)
class Board:
    """All that the page of places shows beside its form."""

    kecamatan: Sequence[tuple[str, str]]
    whole: Place
    offer: Offer
    asked_kecamatan: str
    asked_words: str
    names: Mapping[str, str] = field(default_factory=dict)
    overlaps: Mapping[str, Overlap | None] = field(default_factory=dict)
    needs: Sequence[NearNeed] = ()
    is_crowded: bool = False


def places_by_key(keys: Collection[str]) -> dict[str, Place]:
    """The regions and pockets that these keys name, in one query; unknown keys are left out."""
    if not keys:
        return {}
    named = select(Region.code).where(Region.code.in_(keys))
    codes = union_all(named, select(Pocket.region_code).where(Pocket.slug.in_(keys)))
    statement = (
        select(Region, Pocket)
        .outerjoin(Pocket, and_(Pocket.region_code == Region.code, Pocket.slug.in_(keys)))
        .where(Region.code.in_(codes))
        .options(WITH_KECAMATAN, lazyload(Pocket.region))  # the region stands in the same row
    )
    found: dict[str, Place] = {}
    for region, pocket in db.session.execute(statement):
        found |= {region.code: _region(region)} if region.code in keys else {}
        found |= {pocket.slug: _pocket(pocket)} if pocket else {}
    return found


def board_for(commitment: Commitment, held: Mapping[str, Place], kecamatan: str, words: str) -> Board | None:
    """What the page offers beside `held`, the places in its form; None when there is no such kecamatan."""
    all_of_them = all_kecamatan()
    chosen = next((region for region in all_of_them if region.code == kecamatan), None)
    if kecamatan and not chosen:
        return None
    offer = _offer(chosen, words)
    period = Period(commitment.starts_on, commitment.ends_on)
    whole = Place(all_of_them[0].parent_code or "", "", all_of_them[0].parent_code or "")
    shown = {place.key: place.region_code for place in [*held.values(), *offer, whole]}
    codes = set(shown.values())
    presence = presence_of_others(commitment.strategy_number, commitment.organisation_id, codes, period)
    overlaps = {key: presence.at(code) for key, code in shown.items()}
    there = {place.region_code for place in held.values() if overlaps[place.key]}
    return Board(
        [(region.code, region.name) for region in all_of_them],
        *(whole, offer, kecamatan, words),
        names={key: place.name for key, place in held.items()},
        overlaps=overlaps,
        needs=nearest_needs(commitment, there) if there else (),
        is_crowded=bool(there),
    )


def needs_met(commitment: Commitment) -> Mapping[str, TakenNeed]:
    """The needs that lines take on, by the pocket of the line."""
    return {need.pocket_slug: need for need in needs_of(commitment.id)}


def _offer(kecamatan: Region | None, words: str) -> Offer:
    if kecamatan is not None:
        whole = Place(kecamatan.code, place_name(kecamatan), kecamatan.code)
        villages = [Place(v.code, short_place_name(v), v.code) for v in villages_of(kecamatan.code)]
        return Offer([_short(pocket) for pocket in pockets_of(kecamatan.code)], [whole, *villages])
    if words:
        found = find_places(words, MOST_FOUND)
        places = [Place(f.pocket_slug or f.region_code, f.label, f.region_code, f.pocket_id) for f in found]
        return Offer([p for p in places if p.pocket_id], [p for p in places if not p.pocket_id])
    return Offer()


def _region(region: Region) -> Place:
    return Place(region.code, place_name(region), region.code)


def _short(pocket: Pocket) -> Place:
    """A pocket among those of one kecamatan, whose name needs no repeating."""
    name = f"{pocket.name}, {short_place_name(pocket.region)}"
    return Place(pocket.slug, name, pocket.region_code, pocket.id, note=pocket.hamlets)


def _pocket(pocket: Pocket) -> Place:
    name = place_name(pocket.region, pocket)
    is_open = pocket.status is PocketStatus.ACTIVE
    return Place(pocket.slug, name, pocket.region_code, pocket.id, pocket.hamlets, is_open)
