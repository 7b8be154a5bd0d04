"""How invitations and attendance follow when two organisations turn out to be one."""

from sqlalchemy import delete, select, update

from portal.core.database import db
from portal.meetings.models import Attendee, Meeting, MeetingInvitation
from portal.organisations.merging import follows_merge


@follows_merge
def repoint_meetings(merged_id: int, kept_id: int) -> dict[str, list[str]]:
    """Give the merged organisation's invitations and people to the kept one; an invitation stands once.

    Returns the references of the meetings concerned, for the audit entry.
    """
    invited = select(MeetingInvitation.meeting_id).where(MeetingInvitation.organisation_id == merged_id)
    there = select(Attendee.meeting_id).where(Attendee.organisation_id == merged_id)
    concerned = select(Meeting.reference).where(Meeting.id.in_(invited) | Meeting.id.in_(there))
    references = list(db.session.scalars(concerned.order_by(Meeting.reference)))
    mine = MeetingInvitation.organisation_id == merged_id
    twice = select(MeetingInvitation.meeting_id).where(MeetingInvitation.organisation_id == kept_id)
    db.session.execute(delete(MeetingInvitation).where(mine, MeetingInvitation.meeting_id.in_(twice)))
    db.session.execute(update(MeetingInvitation).where(mine).values(organisation_id=kept_id))
    people = update(Attendee).where(Attendee.organisation_id == merged_id)
    db.session.execute(people.values(organisation_id=kept_id))
    return {"meetings": references}
