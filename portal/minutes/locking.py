"""What every act upon minutes does first: take the lock, and see whether they may be changed at all."""

from typing import Any, TypeVar

from sqlalchemy import select

from portal.accounts.models import User
from portal.core.database import db
from portal.core.errors import Clash, NotAllowedNow, Refused
from portal.core.wording import _l
from portal.meetings.models import Meeting
from portal.meetings.rules import MeetingStatus
from portal.minutes.models import Minutes
from portal.minutes.rules import MinutesStatus, may_move
from portal.policy import Permission, can

NOT_YOURS = _l("Anda tidak berwenang mengerjakan notulen ini.")
FROZEN = _l("Notulen ini sudah disahkan dan terkunci. Perubahan dicatat sebagai adendum.")
SENT = _l("Notulen ini sedang menunggu pengesahan. Kembalikan menjadi draf untuk mengubahnya.")
CANCELLED = _l("FGD ini dibatalkan, jadi tidak ada notulennya.")
ALREADY_MOVED = _l("Langkah ini tidak bisa dilakukan sekarang: keadaan notulen sudah berubah.")
T = TypeVar("T", bound=Any)


def locked(minutes: Minutes) -> Minutes:
    """The minutes as they stand now, locked; kept from here if they were not yet.

    The meeting is locked first, so that of two first writers one waits for the other's row.
    """
    meeting_id = minutes.meeting.id
    db.session.scalar(select(Meeting.id).where(Meeting.id == meeting_id).with_for_update())
    statement = select(Minutes).filter_by(meeting_id=meeting_id).with_for_update(of=Minutes)
    kept = db.session.scalar(statement.execution_options(populate_existing=True))
    if kept is None:
        kept = Minutes(meeting_id=meeting_id, meeting=minutes.meeting)
        db.session.add(kept)
        db.session.flush()
    return kept


def locked_draft(minutes: Minutes, by: User) -> Minutes:
    """The same, for changing what is written. Raises Refused, or NotAllowedNow unless it is a draft."""
    draft = locked(minutes)
    if not can(by, Permission.MINUTES_WRITE, draft):
        raise Refused(NOT_YOURS)
    if draft.status is not MinutesStatus.DRAFT:
        raise NotAllowedNow(FROZEN if draft.status is MinutesStatus.APPROVED else SENT)
    if draft.meeting.status is MeetingStatus.CANCELLED:
        raise NotAllowedNow(CANCELLED)
    return draft


def locked_for(minutes: Minutes, new: MinutesStatus, permission: Permission, by: User) -> Minutes:
    """The same, for a move of the life cycle. Raises Refused or NotAllowedNow."""
    present = locked(minutes)
    if not can(by, permission, present):
        raise Refused(NOT_YOURS)
    if not may_move(present.status, new):
        raise NotAllowedNow(ALREADY_MOVED)
    return present


def unchanged(part: T) -> T:
    """A part read again under the lock. Raises Clash when somebody changed it a moment ago."""
    seen = part.version
    db.session.refresh(part)
    if part.version != seen:
        raise Clash({})
    return part
