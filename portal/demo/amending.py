"""Example promises that changed, one that waits to, and how a broken one is called off."""

from datetime import date, timedelta

from portal.accounts.models import User
from portal.amendments.applying import apply_cancellation, apply_change
from portal.amendments.models import Amendment, AmendmentLine
from portal.amendments.rules import NUMBERS, AmendmentKind, AmendmentStatus
from portal.audit.actions import record, set_fields
from portal.commitments.models import Allocation, Commitment
from portal.commitments.promised import newest_number
from portal.commitments.rules import CommitmentStatus
from portal.core import clock
from portal.core.database import db
from portal.demo import moments

EVERY = 14  # one in so many running commitments changed
WAITING = 4  # of those that change, the last so many still wait
REASON = "Harga bahan naik, jadi jumlahnya dikurangi dan waktunya diperpanjang."
CALLED_OFF = "Anggaran tahun berjalan dialihkan, mitra menyampaikan surat pembatalan."


def call_off(commitment: Commitment, day: date, author: User, verifier: User) -> None:
    """The partner asks to cancel; the office approves some days later."""
    with clock.at(moments.morning(day - timedelta(days=4))):
        amendment = _asked(commitment, AmendmentKind.CANCEL, CALLED_OFF, author)
    with clock.at(moments.morning(day)):
        _approved(amendment, apply_cancellation(amendment), verifier)


def change_some(commitments: list[Commitment], verifier: User) -> None:
    """Some running commitments promise less and later than at first; the newest requests wait."""
    running = [each for each in commitments if each.status is CommitmentStatus.VERIFIED]
    chosen = running[::EVERY]
    for commitment in chosen:
        asked_on = min(_verified_on(commitment) + timedelta(days=40), clock.today() - timedelta(days=3))
        with clock.at(moments.morning(asked_on)):
            author = commitment.organisation.memberships[0].user
            amendment = _asked(commitment, AmendmentKind.CHANGE, REASON, author)
            _propose(amendment)
        if commitment not in chosen[-WAITING:]:
            with clock.at(moments.morning(asked_on + timedelta(days=2))):
                _approved(amendment, apply_change(amendment), verifier)


def _verified_on(commitment: Commitment) -> date:
    return clock.in_wib(commitment.verified_at or clock.now()).date()


def _asked(commitment: Commitment, kind: AmendmentKind, reason: str, author: User) -> Amendment:
    amendment = Amendment(
        commitment=commitment,
        number=1,
        kind=kind,
        base_number=newest_number(commitment.id),
        reason=reason,
        requested_by_id=author.id,
        requested_at=clock.now(),
        is_example=True,
    )
    db.session.add(amendment)
    changes = {"amendment": (None, 1), "amendment_kind": (None, kind)}
    record("amendment.request", commitment, by=author, changes=changes, reason=reason)
    return amendment


def _propose(amendment: Amendment) -> None:
    """A quarter less at the first place, three months longer."""
    commitment = amendment.commitment
    amendment.title, amendment.starts_on = commitment.title, commitment.starts_on
    amendment.ends_on = commitment.ends_on + timedelta(days=90) if commitment.ends_on else None
    amendment.lines = [_line(each, fewer=place == 0) for place, each in enumerate(commitment.allocations)]


def _line(allocation: Allocation, *, fewer: bool) -> AmendmentLine:
    numbers = {name: getattr(allocation, name) for name in NUMBERS}
    if fewer:
        numbers = {name: value if value is None else value - value // 4 for name, value in numbers.items()}
    return AmendmentLine(
        allocation_id=allocation.id,
        position=allocation.position,
        region_code=allocation.region_code,
        pocket_id=allocation.pocket_id,
        **numbers,
    )


def _approved(amendment: Amendment, changes: dict[str, tuple[object, object]], verifier: User) -> None:
    status = AmendmentStatus.APPROVED
    decided = {"status": status, "decided_by_id": verifier.id, "decided_at": clock.now()}
    moved = {"amendment": (1, 1), "amendment_status": set_fields(amendment, decided)["status"]}
    record(
        "amendment.approve",
        amendment.commitment,
        by=verifier,
        changes=moved | changes,
        reason=amendment.reason,
    )
