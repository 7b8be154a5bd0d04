"""What was promised and delivered at the end of each of some quarters, from what was true and known then.

A commitment counts from its verification until it is called off, with the version of its promise that held,
at the places of that version; what was delivered there is told by the newest report verified by then.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Label,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.clock import WIB
from portal.core.database import Instant, Whole
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT, Quarter
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.progress.models import ProgressReport, ReportLine

C, L, V, R, T = Commitment, PledgeLine, PledgeVersion, ProgressReport, ReportLine
Statement = Select[*tuple[Any, ...]]


def end_of(quarter: Quarter) -> datetime:
    """The instant at which the quarter was over in Stabat."""
    return datetime.combine(quarter.last_day + timedelta(days=1), time(), WIB)


def known(quarters: Sequence[Quarter]) -> CTE:
    """One row for each promise in force at the end of each quarter (`ended`, "2026-3") and each place of it.

    A place is a kecamatan with all that lies in it, or the kabupaten for what is promised to all of it.
    """
    ends = union_all(*(select(literal(q.slug).label("quarter"), _instant(q)) for q in quarters)).subquery()
    held, told = _held(ends), _told(ends)
    newest = and_(told.c.commitment_id == C.id, told.c.quarter == held.c.quarter, told.c.place == 1)
    here = and_(T.report_id == told.c.report_id, *_same_place())
    called_off = and_(C.status == CommitmentStatus.CANCELLED, C.closed_at < held.c.ends_at)
    keys = tuple(_keys(held))
    statement: Statement = (
        select(*keys, *_amounts(held))
        .select_from(held)
        .join(V, and_(V.commitment_id == held.c.commitment_id, V.number == held.c.number))
        .join(L, L.version_id == V.id)
        .join(C, C.id == V.commitment_id)
        .join(Organisation, Organisation.id == C.organisation_id)
        .join(Region, Region.code == L.region_code)
        .outerjoin(told, newest)
        .outerjoin(T, here)
        .where(C.verified_at < held.c.ends_at, ~called_off)
    )
    return published(statement).group_by(*(key.element for key in keys)).cte("known")


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


def _same_place() -> tuple[ColumnElement[bool], ...]:
    """A report's line and a promise's are of one place; an allocation that is gone joins them no more."""
    return T.region_code == L.region_code, func.coalesce(T.pocket_id, 0) == func.coalesce(L.pocket_id, 0)


def _keys(held: Subquery) -> Iterator[Label[Any]]:
    """Whose row it is. A commitment without a first day stands under no year."""
    yield held.c.quarter.label("ended")
    yield C.id.label("commitment_id")
    yield C.organisation_id.label("organisation_id")
    yield C.strategy_number.label("strategy")
    yield type_coerce(Organisation.kind, String).label("kind")
    yield cast(extract("year", V.starts_on), Integer).label("start_year")
    yield func.coalesce(Region.kecamatan_code, Region.code).label("place")


def _amounts(held: Subquery) -> Iterator[Label[Any]]:
    """What the lines of one promise at one place add up to: rupiah, and heads with few of them masked."""
    completed = and_(C.status == CommitmentStatus.COMPLETED, C.closed_at < held.c.ends_at)
    yield func.max(case((C.is_example, 1), else_=0)).label("is_example")
    yield func.max(case((completed, 1), else_=0)).label("completed")
    valued = L.rupiah.is_not(None)
    small = Region.kecamatan_code != Region.code
    yield func.sum(L.rupiah, type_=Whole()).label("pledged")
    yield func.sum(case((valued, T.rupiah)), type_=Whole()).label("realised")
    yield func.max(case((valued, 0), else_=1)).label("unvalued")
    yield func.sum(case((~valued, T.rupiah)), type_=Whole()).label("realised_unvalued")
    for name, heads in (("people", L.people), ("reached", T.people)):
        few = and_(small, heads > 0, heads < SMALL_COUNT)
        yield func.sum(case((few, 1), else_=heads), type_=Whole()).label(name)
        yield func.count(case((few, 1))).label(f"{name}_masked")


SUMS = ("pledged", "realised", "realised_unvalued", "people", "reached")
COUNTS = ("people_masked", "reached_masked")
COUNTED = ("commitments", "completed", "leads", "unvalued", *SUMS, *COUNTS)


def totals(rows: CTE) -> Iterator[Label[Any]]:
    """The columns of SnapshotCount over some rows of `known`, by their names; `examples`: example rows."""
    column = rows.c
    yield func.count(column.commitment_id.distinct()).label("commitments")
    yield func.count(case((column.completed == 1, column.commitment_id)).distinct()).label("completed")
    yield func.count(column.organisation_id.distinct()).label("leads")
    yield func.count(case((column.unvalued == 1, column.commitment_id)).distinct()).label("unvalued")
    for name in SUMS:
        yield func.sum(column[name], type_=Whole()).label(name)
    for name in COUNTS:
        yield cast(func.sum(column[name]), Integer).label(name)
    yield func.max(column.is_example).label("examples")
