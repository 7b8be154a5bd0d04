"""What changed since a day."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, select

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.brief.rules import Changes
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import end_of
from portal.core.database import db
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus

NO_MEETING = timedelta(days=30)  # how far back changes are told where no FGD was held


def changes_since(day: date) -> Changes:
    """What was decided after a day, in one question; each number is that of a stretch of an index."""
    counted = (select(func.count()).where(condition).scalar_subquery() for condition in _decided(end_of(day)))
    return Changes(*db.session.execute(select(*counted)).one())


def _decided(after: datetime) -> tuple[Any, ...]:
    """In the order of `Changes`. What is public stands in the order NEWEST by when it was verified."""
    c, a, r = Commitment, Amendment, ProgressReport
    approved = and_(a.status == AmendmentStatus.APPROVED, a.kind == AmendmentKind.CHANGE)
    return (
        c.order_newest >= after,
        and_(approved, a.decided_at >= after),
        and_(c.status == CommitmentStatus.CANCELLED, c.closed_at >= after),
        and_(c.status == CommitmentStatus.COMPLETED, c.closed_at >= after),
        and_(r.status == ReportStatus.VERIFIED, r.verified_at >= after),
    )
