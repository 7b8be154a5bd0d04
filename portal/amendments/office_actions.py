"""The office decides about a request: approve, which changes the commitment at once, or reject."""

from functools import partial

from portal.accounts.models import User
from portal.amendments import messages
from portal.amendments.applying import apply_cancellation, apply_change
from portal.amendments.locking import locked_amendment
from portal.amendments.models import Amendment
from portal.amendments.queries import both_sides, delivered_at, is_stale, numbers_in
from portal.amendments.rules import (
    AmendmentKind,
    AmendmentStatus,
    lowered_below_delivery,
    taken_out_after_delivery,
)
from portal.audit.actions import Changes, record, set_fields
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.wording import _l
from portal.notifications.actions import Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.policy import Permission, can
from portal.progress.keeping import refresh_standing
from portal.reviews.people import people_to_tell

S = AmendmentStatus
NOT_YOURS = _l("Anda tidak berwenang memutuskan permintaan ini.")
CLOSED = _l("Komitmen ini sudah ditutup, jadi permintaan ini hanya bisa ditolak.")
STALE = _l(
    "Janji komitmen berubah sejak permintaan ini dikirim. Bandingkan keduanya di bawah; tolak permintaan ini"
    " dan minta mitra mengajukan lagi dari janji yang berlaku."
)
BELOW = _l("Centang bahwa Anda sudah memeriksa: janji menjadi lebih kecil dari yang sudah terealisasi")


def approve(amendment: Amendment, *, by: User, reason: str = "", below_known: bool = False) -> Amendment:
    """Make the commitment what the request says, and keep the new version of its promise.

    `reason` is a note to the partner. `below_known`: the promise falls below what was realised, and the
    office has looked at it. Raises NotAllowedNow where it was decided, the commitment was closed or its
    promise changed meanwhile; Refused where `by` may not decide, or something was delivered at a place that
    goes.
    """
    waiting = _open(amendment, S.APPROVED, by)
    if waiting.commitment.status is not CommitmentStatus.VERIFIED:
        raise NotAllowedNow(CLOSED)
    if is_stale(waiting):
        raise NotAllowedNow(STALE)
    below = _below(waiting, below_known)
    changing = waiting.kind is AmendmentKind.CHANGE
    changes = apply_change(waiting) if changing else apply_cancellation(waiting)
    refresh_standing(waiting.commitment)
    _decide(waiting, S.APPROVED, by, reason, changes | below)
    return waiting


def reject(amendment: Amendment, *, by: User, reason: str, below_known: bool = False) -> Amendment:
    """Refuse the request, saying why; the promise stays as it is. Raises as above."""
    waiting = _open(amendment, S.REJECTED, by)
    demanded(reason)
    _decide(waiting, S.REJECTED, by, reason, {})
    return waiting


def _open(amendment: Amendment, new: AmendmentStatus, by: User) -> Amendment:
    waiting = locked_amendment(amendment, new)
    if not can(by, Permission.AMENDMENT_DECIDE, waiting):
        raise Refused(NOT_YOURS)
    return waiting


def _below(amendment: Amendment, known: bool) -> Changes:
    """What was delivered may have grown since the request: asked again now."""
    if amendment.kind is AmendmentKind.CANCEL:
        return {}
    present, (_old, new) = delivered_at(amendment.commitment_id), both_sides(amendment)
    proposed = numbers_in(new)
    if gone := taken_out_after_delivery(present, proposed):
        raise Refused(gone.sentence)
    below = [each.name for each in lowered_below_delivery(present, proposed)]
    if below and not known:
        raise Refused(BELOW, "below_known")
    return {"below_realised": (None, below)} if below else {}


def _decide(amendment: Amendment, status: AmendmentStatus, by: User, reason: str, more: Changes) -> None:
    answers = {
        "status": status,
        "decided_by_id": by.id,
        "decided_at": now(),
        "decision_reason": reason or "",
    }
    moved = set_fields(amendment, answers)
    changes = {"amendment": (amendment.number, amendment.number), "amendment_status": moved["status"]} | more
    verb = "amendment.approve" if status is S.APPROVED else "amendment.reject"
    told_why = reason if status is S.REJECTED else amendment.reason
    record(verb, amendment.commitment, by=by, changes=changes, reason=told_why)
    word = messages.approved if status is S.APPROVED else messages.rejected
    people = {person.id: person for person in people_to_tell(amendment.commitment)}
    if not amendment.on_behalf:
        people[amendment.requested_by_id] = amendment.requested_by
    key = f"amendment:{amendment.id}:decided"
    told = [Telling(person, partial(word, amendment), key) for person in people.values()]
    notify_many(NoticeKind.AMENDMENT_DECIDED, told)
