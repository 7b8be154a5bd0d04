"""Which needs were open on a past day."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from portal.history.trail import Trail
from portal.needs.models import Need
from portal.needs.rules import NeedStatus


def needed_then(until: datetime, trail: Trail) -> ColumnElement[bool]:
    """The need was accepted and not closed. One that was opened again since is asked for in the trail."""
    before = trail.before(Need, "status")
    closed = [key for key, status in before.items() if status == NeedStatus.CLOSED.value]
    still = or_(Need.closed_at.is_(None), Need.closed_at >= until)
    return and_(Need.accepted_at < until, still, Need.id.not_in(closed))
