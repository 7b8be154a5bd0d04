"""Registers one example pledge with every step of its life."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from portal.accounts.models import User
from portal.audit.actions import Deed
from portal.commitments import standing
from portal.commitments.models import Allocation, Commitment, CommitmentPartner
from portal.commitments.rules import CommitmentStatus, PartnerRole
from portal.core import clock
from portal.core.database import db
from portal.core.references import next_reference
from portal.demo import moments
from portal.demo.pledges import Pattern
from portal.demo.story import Pledge
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket
from portal.web.markdown import render

S = CommitmentStatus
VERBS = {S.VERIFIED: "verify", S.RETURNED: "return", S.REJECTED: "reject"}
REASONS = {
    S.RETURNED: "Sebutkan jumlah dan satuan per desa, serta tanggal selesai yang pasti.",
    S.REJECTED: "Kegiatan ini sudah dicatat oleh mitra lain dengan rincian yang sama.",
}


class Registered(NamedTuple):
    """What was told, the commitment that it became, and what the trail is to have of it."""

    pledge: Pledge
    commitment: Commitment
    deeds: list[Deed]


def register(
    pledge: Pledge,
    partners: dict[OrganisationKind, list[Organisation]],
    pockets: list[Pocket],
    verifier: User,
    origin: str = "",
) -> Registered:
    """Create the commitment, perhaps born from an action item, and let its history happen as told.

    Whoever calls records the deeds: of hundreds all at once.
    """
    organisation = partners[pledge.kind][pledge.organisation]
    author = organisation.memberships[0].user
    with clock.at(moments.morning(pledge.created_on)):
        commitment = _draft(pledge, organisation, author)
        _place(commitment, pledge, pockets)
        if pledge.supporter:
            _support(commitment, partners[pledge.supporter[0]][pledge.supporter[1]])
        deeds = [_create(commitment, origin, author)]
    if pledge.status is not S.DRAFT:
        deeds.append(_submit(commitment, pledge.created_on + timedelta(days=1), author))
    if pledge.status not in {S.DRAFT, S.SUBMITTED}:
        deeds.append(_decide(commitment, pledge, verifier))
    return Registered(pledge, commitment, deeds)


def _draft(pledge: Pledge, organisation: Organisation, author: User) -> Commitment:
    pattern = pledge.pattern
    description = f"{pattern.aim}\n\n*Contoh:* kegiatan, mitra, dan angka ini rekaan."
    return Commitment(
        reference=next_reference("KMT"),
        organisation_id=organisation.id,
        organisation=organisation,
        strategy_number=pledge.strategy,
        title=pattern.title,
        unit=pattern.unit,
        support_form=pattern.form,
        description=description,
        description_html=_rendered(description),
        value_source="Taksiran mitra contoh" if any(line.rupiah for line in pledge.lines) else "",
        funding_source=pledge.funding,
        starts_on=pledge.starts_on,
        ends_on=pledge.ends_on,
        authoriser_name="Pimpinan Contoh",
        authoriser_position="Pimpinan lembaga",
        contact_name="Narahubung Contoh",
        contact_phone="0800000000",
        contact_email="narahubung@contoh.id",
        created_by_id=author.id,
        is_example=True,
    )


@cache
def _rendered(description: str) -> str:
    """Few patterns are pledged often."""
    return render(description)


def _place(commitment: Commitment, pledge: Pledge, pockets: list[Pocket]) -> None:
    commitment.allocations = [
        Allocation(
            position=position,
            region_code=line.region_code,
            pocket_id=None if line.pocket is None else pockets[line.pocket].id,
            rupiah=line.rupiah,
            quantity=line.quantity,
            households=line.households,
            people=line.people,
        )
        for position, line in enumerate(pledge.lines)
    ]
    commitment.title = _title(pledge, pockets)


def _title(pledge: Pledge, pockets: list[Pocket]) -> str:
    first = pledge.lines[0]
    total = sum((line.quantity for line in pledge.lines), Decimal())
    return title_of(
        pledge.pattern, total, pockets[first.pocket].region.name if first.pocket is not None else ""
    )


def title_of(pattern: Pattern, total: Decimal, where: str) -> str:
    """What is pledged, how much of it, and in which village first, if it is one."""
    return f"{pattern.title}, {int(total)} {pattern.unit}" + (f", {where}" if where else "")


def _support(commitment: Commitment, other: Organisation) -> None:
    if other.id != commitment.organisation_id:
        commitment.partners = [CommitmentPartner(organisation_id=other.id, role=PartnerRole.IMPLEMENTER)]


def _create(commitment: Commitment, origin: str, author: User) -> Deed:
    commitment.origin = origin
    db.session.add(commitment)
    db.session.flush()
    changes = {"origin": (None, origin)} if origin else {}
    return Deed(clock.now(), "commitment.create", commitment, author, changes)


def _submit(commitment: Commitment, day: date, author: User) -> Deed:
    at = moments.morning(min(day, clock.today()))
    commitment.status, commitment.submitted_at, commitment.updated_at = S.SUBMITTED, at, at
    return Deed(at, "commitment.submit", commitment, author, {"status": (S.DRAFT, S.SUBMITTED)})


def _decide(commitment: Commitment, pledge: Pledge, verifier: User) -> Deed:
    """What is completed or called off later is verified first."""
    at = moments.morning(min(pledge.created_on + timedelta(days=4), clock.today()))
    status = pledge.status if pledge.status in VERBS else S.VERIFIED
    commitment.status, commitment.updated_at, commitment.reason = status, at, REASONS.get(status, "")
    if status is S.VERIFIED:
        commitment.verified_at = at
        with clock.at(at):
            standing.begin(commitment)
    changes = {"status": (S.SUBMITTED, status)}
    verb = f"commitment.{VERBS[status]}"
    return Deed(at, verb, commitment, verifier, changes, commitment.reason)
