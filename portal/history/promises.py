"""What was promised and delivered at the end of a day, with the columns of commitments and allocations."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Label, Subquery, and_, case, exists, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.publishing import published
from portal.core.wib_day import wib_day
from portal.history.reports import last_then, newest_then, overdue_then
from portal.progress.keeping import KEPT
from portal.progress.models import ProgressReport, ReportLine

C, V, L = Commitment, PledgeVersion, PledgeLine
AS_TODAY = (
    C.id, C.reference, C.organisation_id, C.strategy_number, C.unit, C.support_form, C.funding_source,
    C.value_source, C.is_example, C.verified_at, C.updated_at,
)  # fmt: skip
PROMISED = (L.id, L.position, L.region_code, L.pocket_id, L.need_id)
NUMBERS = (L.rupiah, L.quantity, L.households, L.people)


def commitments_then(day: date, until: datetime) -> Subquery:
    """The commitments that were public, with title, period, status and standing as they were.

    `report_due_on` is some day before where a report was overdue, else empty; `reported_on` the day on which
    last one was verified.
    """
    closed = C.closed_at < until
    status = type_coerce(case((closed, C.status), else_=CommitmentStatus.VERIFIED.value), C.status.type)
    begun = _later(V.starts_on, wib_day(C.verified_at))
    statement = (
        select(
            *AS_TODAY,
            V.title,
            V.starts_on,
            V.ends_on,
            status.label("status"),
            case((closed, C.closed_at)).label("closed_at"),
            (V.number > 1).label("amended"),
            overdue_then(begun, day, until).label("report_due_on"),
            *_last_news(begun, last_then(until)),
        )
        .join(V, V.commitment_id == C.id)
        .where(C.verified_at < until, in_force(until))
    )
    return published(statement).subquery("commitments_then")


def _last_news(begun: ColumnElement[date], last: ColumnElement[date]) -> Iterator[Label[Any]]:
    yield begun.label("begun_on")
    yield last.label("reported_on")
    yield heard_then(V.starts_on, begun, last).label("heard_on")


def heard_then(starts_on: Any, begun: Any, last: Any) -> ColumnElement[date | None]:
    """From which day silence counted (reporting_rules.heard_on), for a promise with a period."""
    heard: ColumnElement[date | None] = case(
        (starts_on.is_not(None), case((last > begun, last), else_=begun))
    )
    return heard


def in_force(until: datetime) -> ColumnElement[bool]:
    """The version is the last made before an instant; the first is as old as the verification."""
    later = aliased(V)
    newer = exists().where(
        later.commitment_id == V.commitment_id, later.number > V.number, later.made_at < until
    )
    return and_(or_(V.made_at < until, V.number == 1), ~newer.correlate(V))


def promises_then(until: datetime) -> Subquery:
    """The lines of the promises in force."""
    statement = select(*PROMISED, *NUMBERS, V.commitment_id).select_from(L).join(V, V.id == L.version_id)
    return statement.where(in_force(until)).subquery("promises_then")


def lines_then(until: datetime) -> Subquery:
    """The lines of the promises in force, with what the newest report verified by then says of each.

    A report's line belongs to the promised one at the same place: both know their allocation, or have lost
    the same one.
    """
    r, told = ProgressReport, ReportLine
    same = and_(
        told.report_id == r.id,
        told.region_code == L.region_code,
        func.coalesce(told.pocket_id, 0) == func.coalesce(L.pocket_id, 0),
        func.coalesce(told.allocation_id, 0) == func.coalesce(L.allocation_id, 0),
    )
    realised = (getattr(told, name).label(kept) for kept, name in KEPT.items())
    return (
        select(*PROMISED, *NUMBERS, V.commitment_id, *realised)
        .select_from(L)
        .join(V, V.id == L.version_id)
        .outerjoin(r, r.id == newest_then(until))
        .outerjoin(told, same)
        .where(in_force(until))
        .subquery("lines_then")
    )


def _later(one: Any, other: Any) -> ColumnElement[date]:
    later: ColumnElement[date] = case((one > other, one), else_=other)
    return later
