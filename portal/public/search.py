"""Places and partners that answer to the words of a search."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.places.queries import FoundPlace, find_places
from portal.public.partners import find_partners

MOST = 8
NEAR = 40


@dataclass(frozen=True)
class Matches:
    """What is called so: places, exact names first, and partners as (address word, name)."""

    places: Sequence[FoundPlace]
    partners: Sequence[tuple[str, str]]

    def __bool__(self) -> bool:
        return bool(self.places or self.partners)


def matches(words: str) -> Matches:
    """Places and partners whose name holds every word; nothing for no words."""
    if not words:
        return Matches([], [])
    places = sorted(find_places(words, NEAR), key=lambda place: _distance(place, words.lower()))
    return Matches(places[:MOST], find_partners(words, MOST))


def _distance(place: FoundPlace, words: str) -> tuple[bool, bool, bool, str]:
    """Exact names first, then names that hold the words, larger places before the pockets in them."""
    name = place.name.lower()
    return name != words, words not in name, place.pocket_id is not None, place.region_code
