"""The lines of one commitment with the names of their places, and the partners in it: for tables on pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.commitments.models import Allocation, CommitmentPartner
from portal.commitments.rules import PartnerRole, total
from portal.commitments.sums import KECAMATAN, Named
from portal.core.database import db
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import Level


@dataclass(frozen=True)
class PlaceLine:
    """One line. `key` is the pocket's slug or the region's code: what forms call the place by."""

    key: str
    name: str
    region_code: str
    kecamatan_code: str | None
    level: Level
    pocket_slug: str | None
    rupiah: int | None
    quantity: Decimal | None
    households: int | None
    people: int | None


@dataclass(frozen=True)
class PartnerLine:
    """Another organisation in a commitment."""

    slug: str
    name: str
    kind: OrganisationKind
    role: PartnerRole


@dataclass(frozen=True)
class Totals:
    """Lines together: those with a rupiah value are summed, those without are counted, never mixed."""

    places: int
    unvalued: int
    rupiah: int | None
    quantity: Decimal | None
    households: int | None
    people: int | None


def totals_of(lines: Sequence[PlaceLine]) -> Totals:
    """The sums of some lines; None where no line has the number."""
    quantities = [line.quantity for line in lines if line.quantity is not None]
    return Totals(
        places=len(lines),
        unvalued=sum(line.rupiah is None for line in lines),
        rupiah=total(line.rupiah for line in lines),
        quantity=sum(quantities, Decimal(0)) if quantities else None,
        households=total(line.households for line in lines),
        people=total(line.people for line in lines),
    )


def lines_of(commitment_id: int) -> list[PlaceLine]:
    """The places of a commitment in the order they were chosen: one query."""
    kecamatan = aliased(Region)
    columns = (
        Region.code, Region.name, Region.level, Region.kecamatan_code, kecamatan.name,
        Pocket.slug, Pocket.name,
        Allocation.rupiah, Allocation.quantity, Allocation.households, Allocation.people,
    )  # fmt: skip
    statement = (
        select(*columns)
        .select_from(Allocation)
        .join(Region, Region.code == Allocation.region_code)
        .outerjoin(kecamatan, kecamatan.code == Region.kecamatan_code)
        .outerjoin(Pocket, Pocket.id == Allocation.pocket_id)
        .where(Allocation.commitment_id == commitment_id)
        .order_by(Allocation.position, Allocation.id)
    )
    return [
        PlaceLine(slug or code, _name(name, level, above, pocket), code, above_code, level, slug, *numbers)
        for code, name, level, above_code, above, slug, pocket, *numbers in db.session.execute(statement)
    ]


def partners_of(commitment_id: int) -> list[PartnerLine]:
    """The other organisations in a commitment, in the order they were added."""
    columns = (Organisation.slug, Organisation.name, Organisation.kind, CommitmentPartner.role)
    statement = (
        select(*columns)
        .join(CommitmentPartner, CommitmentPartner.organisation_id == Organisation.id)
        .where(CommitmentPartner.commitment_id == commitment_id)
        .order_by(CommitmentPartner.id)
    )
    return [PartnerLine(*row) for row in db.session.execute(statement)]


def _name(name: str, level: Level, kecamatan: str | None, pocket: str | None) -> str:
    region = Named(name, level, Named(kecamatan, KECAMATAN) if kecamatan else None)
    return place_name(region, Named(pocket) if pocket else None)
