"""Which needs were open on a past day."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from portal.history.trail import Statuses
from portal.needs.models import Need
from portal.needs.rules import NeedStatus


def needed_then(until: datetime, statuses: Statuses) -> ColumnElement[bool]:
    """The need was accepted and not closed. One that was opened again since is asked for in the trail."""
    before = statuses[Need.__tablename__]
    closed = [key for key, status in before.items() if status == NeedStatus.CLOSED.value]
    still = or_(Need.closed_at.is_(None), Need.closed_at >= until)
    return and_(Need.accepted_at < until, still, Need.id.not_in(closed))
