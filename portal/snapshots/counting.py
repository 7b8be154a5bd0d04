"""What was promised and delivered at the end of a quarter, from what was true and known then."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CTE,
    Integer,
    Label,
    Select,
    String,
    and_,
    case,
    cast,
    extract,
    func,
    select,
    type_coerce,
)

from portal.commitments.moment import Moment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import StateFilter, in_state
from portal.core.database import Whole
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT, Quarter
from portal.history.moments import moment_of
from portal.organisations.models import Organisation
from portal.places.models import Region

Statement = Select[*tuple[Any, ...]]
SUMS = ("pledged", "realised", "realised_unvalued", "people", "reached")
MASKED = ("people_masked", "reached_masked")
COUNTED = ("commitments", "completed", "leads", "unvalued", *SUMS, *MASKED)


def known(quarter: Quarter) -> CTE:
    """One row for each live promise at the end of the quarter and each of its places.

    A place is a kecamatan with all that lies in it, or the kabupaten for what is promised to all of it.
    """
    moment = moment_of(quarter.last_day)
    keys = tuple(_keys(moment))
    statement: Statement = (
        select(*keys, *_amounts(moment))
        .select_from(moment.lines)
        .join(moment.commitments, moment.c.id == moment.line.commitment_id)
        .join(Organisation, Organisation.id == moment.c.organisation_id)
        .join(Region, Region.code == moment.line.region_code)
        .where(in_state(StateFilter.LIVE, moment.day, moment.c))
    )
    return published(statement).group_by(*(key.element for key in keys)).cte("known")


def _keys(moment: Moment) -> Iterator[Label[Any]]:
    """Whose row it is. A commitment without a first day stands under no year."""
    yield moment.c.id.label("commitment_id")
    yield moment.c.organisation_id.label("organisation_id")
    yield moment.c.strategy_number.label("strategy")
    yield type_coerce(moment.kind, String).label("kind")
    yield cast(extract("year", moment.c.starts_on), Integer).label("start_year")
    yield func.coalesce(Region.kecamatan_code, Region.code).label("place")


def _amounts(moment: Moment) -> Iterator[Label[Any]]:
    """What the lines of one promise at one place add up to: rupiah, and heads with few of them masked."""
    c, line = moment.c, moment.line
    yield func.max(case((c.is_example, 1), else_=0)).label("is_example")
    yield func.max(case((c.status == CommitmentStatus.COMPLETED, 1), else_=0)).label("completed")
    valued, told = line.rupiah.is_not(None), line.realised_rupiah
    yield func.max(case((valued, 0), else_=1)).label("unvalued")
    yield func.sum(line.rupiah, type_=Whole()).label("pledged")
    yield func.sum(case((valued, told)), type_=Whole()).label("realised")
    yield func.sum(case((~valued, told)), type_=Whole()).label("realised_unvalued")
    small = Region.kecamatan_code != Region.code
    for name, heads in (("people", line.people), ("reached", line.reached_people)):
        few = and_(small, heads > 0, heads < SMALL_COUNT)
        yield func.sum(case((few, 1), else_=heads), type_=Whole()).label(name)
        yield func.count(case((few, 1))).label(f"{name}_masked")


def totals(rows: CTE) -> Iterator[Label[Any]]:
    """The columns of SnapshotCount over some rows of `known`, by their names; `examples`: example rows."""
    column = rows.c
    yield func.count(column.commitment_id.distinct()).label("commitments")
    yield func.count(case((column.completed == 1, column.commitment_id)).distinct()).label("completed")
    yield func.count(column.organisation_id.distinct()).label("leads")
    yield func.count(case((column.unvalued == 1, column.commitment_id)).distinct()).label("unvalued")
    for name in SUMS:
        yield func.sum(column[name], type_=Whole()).label(name)
    for name in MASKED:
        yield cast(func.sum(column[name]), Integer).label(name)
    yield func.max(column.is_example).label("examples")
