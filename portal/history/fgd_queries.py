"""The last FGD, from which changes are told: the last that was held, or for everybody the last published."""

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
    is_example: bool


def last_meeting(until: date, *, for_office: bool) -> LastMeeting | None:
    """The last FGD that was held before a day ended; only the office knows of one that is not published."""
    m = Meeting
    held = (m.status == MeetingStatus.HELD, m.starts_at < end_of(until))
    statement = select(m.reference, m.starts_at, m.is_example).where(*held)
    statement = (statement if for_office else published(statement)).order_by(m.starts_at.desc(), m.id.desc())
    found = db.session.execute(statement.limit(1)).first()
    if found is None:
        return None
    return LastMeeting(found.reference, in_wib(found.starts_at).date(), found.is_example)
