"""Who serves which kecamatan under which strategy: the small matrix of the home page and the map."""

from dataclasses import dataclass

from portal.commitments.models import Commitment
from portal.commitments.moment import present
from portal.commitments.selection import Selection, StateFilter
from portal.core.database import db
from portal.matrices.counting import grouped
from portal.places.models import Region
from portal.tallies import live_queries
from portal.tallies.queries import are_kept


@dataclass(frozen=True)
class Served:
    """How many live commitments and how many different leads serve one place under one strategy."""

    commitments: int
    leads: int


@dataclass(frozen=True)
class Coverage:
    """Kecamatan × strategy, and apart from it what is pledged to the whole kabupaten."""

    cells: dict[tuple[str, int], Served]
    district: dict[int, Served]

    def at(self, kecamatan_code: str, strategy_number: int) -> Served:
        return self.cells.get((kecamatan_code, strategy_number), Served(0, 0))


def coverage(year: int | None = None) -> Coverage:
    """Live leads and commitments per (kecamatan code, strategy number), district-wide lines apart.

    `year` narrows to commitments that start in it.
    """
    found = _from_summaries(year) if are_kept() else _afresh(year)
    return Coverage(
        {(code, number): each for code, number, each in found if code is not None},
        {number: each for code, number, each in found if code is None},
    )


def _from_summaries(year: int | None) -> list[tuple[str | None, int, Served]]:
    rows = live_queries.served(year)
    return [
        (code if len(code) > len("12.05") else None, number, Served(commitments, leads))
        for code, number, commitments, leads in rows
    ]


def _afresh(year: int | None) -> list[tuple[str | None, int, Served]]:
    keys = (Region.kecamatan_code.label("kecamatan"), Commitment.strategy_number.label("strategy"))
    live = Selection(year=year, state=StateFilter.LIVE)
    found = db.session.execute(grouped(live, present(), *keys))
    return [(row.kecamatan, row.strategy, Served(row.commitments, row.leads)) for row in found]
