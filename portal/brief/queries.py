"""What changed since a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, and_, func, select
from sqlalchemy.orm import aliased

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
    """What was decided after a day, in one question."""
    counted: Sequence[int] = db.session.execute(select(*_changes(day))).one()
    return Changes(*counted)


def _changes(since: date) -> list[ScalarSelect[int]]:
    r, a, own, after = ProgressReport, Amendment, aliased(Commitment), end_of(since)
    approved = and_(a.status == AmendmentStatus.APPROVED, a.kind == AmendmentKind.CHANGE)
    closed = own.closed_at >= after
    counted: list[tuple[Any, Any]] = [
        (own.id, own.verified_at >= after),
        (a.id, and_(approved, a.decided_at >= after)),
        (own.id, and_(own.status == CommitmentStatus.CANCELLED, closed)),
        (own.id, and_(own.status == CommitmentStatus.COMPLETED, closed)),
        (r.id, and_(r.status == ReportStatus.VERIFIED, r.verified_at >= after)),
    ]
    return [select(func.count(key)).where(condition).scalar_subquery() for key, condition in counted]
