"""The last FGD, and what changed since."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, and_, func, literal, select
from sqlalchemy.orm import aliased

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.brief.rules import Changes, Meeting
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.wib_day import wib_day
from portal.meetings.models import Meeting as MeetingRow
from portal.meetings.rules import MeetingStatus
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus

C, A = Commitment, Allocation
NO_MEETING = timedelta(days=30)  # how far back changes are told where no FGD was held
Numbers = list[ScalarSelect[Any]]


def since_the_last_meeting() -> tuple[Meeting | None, Changes]:
    """The last FGD that was held, and what changed since, in one question."""
    changes, meeting = _changes(), _meeting()
    row = db.session.execute(select(*changes, *meeting)).one()
    return _held(*row[len(changes) :]), Changes(*row[: len(changes)])


def _last() -> ScalarSelect[int]:
    m = MeetingRow
    held = select(m.id).where(m.status == MeetingStatus.HELD)
    return held.order_by(m.starts_at.desc(), m.id.desc()).limit(1).scalar_subquery()


def _meeting() -> Numbers:
    m = MeetingRow
    columns: Sequence[Any] = (m.reference, m.starts_at, m.is_example)
    return [select(each).where(m.id == _last()).scalar_subquery() for each in columns]


def _held(reference: str | None, starts_at: datetime | None, is_example: bool | None) -> Meeting | None:
    if reference is None or starts_at is None:
        return None
    return Meeting(reference, in_wib(starts_at).date(), bool(is_example))


def _changes() -> Numbers:
    """What was decided after the day of the last FGD, or in the last month where none was held."""
    r, a, own, m = ProgressReport, Amendment, aliased(Commitment), MeetingRow
    day = select(wib_day(m.starts_at)).where(m.id == _last()).scalar_subquery()
    since = func.coalesce(day, literal(today() - NO_MEETING))
    closed = wib_day(own.closed_at) > since
    approved = and_(a.status == AmendmentStatus.APPROVED, a.kind == AmendmentKind.CHANGE)
    counted: list[tuple[Any, Any]] = [
        (own.id, wib_day(own.verified_at) > since),
        (a.id, and_(approved, wib_day(a.decided_at) > since)),
        (own.id, and_(own.status == CommitmentStatus.CANCELLED, closed)),
        (own.id, and_(own.status == CommitmentStatus.COMPLETED, closed)),
        (r.id, and_(r.status == ReportStatus.VERIFIED, wib_day(r.verified_at) > since)),
    ]
    return [select(func.count(key)).where(condition).scalar_subquery() for key, condition in counted]
