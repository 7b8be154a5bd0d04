"""What happens to approved minutes: addenda, and whether everybody may read them."""

from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.wording import _l
from portal.meetings.models import Meeting
from portal.minutes import telling
from portal.minutes.actions import TOO_INTRICATE
from portal.minutes.frozen import canonical_addendum
from portal.minutes.locking import NOT_YOURS, locked, unchanged
from portal.minutes.models import Addendum, Minutes
from portal.minutes.rules import MinutesStatus, text_hash
from portal.policy import Permission, can
from portal.web.markdown import render

NOT_APPROVED = _l("Notulen ini belum disahkan.")
ONE_WAITS = _l("Masih ada adendum yang menunggu pengesahan. Tunggu, atau tarik dahulu adendum itu.")
APPROVED_ALREADY = _l("Adendum ini sudah disahkan.")
PUBLISHED = _l("Notulen ini sudah terbit.")
NOT_PUBLISHED = _l("Notulen ini belum terbit.")


def add_addendum(minutes: Minutes, *, by: User, text: str) -> Addendum:
    """Write the next addendum; it counts once the chair approved it, and only one waits at a time."""
    kept = _approved(minutes, by, Permission.MINUTES_WRITE)
    waits = select(Addendum.id).where(Addendum.minutes_id == kept.id, Addendum.approved_at.is_(None))
    if db.session.scalar(waits):
        raise NotAllowedNow(ONE_WAITS)
    last = db.session.scalar(select(func.max(Addendum.number)).where(Addendum.minutes_id == kept.id)) or 0
    try:
        html = render(text)
    except ValueError as error:
        raise Refused(TOO_INTRICATE, "text") from error
    sha256 = text_hash(canonical_addendum(kept.reference, last + 1, kept.sha256, text))
    addendum = Addendum(number=last + 1, text=text, html=html, sha256=sha256, author_id=by.id)
    kept.addenda.append(addendum)
    db.session.flush()
    record("addendum.add", addendum, by=by, changes={"number": (None, last + 1), "sha256": (None, sha256)})
    telling.of_addendum_written(addendum)
    return addendum


def approve_addendum(addendum: Addendum, *, by: User) -> Addendum:
    """The chair approves what somebody else wrote; from here it belongs to the minutes."""
    _waiting(addendum, by, Permission.MINUTES_APPROVE)
    changes = set_fields(addendum, {"approved_at": now(), "approved_by_id": by.id})
    record("addendum.approve", addendum, by=by, changes=changes)
    telling.of_addendum(addendum)
    return addendum


def withdraw_addendum(addendum: Addendum, *, by: User, reason: str) -> Minutes:
    """Take back an addendum that was not approved; the trail keeps its text."""
    reason, minutes = demanded(reason), addendum.minutes
    _waiting(addendum, by, Permission.MINUTES_RETURN)
    gone = {"text": (addendum.text, None)}
    record("addendum.withdraw", addendum, by=by, changes=gone, reason=reason)
    db.session.delete(addendum)
    return minutes


def publish(minutes: Minutes, *, by: User) -> Meeting:
    """Let everybody read what this FGD decided: its agenda, decisions, action items and counts."""
    meeting = _approved(minutes, by, Permission.MEETING_PUBLISH).meeting
    if meeting.published_at is not None:
        raise NotAllowedNow(PUBLISHED)
    record("meeting.publish", meeting, by=by, changes=set_fields(meeting, {"published_at": now()}))
    return meeting


def unpublish(minutes: Minutes, *, by: User, reason: str) -> Meeting:
    """Take the FGD from the public pages again, saying why."""
    reason = demanded(reason)
    meeting = _approved(minutes, by, Permission.MEETING_PUBLISH).meeting
    if meeting.published_at is None:
        raise NotAllowedNow(NOT_PUBLISHED)
    changes = set_fields(meeting, {"published_at": None})
    record("meeting.unpublish", meeting, by=by, changes=changes, reason=reason)
    return meeting


def _approved(minutes: Minutes, by: User, permission: Permission) -> Minutes:
    kept = locked(minutes)
    if not can(by, permission, kept):
        raise Refused(NOT_YOURS)
    if kept.status is not MinutesStatus.APPROVED:
        raise NotAllowedNow(NOT_APPROVED)
    return kept


def _waiting(addendum: Addendum, by: User, permission: Permission) -> None:
    locked(addendum.minutes)
    if not can(by, permission, addendum):
        raise Refused(NOT_YOURS)
    if unchanged(addendum).approved_at is not None:
        raise NotAllowedNow(APPROVED_ALREADY)
