"""Things to test with, made straight in the database: a sensible thing, changed where it matters."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from portal.accounts.models import OfficeRole, User, VerifierStrategy
from portal.accounts.rules import Language, OfficeRoleName
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus, FundingSource, SupportForm
from portal.core.clock import now
from portal.core.database import db
from portal.core.references import next_reference
from portal.core.values import Quarter
from portal.needs.models import Need
from portal.needs.rules import NeedBasis, NeedPriority, NeedStatus
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MemberRole, OrganisationKind, OrganisationStatus
from portal.places.models import Pocket
from portal.places.rules import PocketStatus
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus

_number = count(1)
STABAT = "12.05.07"
VILLAGE = "12.05.07.2008"  # a desa of Stabat
PUBLIC = {CommitmentStatus.VERIFIED, CommitmentStatus.COMPLETED, CommitmentStatus.CANCELLED}


@contextmanager
def together() -> Iterator[None]:
    """Many things in one commit: what a test makes by the dozen, it makes faster so."""
    outer = db.session.info.get("together", False)
    db.session.info["together"] = True
    try:
        yield
    finally:
        db.session.info["together"] = outer
    if not outer:
        db.session.commit()


def _kept(thing: Any) -> Any:
    db.session.add(thing)
    if db.session.info.get("together"):
        db.session.flush()
    else:
        db.session.commit()
    return thing


def a_user(*roles: OfficeRoleName, strategies: tuple[int, ...] = (), **given: Any) -> User:
    """A confirmed person, perhaps with roles in the office."""
    n = next(_number)
    defaults = {
        "email": f"orang{n}@contoh.id",
        "name": f"Orang {n}",
        "language": Language.INDONESIAN,
        "email_confirmed_at": now(),
    }
    user = User(**(defaults | given))
    user.office_roles = [OfficeRole(role=role) for role in roles]
    user.strategies = [VerifierStrategy(strategy_number=number) for number in strategies]
    return _kept(user)


def an_admin() -> User:
    return a_user(OfficeRoleName.ADMIN)


def a_verifier(*strategies: int) -> User:
    return a_user(OfficeRoleName.VERIFIER, strategies=strategies)


def an_organisation(status: OrganisationStatus = OrganisationStatus.VERIFIED, **given: Any) -> Organisation:
    """A company, verified unless said otherwise."""
    n = next(_number)
    defaults = {
        "slug": f"pt-contoh-{n}",
        "name": f"PT Contoh {n}",
        "kind": OrganisationKind.PRIVATE,
        "status": status,
        "contact_name": "Kontak Rahasia",
        "contact_email": f"kontak{n}@contoh.id",
        "contact_phone": "0811222333",
    }
    return _kept(Organisation(**(defaults | given)))


def a_member(organisation: Organisation, role: MemberRole = MemberRole.MANAGER, **given: Any) -> User:
    """A person who works for the organisation."""
    user = a_user(**given)
    _kept(Membership(user_id=user.id, organisation_id=organisation.id, role=role))
    db.session.refresh(user)
    return user


def a_pocket(region_code: str = VILLAGE, status: PocketStatus = PocketStatus.ACTIVE, **given: Any) -> Pocket:
    n = next(_number)
    defaults = {
        "slug": f"kantong-{n}",
        "name": f"Kantong {n}",
        "decision": "Keputusan contoh",
        "region_code": region_code,
    }
    return _kept(Pocket(**(defaults | {"status": status} | given)))


def a_commitment(
    organisation: Organisation | None = None,
    status: CommitmentStatus = CommitmentStatus.VERIFIED,
    places: list[dict[str, Any]] | None = None,
    **given: Any,
) -> Commitment:
    """A complete commitment with one place (a desa of Stabat, Rp100 million, 40 households) unless told.

    `places` are keywords of Allocation: region_code, pocket_id, rupiah, quantity, households, people.
    """
    with together():
        return _commitment(organisation or an_organisation(), status, places, given)


def _commitment(
    organisation: Organisation,
    status: CommitmentStatus,
    places: list[dict[str, Any]] | None,
    given: dict[str, Any],
) -> Commitment:
    author = given.pop("created_by", None) or a_member(organisation)
    defaults = {
        "reference": next_reference("KMT"),
        "strategy_number": 5,
        "title": f"Komitmen contoh {next(_number)}",
        "unit": "unit rumah",
        "support_form": SupportForm.MONEY,
        "funding_source": FundingSource.TJSP,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "authoriser_name": "Pemberi Wewenang",
        "authoriser_position": "Direktur",
        "contact_name": "Narahubung",
        "contact_phone": "0811222333",
        "submitted_at": None if status is CommitmentStatus.DRAFT else now(),
        "verified_at": now() if status in PUBLIC else None,
    }
    commitment = Commitment(
        organisation_id=organisation.id, created_by_id=author.id, status=status, **(defaults | given)
    )
    lines = (
        places
        if places is not None
        else [
            {"region_code": VILLAGE, "rupiah": 100_000_000, "quantity": 10, "households": 40, "people": 160}
        ]
    )
    commitment.allocations = [Allocation(position=i, **line) for i, line in enumerate(lines)]
    return _kept(commitment)


def a_report(
    commitment: Commitment,
    quarter: str = "2026-1",
    status: ReportStatus = ReportStatus.DRAFT,
    lines: list[dict[str, Any]] | None = None,
    **given: Any,
) -> ProgressReport:
    """A report with figures for each place (Rp40 million, 4 units, 16 households, 60 people unless told).

    It is put there as it is: what the commitment keeps (realised, dates) follows only from the actions.
    """
    asked = Quarter.from_slug(quarter)
    assert asked is not None
    sent = None if status is ReportStatus.DRAFT else now()
    defaults = {
        "created_by_id": commitment.created_by_id,
        "submitted_by_id": commitment.created_by_id if sent else None,
        "submitted_at": sent,
        "first_submitted_at": sent,
        "returned_at": now() if status is ReportStatus.RETURNED else None,
        "verified_at": now() if status is ReportStatus.VERIFIED else None,
    }
    report = ProgressReport(
        commitment=commitment,
        commitment_id=commitment.id,
        year=asked.year,
        quarter_number=asked.number,
        status=status,
        **(defaults | given),
    )
    usual = {"rupiah": 40_000_000, "quantity": 4, "households": 16, "people": 60}
    given_lines = [usual for _ in commitment.allocations] if lines is None else lines
    report.lines = [
        ReportLine(
            allocation_id=allocation.id,
            region_code=allocation.region_code,
            pocket_id=allocation.pocket_id,
            position=allocation.position,
            **line,
        )
        for allocation, line in zip(commitment.allocations, given_lines, strict=True)
    ]
    return _kept(report)


def a_need(status: NeedStatus = NeedStatus.OPEN, **given: Any) -> Need:
    """A need of a pocket; open and the office's own unless said otherwise."""
    pocket = given.pop("pocket", None) or a_pocket()
    author = given.pop("created_by", None) or a_verifier()
    defaults = {
        "reference": next_reference("KBT"),
        "strategy_number": 5,
        "title": "Rumah layak huni",
        "quantity": Decimal(40),
        "unit": "unit rumah",
        "year": 2026,
        "priority": NeedPriority.HIGH,
        "basis": NeedBasis.VILLAGE_MEETING,
        "accepted_at": None if status is NeedStatus.PROPOSED else now(),
    }
    need = Need(pocket_id=pocket.id, created_by_id=author.id, status=status, **(defaults | given))
    return _kept(need)
