"""Choosing places: what a kecamatan holds, or what answers to a name, each with who already works there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from portal.commitments.models import Commitment
from portal.core.database import db
from portal.drafts.presence import Overlap, presence_of_others
from portal.places.models import Pocket, Region
from portal.places.names import place_name, short_place_name
from portal.places.queries import (
    POCKET_WITH_PLACE,
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


def places_by_key(keys: Collection[str]) -> dict[str, Place]:
    """The regions and pockets that these keys name; unknown keys are left out."""
    regions = select(Region).where(Region.code.in_(keys)).options(WITH_KECAMATAN)
    pockets = select(Pocket).where(Pocket.slug.in_(keys)).options(POCKET_WITH_PLACE)
    found = {region.code: _region(region) for region in db.session.scalars(regions)} if keys else {}
    if any(key not in found for key in keys):
        found |= {pocket.slug: _pocket(pocket) for pocket in db.session.scalars(pockets)}
    return found


def board_for(commitment: Commitment, rows: Collection[str], kecamatan: str, words: str) -> Board | None:
    """The page's offer for a kecamatan or for words; None when there is no such kecamatan.

    `rows` are the keys of the places that the form already holds.
    """
    all_of_them = all_kecamatan()
    chosen = next((region for region in all_of_them if region.code == kecamatan), None)
    if kecamatan and chosen is None:
        return None
    offer = _offer(chosen, words)
    held = places_by_key(rows)
    whole = Place(all_of_them[0].parent_code or "", "", all_of_them[0].parent_code or "")
    shown = {place.key: place.region_code for place in [*held.values(), *offer, whole]}
    presence = presence_of_others(commitment.strategy_number, commitment.organisation_id, set(shown.values()))
    return Board(
        kecamatan=[(region.code, region.name) for region in all_of_them],
        whole=whole,
        offer=offer,
        asked_kecamatan=kecamatan,
        asked_words=words,
        names={key: place.name for key, place in held.items()},
        overlaps={key: presence.at(code) for key, code in shown.items()},
    )


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
