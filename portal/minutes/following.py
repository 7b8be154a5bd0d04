"""How the record of meetings follows when two organisations turn out to be one."""

from sqlalchemy import delete, select, update

from portal.core.database import db
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem, DiscussionPoint, Minutes, MinutesResponse
from portal.organisations.merging import follows_merge


@follows_merge
def repoint_minutes(merged_id: int, kept_id: int) -> dict[str, list[str]]:
    """Give the merged organisation's action items, points and answers to the kept one.

    Frozen texts keep the name that was written. Where both answered the same minutes, the kept one's answer
    stays. Returns the references of the action items that moved, for the audit entry.
    """
    mine = ActionItem.organisation_id == merged_id
    moved = _names_of_items(merged_id)
    db.session.execute(
        update(ActionItem).where(mine).values(organisation_id=kept_id, version=ActionItem.version + 1)
    )
    said = DiscussionPoint.organisation_id == merged_id
    db.session.execute(update(DiscussionPoint).where(said).values(organisation_id=kept_id))
    answered = select(MinutesResponse.minutes_id).where(MinutesResponse.organisation_id == kept_id)
    theirs = MinutesResponse.organisation_id == merged_id
    db.session.execute(delete(MinutesResponse).where(theirs, MinutesResponse.minutes_id.in_(answered)))
    db.session.execute(update(MinutesResponse).where(theirs).values(organisation_id=kept_id))
    return {"action_items": moved}


def _names_of_items(organisation_id: int) -> list[str]:
    statement = (
        select(Meeting.reference, ActionItem.number)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(ActionItem, ActionItem.minutes_id == Minutes.id)
        .where(ActionItem.organisation_id == organisation_id)
        .order_by(Meeting.reference, ActionItem.number)
    )
    return [f"{reference}#{number}" for reference, number in db.session.execute(statement)]
