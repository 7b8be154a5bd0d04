"""Asking for a change of a public promise, or for calling it off, and taking that back while it waits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portal.accounts.models import User
from portal.amendments import messages
from portal.amendments.locking import locked_amendment, locked_commitment
from portal.amendments.models import Amendment
from portal.amendments.proposing import faults_of, lines_for, lowered
from portal.amendments.queries import Present, has_open, next_number, verifiers_to_tell
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.audit.actions import Changes, record, set_fields
from portal.commitments.models import Commitment
from portal.commitments.promised import newest_number
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.wording import _l
from portal.notifications.actions import Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.policy import Permission, can
from portal.reviews.people import people_to_tell

NOT_YOURS = _l("Anda tidak berwenang mengubah komitmen ini.")
NOT_PUBLIC = _l("Hanya komitmen terverifikasi yang belum ditutup bisa diubah atau dibatalkan.")
ALREADY_WAITING = _l("Sudah ada permintaan perubahan yang menunggu keputusan Kantor Sekda.")
OFFICE_ASKED = _l("Permintaan ini dari Kantor Sekda. Kantor Sekda yang bisa menariknya.")
PARTNER_ASKED = _l("Permintaan ini dari mitra. Mitra yang bisa menariknya.")


def request_change(
    present: Present,
    *,
    by: User,
    title: str,
    starts_on: date,
    ends_on: date,
    places: Sequence[dict[str, Any]],
    reason: str,
    below_known: bool,
    on_behalf: bool = False,
) -> Amendment:
    """Ask for another title, period or places. `on_behalf`: somebody of the office asks for the partner.

    `below_known`: who asks knows that a promise falls below what was realised. Raises NotAllowedNow unless
    the commitment is verified and nothing waits, Refused for whatever speaks against the proposal.
    """
    commitment = _begin(present, by, on_behalf, reason)
    asked: dict[str, Any] = {"title": title, "starts_on": starts_on, "ends_on": ends_on}
    for fault in faults_of(commitment, **asked, places=places, below_known=below_known):
        raise Refused(fault.sentence, fault.field)
    lines, below = lines_for(commitment, places), [each.name for each in lowered(commitment, places)]
    amendment = _kept(commitment, by, on_behalf, reason, kind=AmendmentKind.CHANGE, **asked)
    amendment.lines = lines
    return _finished(amendment, by, {"below_realised": (None, below)} if below else {})


def request_cancellation(present: Present, *, by: User, reason: str, on_behalf: bool = False) -> Amendment:
    """Ask the office to call the whole commitment off. Raises as above."""
    commitment = _begin(present, by, on_behalf, reason)
    return _finished(_kept(commitment, by, on_behalf, reason, kind=AmendmentKind.CANCEL), by, {})


def withdraw(amendment: Amendment, *, by: User) -> Amendment:
    """The partner takes its request back. Raises NotAllowedNow once it was decided."""
    return _taken_back(amendment, by, Permission.AMENDMENT_REQUEST, on_behalf=False)


def take_back(amendment: Amendment, *, by: User) -> Amendment:
    """The office takes back what it asked on behalf of the partner. Raises as above."""
    return _taken_back(amendment, by, Permission.AMENDMENT_REQUEST_FOR, on_behalf=True)


def _begin(present: Present, by: User, on_behalf: bool, reason: str) -> Commitment:
    commitment = locked_commitment(present.commitment.id)
    permission = Permission.AMENDMENT_REQUEST_FOR if on_behalf else Permission.AMENDMENT_REQUEST
    if not can(by, permission, commitment):
        raise Refused(NOT_YOURS)
    if commitment.status is not CommitmentStatus.VERIFIED:
        raise NotAllowedNow(NOT_PUBLIC)
    if has_open(commitment.id):
        raise NotAllowedNow(ALREADY_WAITING)
    demanded(reason)
    return commitment


def _kept(commitment: Commitment, by: User, on_behalf: bool, reason: str, **proposed: Any) -> Amendment:
    amendment = Amendment(
        commitment=commitment,
        number=next_number(commitment.id),
        base_number=newest_number(commitment.id),
        reason=reason,
        on_behalf=on_behalf,
        requested_by_id=by.id,
        requested_at=now(),
        is_example=commitment.is_example,
        **proposed,
    )
    db.session.add(amendment)
    return amendment


def _finished(amendment: Amendment, by: User, more: Changes) -> Amendment:
    verb = "amendment.request_for" if amendment.on_behalf else "amendment.request"
    changes = {"amendment": (None, amendment.number), "amendment_kind": (None, amendment.kind)} | more
    record(verb, amendment.commitment, by=by, changes=changes, reason=amendment.reason)
    waiting = f"amendment:{amendment.id}:waiting"
    notify_many(
        NoticeKind.WAITING,
        [
            Telling(person, lambda: messages.waiting(amendment), waiting)
            for person in verifiers_to_tell(amendment)
        ],
    )
    if amendment.on_behalf:
        told = [
            Telling(person, lambda: messages.asked_for_you(amendment), f"amendment:{amendment.id}:asked")
            for person in people_to_tell(amendment.commitment)
        ]
        notify_many(NoticeKind.AMENDMENT_DECIDED, told)
    return amendment


def _taken_back(amendment: Amendment, by: User, permission: Permission, *, on_behalf: bool) -> Amendment:
    waiting = locked_amendment(amendment, AmendmentStatus.WITHDRAWN)
    if not can(by, permission, waiting):
        raise Refused(NOT_YOURS)
    if waiting.on_behalf is not on_behalf:
        raise Refused(OFFICE_ASKED if waiting.on_behalf else PARTNER_ASKED)
    moved = set_fields(waiting, {"status": AmendmentStatus.WITHDRAWN, "decided_at": now()})
    verb = "amendment.take_back" if on_behalf else "amendment.withdraw"
    changes = {"amendment": (waiting.number, waiting.number), "amendment_status": moved["status"]}
    record(verb, waiting.commitment, by=by, changes=changes)
    return waiting
