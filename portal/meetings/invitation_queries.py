"""Who was invited to a meeting, and to which meetings an organisation was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import User
from portal.core.database import db
from portal.meetings.hours import hour_is_known
from portal.meetings.models import Meeting, MeetingInvitation
from portal.meetings.queries import start_of_today
from portal.meetings.rules import MeetingStatus
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MemberRole, OrganisationKind

MOST_COMING = 10


@dataclass(frozen=True)
class Invited:
    """An invited organisation; without a manager who can sign in no letter can be sent."""

    name: str
    slug: str
    kind: OrganisationKind
    sent_at: datetime | None
    has_manager: bool


@dataclass(frozen=True)
class Coming:
    """A meeting that an organisation has a letter for."""

    reference: str
    title: str
    starts_at: datetime
    place: str
    is_example: bool

    @property
    def hour_is_known(self) -> bool:
        return hour_is_known(self.starts_at)


def invited_to(meeting: Meeting) -> list[Invited]:
    """The invited organisations by name: one query."""
    manager = select(Membership.id).join(User, User.id == Membership.user_id)
    manager = manager.where(
        Membership.organisation_id == Organisation.id,
        Membership.role == MemberRole.MANAGER,
        User.is_active,
    )
    statement = (
        select(
            Organisation.name, Organisation.slug, Organisation.kind, MeetingInvitation.sent_at,
            manager.exists(),
        )
        .join(MeetingInvitation, MeetingInvitation.organisation_id == Organisation.id)
        .where(MeetingInvitation.meeting_id == meeting.id)
        .order_by(Organisation.name, Organisation.id)
    )  # fmt: skip
    return [Invited(*row) for row in db.session.execute(statement)]


def coming_for(organisation_ids: frozenset[int]) -> list[Coming]:
    """The planned meetings from today on that these organisations have a letter for, the nearest first."""
    invited = select(MeetingInvitation.meeting_id).where(
        MeetingInvitation.organisation_id.in_(organisation_ids), MeetingInvitation.sent_at.is_not(None)
    )
    m = Meeting
    statement = select(m.reference, m.title, m.starts_at, m.place, m.is_example).where(
        m.id.in_(invited), m.status == MeetingStatus.PLANNED, m.starts_at >= start_of_today()
    )
    found = db.session.execute(statement.order_by(m.starts_at, m.id).limit(MOST_COMING))
    return [Coming(*row) for row in found]
