"""What reports said at the end of a day: which were verified, when last one was, whether one was overdue.

A report has `verified_at` when it is verified, for ever: its status is not asked, so that the database looks
for the reports of a commitment and not for all verified ones.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    cast,
    exists,
    extract,
    func,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from portal.audit.models import AuditEntry
from portal.commitments.models import Commitment
from portal.commitments.version_models import PledgeVersion
from portal.core.clock import end_of
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.core.wib_day import wib_day
from portal.progress.models import ProgressReport

R = ProgressReport
TURNS = ("report.submit", "report.return")
NUMBER = R.year * 4 + R.quarter_number - 1  # quarters counted through


def newest_then(until: datetime) -> ColumnElement[int]:
    """Of the promise of a version the id of the report of the latest quarter that was verified by then."""
    any_report = aliased(R)
    newest = (
        select(any_report.id)
        .where(any_report.commitment_id == PledgeVersion.commitment_id, any_report.verified_at < until)
        .order_by(any_report.year.desc(), any_report.quarter_number.desc())
        .limit(1)
    )
    return newest.correlate(PledgeVersion).scalar_subquery()


def last_then(until: datetime) -> ColumnElement[date]:
    """The day on which last a report of the commitment was verified."""
    own = (R.commitment_id == Commitment.id, R.verified_at < until)
    return wib_day(select(func.max(R.verified_at)).where(*own).correlate(Commitment).scalar_subquery())


def overdue_then(begun: ColumnElement[date], day: date, until: datetime) -> ColumnElement[date | None]:
    """A day before `day` where a report was overdue then, else NULL (progress.rules.next_due, by quarters).

    Overdue are quarters before the one that the report days reach back to. They are counted: fewer handed in
    than there are means that one is missing. A returned one is overdue once its days to mend it are over.
    """
    reached = day - timedelta(days=terms().report_days)
    bound, first = _number(Quarter.of(reached)), _quarter_of(begun)
    own = R.commitment_id == Commitment.id
    begun_ones = select(func.count()).where(
        own, NUMBER.between(first, bound - 1), R.first_submitted_at < until
    )
    missing = begun_ones.correlate_except(R).scalar_subquery() < bound - first
    mend = exists().where(
        own, NUMBER.between(0, bound - 1), _returned(end_of(reached - timedelta(days=1)), until)
    )
    overdue: ColumnElement[date | None] = case(
        (or_(missing, mend.correlate(Commitment)), day - timedelta(days=1)), else_=null()
    )
    return overdue


def _returned(before: datetime, until: datetime) -> ColumnElement[bool]:
    """The report stood returned, from before an instant. Returns but the last stand in the trail."""
    still = or_(R.submitted_at < R.returned_at, R.submitted_at >= until)
    last = and_(R.returned_at < before, still)
    return or_(last, and_(R.returned_at >= until, _returned_by_trail(before, until)))


def _returned_by_trail(before: datetime, until: datetime) -> ColumnElement[bool]:
    """For a report that was returned again later: its last turn by then was a return."""
    entry, any_turn = AuditEntry, aliased(AuditEntry)
    key = cast(R.id, String)
    turns = select(func.max(any_turn.id)).where(
        any_turn.object_kind == R.__tablename__,
        any_turn.object_id == key,
        any_turn.action.in_(TURNS),
        any_turn.at < until,
    )
    return (
        exists()
        .where(
            entry.object_kind == R.__tablename__,
            entry.object_id == key,
            entry.id == turns.correlate(R).scalar_subquery(),
            entry.action == "report.return",
            entry.at < before,
        )
        .correlate(R)
    )


def _quarter_of(day: ColumnElement[date]) -> ColumnElement[int]:
    year, month = (cast(extract(part, day), Integer) for part in ("year", "month"))
    quarter: ColumnElement[int] = (year * 12 + month - 1) // 3
    return quarter


def _number(quarter: Quarter) -> int:
    return quarter.year * 4 + quarter.number - 1
