"""What the office does with a commitment: verify, return, reject, complete.

It is called off by an approved request only, which the room amendments decides about.
"""

from functools import partial

from sqlalchemy import select

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.commitments import standing
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus, may_move
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.wording import _l
from portal.notifications.actions import Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.organisations.rules import OrganisationStatus
from portal.policy import Permission, can
from portal.reviews import messages
from portal.reviews.people import has_written, people_to_tell

S = CommitmentStatus
ALREADY_MOVED = _l("Langkah ini tidak bisa dilakukan sekarang: status komitmen sudah berubah.")
NOT_YOURS = _l("Anda tidak berwenang memeriksa komitmen ini.")
YOUR_OWN = _l("Anda ikut menulis komitmen ini. Verifikator lain yang memeriksanya.")
ORGANISATION_FIRST = _l(
    "Verifikasi lembaganya lebih dahulu: komitmen hanya bisa tayang dari mitra terverifikasi."
)


def verify_commitment(commitment: Commitment, *, by: User, reason: str = "") -> Commitment:
    """Approve: from here the commitment is public. `reason` is a note to the partner and may be empty.

    Raises NotAllowedNow unless it waits, Refused unless its organisation is verified and `by` may review it.
    """
    waiting = _locked(commitment, S.VERIFIED, Permission.COMMITMENT_REVIEW, by)
    if waiting.organisation.status is not OrganisationStatus.VERIFIED:
        raise Refused(ORGANISATION_FIRST)
    changes = set_fields(waiting, {"status": S.VERIFIED, "verified_at": now(), "reason": ""})
    standing.begin(waiting)
    record("commitment.verify", waiting, by=by, changes=changes, reason=reason or "")
    _tell(waiting, messages.verified, reason or "")
    return waiting


def return_commitment(commitment: Commitment, *, by: User, reason: str) -> Commitment:
    """Send back for mending, saying what is missing. Raises NotAllowedNow and Refused as above."""
    waiting = _locked(commitment, S.RETURNED, Permission.COMMITMENT_REVIEW, by)
    demanded(reason)
    changes = set_fields(waiting, {"status": S.RETURNED, "reason": reason})
    record("commitment.return", waiting, by=by, changes=changes, reason=reason)
    _tell(waiting, messages.returned, reason)
    return waiting


def reject_commitment(commitment: Commitment, *, by: User, reason: str) -> Commitment:
    """Refuse for good, saying why. Raises NotAllowedNow and Refused as above."""
    waiting = _locked(commitment, S.REJECTED, Permission.COMMITMENT_REVIEW, by)
    demanded(reason)
    changes = set_fields(waiting, {"status": S.REJECTED, "reason": reason})
    record("commitment.reject", waiting, by=by, changes=changes, reason=reason)
    _tell(waiting, messages.rejected, reason)
    return waiting


def complete_commitment(commitment: Commitment, *, by: User, reason: str) -> Commitment:
    """Close a verified commitment as done; `reason` says what was delivered and is public."""
    running = _locked(commitment, S.COMPLETED, Permission.COMMITMENT_CLOSE, by)
    demanded(reason)
    changes = set_fields(running, {"status": S.COMPLETED, "closed_at": now(), "reason": reason})
    standing.end(running)
    record("commitment.complete", running, by=by, changes=changes, reason=reason)
    _tell(running, messages.completed, reason)
    return running


def _locked(commitment: Commitment, new: CommitmentStatus, permission: Permission, by: User) -> Commitment:
    """The row as it stands now, locked: of two people at once the second finds it moved."""
    statement = select(Commitment).filter_by(id=commitment.id).with_for_update(of=Commitment)
    current = db.session.scalars(statement.execution_options(populate_existing=True)).one()
    if not can(by, permission, current):
        raise Refused(NOT_YOURS)
    if permission is Permission.COMMITMENT_REVIEW and has_written(by, current):
        raise Refused(YOUR_OWN)
    if not may_move(current.status, new):
        raise NotAllowedNow(ALREADY_MOVED)
    return current


def _tell(commitment: Commitment, word: messages.Word, reason: str) -> None:
    said = partial(word, commitment, reason)
    notify_many(NoticeKind.COMMITMENT, [Telling(person, said) for person in people_to_tell(commitment)])
