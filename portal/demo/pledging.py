"""Registers one example pledge with every step of its life."""

from datetime import date, timedelta

from portal.accounts.models import User
from portal.audit.actions import record
from portal.commitments import standing
from portal.commitments.models import Allocation, Commitment, CommitmentPartner
from portal.commitments.rules import CommitmentStatus, PartnerRole
from portal.core import clock
from portal.core.database import db
from portal.core.references import next_reference
from portal.demo import amending, moments
from portal.demo.story import Pledge
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket
from portal.web.markdown import render

S = CommitmentStatus
REASONS = {
    S.RETURNED: "Sebutkan jumlah dan satuan per desa, serta tanggal selesai yang pasti.",
    S.REJECTED: "Kegiatan ini sudah dicatat oleh mitra lain dengan rincian yang sama.",
}


def register(
    pledge: Pledge,
    partners: dict[OrganisationKind, list[Organisation]],
    pockets: list[Pocket],
    verifier: User,
    origin: str = "",
) -> Commitment:
    """Create the commitment, perhaps born from an action item, and let its history happen as told."""
    organisation = partners[pledge.kind][pledge.organisation]
    author = organisation.memberships[0].user
    with clock.at(moments.morning(pledge.created_on)):
        commitment = _draft(pledge, organisation, author)
        _place(commitment, pledge, pockets)
        if pledge.supporter:
            _support(commitment, partners[pledge.supporter[0]][pledge.supporter[1]])
        commitment.origin = origin
        db.session.add(commitment)
        changes = {"origin": (None, origin)} if origin else {}
        record("commitment.create", commitment, by=author, changes=changes)
    if pledge.status is not S.DRAFT:
        _submit(commitment, pledge.created_on + timedelta(days=1), author)
    if pledge.status not in {S.DRAFT, S.SUBMITTED}:
        _decide(commitment, pledge, author, verifier)
    return commitment


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
        description_html=render(description),
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
    total = sum(line.quantity for line in pledge.lines)
    where = f"{pockets[first.pocket].region.name}" if first.pocket is not None else ""
    return f"{pledge.pattern.title}, {total:f} {pledge.pattern.unit}" + (f", {where}" if where else "")


def _support(commitment: Commitment, other: Organisation) -> None:
    if other.id != commitment.organisation_id:
        commitment.partners = [CommitmentPartner(organisation_id=other.id, role=PartnerRole.IMPLEMENTER)]


def _submit(commitment: Commitment, day: date, author: User) -> None:
    with clock.at(moments.morning(min(day, clock.today()))):
        commitment.status, commitment.submitted_at = S.SUBMITTED, clock.now()
        record("commitment.submit", commitment, by=author, changes={"status": (S.DRAFT, S.SUBMITTED)})


def _decide(commitment: Commitment, pledge: Pledge, author: User, verifier: User) -> None:
    day = min(pledge.created_on + timedelta(days=4), clock.today())
    first = pledge.status if pledge.status in {S.RETURNED, S.REJECTED} else S.VERIFIED
    _move(commitment, first, day, verifier)
    if pledge.status is S.COMPLETED:
        _move(commitment, S.COMPLETED, min(pledge.ends_on, clock.today()), verifier)
    if pledge.status is S.CANCELLED:
        amending.call_off(
            commitment, min(pledge.starts_on + timedelta(days=60), clock.today()), author, verifier
        )


def _move(commitment: Commitment, status: CommitmentStatus, day: date, verifier: User) -> None:
    verbs = {
        S.VERIFIED: "verify",
        S.RETURNED: "return",
        S.REJECTED: "reject",
        S.COMPLETED: "complete",
    }
    with clock.at(moments.morning(day)):
        old, commitment.status = commitment.status, status
        commitment.reason = REASONS.get(status, "")
        commitment.verified_at = clock.now() if status is S.VERIFIED else commitment.verified_at
        commitment.closed_at = clock.now() if status is S.COMPLETED else None
        if status is S.VERIFIED:
            standing.keep_version(commitment)
        changes = {"status": (old, status)}
        record(
            f"commitment.{verbs[status]}", commitment, by=verifier, changes=changes, reason=commitment.reason
        )
