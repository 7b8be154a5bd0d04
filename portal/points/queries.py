"""Finds one point, decision or action item of a meeting while the minutes are written."""

from portal.core.database import db
from portal.minutes.models import ActionItem, Decision, DiscussionPoint
from portal.minutes.queries import of_meeting


def get_point(reference: str, part_id: int) -> DiscussionPoint | None:
    """One point of the discussion of this meeting."""
    return db.session.scalar(of_meeting(DiscussionPoint, reference).where(DiscussionPoint.id == part_id))


def get_decision(reference: str, part_id: int) -> Decision | None:
    """One decision of this meeting, by its key: its number may change."""
    return db.session.scalar(of_meeting(Decision, reference).where(Decision.id == part_id))


def get_drafted_item(reference: str, part_id: int) -> ActionItem | None:
    """One action item of this meeting, by its key: its number may change."""
    return db.session.scalar(of_meeting(ActionItem, reference).where(ActionItem.id == part_id))
