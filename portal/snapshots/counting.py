"""What was promised and delivered at the end of each of some quarters, from what was true and known then.

A commitment counts from its verification until it is called off, with the version of its promise that held,
at the places of that version; what was delivered there is told by the newest report verified by then.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    literal,
    select,
    union_all,
)

from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.clock import WIB
from portal.core.database import Instant
from portal.core.publishing import published
from portal.core.values import Quarter
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.progress.models import ProgressReport, ReportLine

C, L, V, R = Commitment, PledgeLine, PledgeVersion, ProgressReport
Statement = Select[*tuple[Any, ...]]


def end_of(quarter: Quarter) -> datetime:
    """The instant at which the quarter was over in Stabat."""
    return datetime.combine(quarter.last_day + timedelta(days=1), time(), WIB)


def known_lines(quarters: Sequence[Quarter], *columns: ColumnElement[Any]) -> Statement:
    """The lines of all promises in force at the end of each quarter: `ended` ("2026-3") and the columns.

    The columns may be of Commitment, Organisation, PledgeVersion, PledgeLine, Region, ReportLine.
    """
    ends = union_all(*(select(literal(q.slug).label("quarter"), _instant(q)) for q in quarters)).subquery()
    held, told = _held(ends), _told(ends)
    newest = and_(told.c.commitment_id == C.id, told.c.quarter == held.c.quarter, told.c.place == 1)
    here = and_(ReportLine.report_id == told.c.report_id, *_same_place())
    called_off = and_(C.status == CommitmentStatus.CANCELLED, C.closed_at < held.c.ends_at)
    statement: Statement = (
        select(held.c.quarter.label("ended"), *columns)
        .select_from(held)
        .join(V, and_(V.commitment_id == held.c.commitment_id, V.number == held.c.number))
        .join(L, L.version_id == V.id)
        .join(C, C.id == V.commitment_id)
        .join(Organisation, Organisation.id == C.organisation_id)
        .join(Region, Region.code == L.region_code)
        .outerjoin(told, newest)
        .outerjoin(ReportLine, here)
        .where(C.verified_at < held.c.ends_at, ~called_off)
    )
    return published(statement)


def _same_place() -> tuple[ColumnElement[bool], ...]:
    """A report's line and a promise's are of one place; an allocation that is gone joins them no more."""
    pockets = func.coalesce(ReportLine.pocket_id, 0) == func.coalesce(L.pocket_id, 0)
    return ReportLine.region_code == L.region_code, pockets


def _instant(quarter: Quarter) -> Label[datetime]:
    return literal(end_of(quarter), Instant).label("ends_at")


def _held(ends: Subquery) -> Subquery:
    """Per quarter and commitment the number of the version that held at its end."""
    columns = (ends.c.quarter, ends.c.ends_at, V.commitment_id)
    statement = select(*columns, func.max(V.number).label("number")).join(V, V.made_at < ends.c.ends_at)
    return statement.group_by(*columns).subquery("held")


def _told(ends: Subquery) -> Subquery:
    """Per quarter and commitment its reports verified by then; `place` 1 is that of the latest quarter."""
    order = func.row_number().over(
        partition_by=(ends.c.quarter, R.commitment_id), order_by=(R.year.desc(), R.quarter_number.desc())
    )
    columns = (ends.c.quarter, R.commitment_id, R.id.label("report_id"), order.label("place"))
    return published(select(*columns).join(R, R.verified_at < ends.c.ends_at)).subquery("told")


def sums() -> tuple[Label[Any], ...]:
    """Distinct commitments and leads; rupiah of the lines that have them, and how many have none."""
    valued = L.rupiah.is_not(None)
    return (
        func.count(distinct(C.id)).label("commitments"),
        func.count(distinct(C.organisation_id)).label("leads"),
        func.sum(L.rupiah, type_=L.rupiah.type).label("pledged"),
        func.sum(case((valued, ReportLine.rupiah)), type_=L.rupiah.type).label("realised"),
        func.count(distinct(case((~valued, C.id)))).label("unvalued"),
        func.max(case((C.is_example, 1), else_=0)).label("examples"),
    )
