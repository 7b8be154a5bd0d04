"""The FGD from which changes are told where an address names no day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.core.clock import end_of, in_wib
from portal.core.database import db
from portal.core.publishing import published
from portal.meetings.models import Meeting
from portal.meetings.rules import MeetingStatus


@dataclass(frozen=True)
class LastMeeting:
    reference: str
    day: date


def last_meeting(until: date) -> LastMeeting | None:
    """The last published FGD that was held before a day ended."""
    m = Meeting
    held = (m.status == MeetingStatus.HELD, m.starts_at < end_of(until))
    statement = published(select(m.reference, m.starts_at).where(*held))
    found = db.session.execute(statement.order_by(m.starts_at.desc(), m.id.desc()).limit(1)).first()
    return LastMeeting(found.reference, in_wib(found.starts_at).date()) if found else None
