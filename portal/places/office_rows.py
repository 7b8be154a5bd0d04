"""Rows of the office's tables about pockets, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from portal.places.choices import indicator_name, unit_of
from portal.places.listing import latest
from portal.places.models import Pocket, PocketFigure
from portal.places.names import place_name
from portal.places.rules import PocketStatus


@dataclass(frozen=True)
class PocketRow:
    """One pocket of the list. The office sees whole numbers; only the public's are masked."""

    slug: str
    name: str
    place: str
    status: PocketStatus
    poor_households: Decimal | None
    year: int | None
    updated_at: datetime


@dataclass(frozen=True)
class FigureRow:
    """One figure of a pocket."""

    id: int
    indicator: str
    unit: str
    year: int
    value: Decimal
    source: str


def pocket_rows(pockets: Iterable[Pocket]) -> list[PocketRow]:
    """The rows of the list, each with its newest number of poor households."""
    return [_pocket_row(pocket, latest(pocket)) for pocket in pockets]


def figure_rows(figures: Iterable[PocketFigure]) -> list[FigureRow]:
    """The rows of a pocket's figures in the language of the page."""
    return [
        FigureRow(f.id, indicator_name(f.indicator), unit_of(f.indicator), f.year, f.value, f.source)
        for f in figures
    ]


def _pocket_row(pocket: Pocket, figure: PocketFigure | None) -> PocketRow:
    return PocketRow(
        slug=pocket.slug,
        name=pocket.name,
        place=place_name(pocket.region),
        status=pocket.status,
        poor_households=figure.value if figure else None,
        year=figure.year if figure else None,
        updated_at=pocket.updated_at,
    )
