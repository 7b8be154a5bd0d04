"""What papers are made of, and the signed scans of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.core.database import db
from portal.files.models import FileLink, StoredFile
from portal.files.queries import get_link, links_of
from portal.meetings.models import Attendee, Meeting, MeetingInvitation
from portal.meetings.queries import get_meeting
from portal.organisations.models import Organisation
from portal.papers.rules import ScanRole

KIND = Meeting.__tablename__


@dataclass(frozen=True)
class Letter:
    """The letter of invitation of a meeting, and to whom it went."""

    meeting: Meeting
    invited_organisation_ids: frozenset[int]


@dataclass(frozen=True)
class Scan:
    """One kept file of a meeting."""

    meeting: Meeting
    link: FileLink

    @property
    def file(self) -> StoredFile:
        return self.link.file

    @property
    def role(self) -> ScanRole:
        return ScanRole.of(self.link.role)


def get_letter(reference: str) -> Letter | None:
    """The letter, once it went out to somebody; the meeting's own organisations may read it."""
    meeting = get_meeting(reference)
    if meeting is None:
        return None
    sent = select(MeetingInvitation.organisation_id).where(
        MeetingInvitation.meeting_id == meeting.id, MeetingInvitation.sent_at.is_not(None)
    )
    return Letter(meeting, frozenset(db.session.scalars(sent)))


def names_of(organisation_ids: frozenset[int]) -> list[str]:
    """The names of organisations, by name."""
    statement = select(Organisation.name).where(Organisation.id.in_(organisation_ids))
    return list(db.session.scalars(statement.order_by(Organisation.name, Organisation.id)))


def people_at(meeting: Meeting) -> Sequence[Attendee]:
    """Who was there, those written twice once, in the order in which they came."""
    statement = select(Attendee).filter_by(meeting_id=meeting.id, merged_into_id=None)
    return db.session.scalars(statement.order_by(Attendee.id)).all()


def scans_of(meeting: Meeting) -> list[Scan]:
    """The kept files of a meeting, oldest first."""
    return [Scan(meeting, link) for link in links_of(KIND, meeting.id)]


def get_scan(reference: str, number: int) -> Scan | None:
    """One kept file of this meeting, or None."""
    meeting = get_meeting(reference)
    link = get_link(KIND, meeting.id, number) if meeting else None
    return Scan(meeting, link) if meeting and link else None
