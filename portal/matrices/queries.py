"""What the matrix counts: grouped selects over the lines of public commitments; replaceable by summaries."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import distinct, func, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.selection import Selection, StateFilter, chosen_commitments
from portal.core.clock import today
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.places.models import Region


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
    statement = (
        select(
            Region.kecamatan_code,
            Commitment.strategy_number,
            func.count(distinct(Commitment.id)),
            func.count(distinct(Commitment.organisation_id)),
        )
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Region, Region.code == Allocation.region_code)
        .group_by(Region.kecamatan_code, Commitment.strategy_number)
    )
    live = Selection(year=year, state=StateFilter.LIVE)
    rows = db.session.execute(chosen_commitments(published(statement), live, today())).all()
    served = {(code, number): Served(commitments, leads) for code, number, commitments, leads in rows}
    return Coverage(
        {(code, number): each for (code, number), each in served.items() if code is not None},
        {number: each for (code, number), each in served.items() if code is None},
    )


def data_date() -> datetime | None:
    """When a public commitment last changed: every page that counts says so."""
    return db.session.scalar(published(select(func.max(Commitment.updated_at))))
