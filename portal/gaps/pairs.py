"""A pocket under a strategy: what the lists of gaps and of overlaps are about, and how they are narrowed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import aliased

from portal.commitments.sums import Named
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.queries import within
from portal.places.rules import Level
from portal.strategies.models import Strategy

MOST_WORDS = 8  # of a search: the rest narrows no further
KECAMATAN = aliased(Region, name="kecamatan")
PAIR_COLUMNS = (
    Pocket.id.label("pocket_id"), Pocket.slug, Pocket.name, Region.code.label("region_code"),
    Region.name.label("village"), Region.level, KECAMATAN.name.label("kecamatan"), Strategy.number,
    Strategy.short_id, Strategy.short_en,
)  # fmt: skip


@dataclass(frozen=True)
class PairFilter:
    """What a list is narrowed to. In a year only commitments count that start (overlaps: run) in it."""

    region_code: str = ""
    pocket_slug: str = ""
    strategy: int | None = None
    year: int | None = None
    words: str = ""


EVERYTHING = PairFilter()


@dataclass(frozen=True)
class NamedPair:
    """A pocket with its place, and a strategy, as pages and files call them."""

    pocket_id: int
    pocket_slug: str
    pocket_name: str
    place: str
    region_code: str
    village: str
    kecamatan: str
    strategy_number: int
    strategy_short_id: str
    strategy_short_en: str

    @property
    def in_order(self) -> tuple[str, str]:
        """By the name of the pocket, then by what tells two of one name apart."""
        return self.pocket_name, self.pocket_slug


def named_pair(row: Any) -> NamedPair:
    """The pair of a row that has the PAIR_COLUMNS."""
    village = Named(row.village, row.level, Named(row.kecamatan, Level.KECAMATAN))
    return NamedPair(
        pocket_id=row.pocket_id,
        pocket_slug=row.slug,
        pocket_name=row.name,
        place=place_name(village),
        region_code=row.region_code,
        village=row.village,
        kecamatan=row.kecamatan,
        strategy_number=row.number,
        strategy_short_id=row.short_id,
        strategy_short_en=row.short_en,
    )


def pockets_asked(asked: PairFilter) -> Iterator[ColumnElement[bool]]:
    """The place, the pocket, and each word in the name of the pocket or its village."""
    if asked.region_code:
        yield within(asked.region_code)
    if asked.pocket_slug:
        yield Pocket.slug == asked.pocket_slug
    for word in asked.words.split()[:MOST_WORDS]:
        yield or_(*(column.icontains(word, autoescape=True) for column in (Pocket.name, Region.name)))
