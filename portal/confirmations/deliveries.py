"""What may be confirmed: lines of public commitments that have begun, at a place or in a community's area."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from portal.commitments.models import Allocation, Commitment, CommitmentPartner
from portal.commitments.rules import LIVE, CommitmentStatus
from portal.commitments.sums import KECAMATAN, Named
from portal.core.clock import today
from portal.core.database import db
from portal.core.disclosure import Count, counts_people
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import Level, PocketStatus

SMALL = (Level.DESA, Level.KELURAHAN)


@dataclass(frozen=True)
class Delivery:
    """One line of a commitment: who brings what, where, when. `quantity` as the public may see it."""

    commitment_id: int
    reference: str
    title: str
    partner: str
    unit: str
    quantity: Decimal | int | str | None
    starts_on: date | None
    ends_on: date | None
    allocation_id: int
    region_code: str
    pocket_id: int | None
    place: str
    is_example: bool


@dataclass(frozen=True)
class CommunityDelivery:
    """A delivery that a community organisation may speak about; the door asks who works for it."""

    community: Organisation
    delivery: Delivery

    @property
    def organisation_id(self) -> int:
        return self.community.id

    @property
    def concerned_organisation_ids(self) -> frozenset[int]:
        return frozenset({self.community.id})


def at_pocket(pocket: Pocket) -> list[Delivery]:
    """What has begun for the pocket, its village or its kecamatan; each commitment by its nearest line."""
    begun = [Commitment.starts_on <= today(), Commitment.status.in_(sorted(LIVE))]
    return _once_each(pocket, _found(_near(pocket), *begun))


def promised_to(pocket: Pocket) -> list[Delivery]:
    """What is promised there and not closed, begun or not: for the sheet that is printed."""
    return _once_each(pocket, _found(_near(pocket), Commitment.status == CommitmentStatus.VERIFIED))


def in_reach_of(community: Organisation, number: int, size: int = PAGE_SIZE) -> Page[Delivery]:
    """What has begun in the work area of a community organisation and is not its own; newest first."""
    statement = _select().where(*_speakable(community))
    total = db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    ordered = statement.order_by(*_order()).limit(size).offset((number - 1) * size)
    return Page([_delivery(row) for row in db.session.execute(ordered)], number, total, size)


def for_community(slug: str, reference: str, line: int) -> CommunityDelivery | None:
    """One of them, or None."""
    mine = (Organisation.slug == slug, Organisation.kind == OrganisationKind.COMMUNITY)
    verified = Organisation.status == OrganisationStatus.VERIFIED
    community = db.session.scalar(select(Organisation).where(*mine, verified))
    if community is None or line >= 2**31:
        return None
    one = (Commitment.reference == reference, Allocation.id == line)
    found = list(_found(*_speakable(community), *one))
    return CommunityDelivery(community, found[0]) if found else None


def communities_of(organisation_ids: Iterable[int]) -> list[Organisation]:
    """Which of these are verified community organisations, by name."""
    statement = select(Organisation).where(
        Organisation.id.in_(sorted(organisation_ids)),
        Organisation.kind == OrganisationKind.COMMUNITY,
        Organisation.status == OrganisationStatus.VERIFIED,
    )
    return list(db.session.scalars(statement.order_by(Organisation.name, Organisation.id)))


def _speakable(community: Organisation) -> list[ColumnElement[bool]]:
    supported = select(CommitmentPartner.commitment_id).filter_by(organisation_id=community.id)
    return [
        _within(community),
        Commitment.organisation_id != community.id,
        Commitment.id.not_in(supported),
        Commitment.starts_on <= today(),
        Commitment.status.in_(sorted(LIVE)),
    ]


def _within(community: Organisation) -> ColumnElement[bool]:
    if community.works_everywhere:
        return true()
    codes = community.area_codes
    inside = [Allocation.region_code.startswith(f"{code}.", autoescape=True) for code in codes]
    return or_(Allocation.region_code.in_(codes), *inside) if codes else false()


def _near(pocket: Pocket) -> ColumnElement[bool]:
    around = [pocket.region_code, pocket.region.kecamatan_code]
    whole = and_(Allocation.pocket_id.is_(None), Allocation.region_code.in_(around))
    return or_(Allocation.pocket_id == pocket.id, whole)


def _once_each(pocket: Pocket, found: Iterable[Delivery]) -> list[Delivery]:
    """The pocket's own line before its village's before its kecamatan's."""

    def distance(delivery: Delivery) -> tuple[bool, bool]:
        return delivery.pocket_id != pocket.id, delivery.region_code != pocket.region_code

    nearest: dict[int, Delivery] = {}
    for delivery in found:
        known = nearest.get(delivery.commitment_id)
        if known is None or distance(delivery) < distance(known):
            nearest[delivery.commitment_id] = delivery
    return list(nearest.values())


def _found(*conditions: ColumnElement[bool]) -> Iterable[Delivery]:
    rows = db.session.execute(_select().where(*conditions).order_by(*_order()))
    return [_delivery(row) for row in rows]


def _order() -> tuple[ColumnElement[Any], ...]:
    return (Commitment.starts_on.desc(), Commitment.id.desc(), Allocation.position.asc(), Allocation.id.asc())


def _select() -> Select[*tuple[Any, ...]]:
    above = aliased(Region)
    gated = published(
        select(
            *(Commitment.id, Commitment.reference, Commitment.title, Organisation.name.label("partner")),
            *(Commitment.unit, Commitment.starts_on, Commitment.ends_on, Commitment.is_example),
            *(Allocation.id.label("line"), Allocation.quantity, Allocation.region_code, Allocation.pocket_id),
            *(Region.name, Region.level, above.name.label("kecamatan")),
        )
        .join(Allocation, Allocation.commitment_id == Commitment.id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Region, Region.code == Allocation.region_code)
        .outerjoin(above, above.code == Region.kecamatan_code)
    )
    pocket = select(Pocket.name).where(Pocket.id == Allocation.pocket_id).correlate(Allocation)
    known = pocket.where(Pocket.status != PocketStatus.WITHDRAWN).scalar_subquery()
    return gated.add_columns(known.label("pocket"))


def _delivery(row: Any) -> Delivery:
    region = Named(row.name, row.level, Named(row.kecamatan, KECAMATAN) if row.kecamatan else None)
    quantity: Decimal | int | str | None = row.quantity
    if counts_people(row.unit) and row.quantity is not None:
        quantity = Count(int(row.quantity), row.level in SMALL).shown
    return Delivery(
        commitment_id=row.id,
        reference=row.reference,
        title=row.title,
        partner=row.partner,
        unit=row.unit,
        quantity=quantity,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        allocation_id=row.line,
        region_code=row.region_code,
        pocket_id=row.pocket_id,
        place=place_name(region, Named(row.pocket) if row.pocket else None),
        is_example=row.is_example,
    )
