"""The one statement that a matrix counts with: lines of public commitments, grouped, for any measure."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Row,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    distinct,
    extract,
    func,
    join,
    select,
)

from portal.commitments.models import Allocation
from portal.commitments.moment import Moment
from portal.commitments.selection import (
    Selection,
    StateFilter,
    belongs,
    commitment_conditions,
    in_state,
    line_conditions,
    public_pocket,
    state_column,
)
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT
from portal.matrices.counts import Count
from portal.matrices.rules import Columns, Measure, Rows
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.progress.models import ProgressReport

Statement = Select[*tuple[Any, ...]]
NO_YEAR = "0"
SMALL_AREA = Region.kecamatan_code != Region.code  # a desa or kelurahan


def joined(selection: Selection, moment: Moment, *columns: Any) -> Statement:
    """The lines that are asked for with their commitments, leads and regions."""
    c, line = moment.c, line_of(selection, moment)
    statement: Statement = (
        select(*columns)
        .select_from(_lines(selection, moment))
        .join(moment.commitments, belongs(line, c))
        .join(Organisation, Organisation.id == c.organisation_id)
        .join(Region, Region.code == line.region_code)
    )
    conditions = commitment_conditions(selection, moment.day, c, moment.kind)
    conditions += line_conditions(selection, line, moment.pockets)
    return published(statement).where(*conditions)


def grouped(selection: Selection, moment: Moment, *keys: Label[Any]) -> Statement:
    """One group per key: distinct commitments and leads, at the places of the promise that is asked for."""
    return joined(selection, moment, *keys, *heads(moment.c)).group_by(*(key.name for key in keys))


def heads(c: Any) -> tuple[Label[int], Label[int]]:
    """Distinct commitments and leads."""
    leads = func.count(distinct(c.organisation_id)).label("leads")
    return func.count(distinct(c.id)).label("commitments"), leads


def line_of(selection: Selection, moment: Moment) -> Any:
    """The columns of the lines whose places and numbers are asked for."""
    return PledgeLine if selection.first_promise else moment.line


def _lines(selection: Selection, moment: Moment) -> Any:
    """What the lines are read from; those of the first promise with its version, that says whose they are."""
    if not selection.first_promise:
        return moment.lines
    return join(PledgeLine, PledgeVersion, PledgeVersion.id == PledgeLine.version_id)


def measured(selection: Selection, measure: Measure, moment: Moment, *keys: Label[Any]) -> Statement:
    """The same groups with what the measure adds up, and how fresh they are."""
    reported, heard, silent = freshness(moment)
    return (
        grouped(selection, moment, *keys)
        .outerjoin(reported, reported.c.commitment_id == moment.c.id)
        .add_columns(
            *amounts(measure, moment.c, line_of(selection, moment), SMALL_AREA, selection.first_promise),
            func.count(distinct(silent)).label("silent"),
            func.max(heard).label("reported_on"),
        )
    )


def freshness(moment: Moment) -> tuple[Subquery, ColumnElement[Any], ColumnElement[Any]]:
    """Those with a verified report; with it, when one was last heard of, and its id if it is silent."""
    c, reports = moment.c, published(select(ProgressReport.commitment_id).distinct())
    if moment.until is not None:
        reports = reports.where(ProgressReport.verified_at < moment.until)
    reported = reports.subquery("reported")
    heard = case((reported.c.commitment_id.is_not(None), c.heard_on))
    return reported, heard, case((in_state(StateFilter.SILENT, moment.day, c), c.id))


def count_of(found: Row[Any]) -> Count:
    """One group of `measured`."""
    columns = found._mapping
    amount, pledged = columns.get("amount"), columns.get("pledged")
    return Count(
        commitments=columns["commitments"],
        leads=columns["leads"],
        amount=None if amount is None else int(amount),
        unstated=columns.get("unstated", 0),
        masked=columns.get("masked", 0),
        given=columns.get("given", 0),
        pledged=None if pledged is None else int(pledged),
        silent=columns["silent"],
        reported_on=columns["reported_on"],
    )


def row_key(rows: Rows, selection: Selection, moment: Moment) -> Label[Any]:
    """A line has exactly one row: its pocket, desa, kecamatan or the kabupaten; its lead; its lead's kind."""
    line = line_of(selection, moment)
    outside = func.coalesce(Region.kecamatan_code, Region.code)
    pocket = case((public_pocket(line, moment.pockets), cast(line.pocket_id, String)), else_=outside)
    keys: dict[Rows, Any] = {
        Rows.KECAMATAN: outside,
        Rows.VILLAGE: line.region_code,
        Rows.POCKET: pocket,
        Rows.ORGANISATION: cast(moment.c.organisation_id, String),
        Rows.KIND: moment.kind,
    }
    return keys[rows].label("row_key")


def column_key(columns: Columns, moment: Moment) -> Label[Any]:
    c = moment.c
    keys: dict[Columns, Any] = {
        Columns.STRATEGY: cast(c.strategy_number, String),
        Columns.KIND: moment.kind,
        Columns.YEAR: func.coalesce(cast(extract("year", c.starts_on), String), NO_YEAR),
        Columns.STATE: state_column(moment.day, c),
    }
    return keys[columns].label("column_key")


def _rupiah(c: Any, column: Any) -> tuple[Label[Any], ...]:
    return func.sum(column, type_=Allocation.rupiah.type).label("amount"), _without(c, column.is_(None))


def _people(c: Any, column: Any, small_area: Any) -> tuple[Label[Any], ...]:
    masked = and_(small_area, column > 0, column < SMALL_COUNT)
    return (
        func.sum(case((masked, 1), else_=column)).label("amount"),
        _without(c, column.is_(None)),
        func.count(case((masked, 1))).label("masked"),
        func.count(column).label("given"),
    )


def _share(c: Any, line: Any) -> tuple[Label[Any], ...]:
    """Realised and pledged rupiah of the lines that have both: a share mixes nothing."""
    realised, pledged = line.realised_rupiah, line.rupiah
    both = and_(realised.is_not(None), pledged.is_not(None))
    sums = (func.sum(case((both, column)), type_=Allocation.rupiah.type) for column in (realised, pledged))
    amount, promised = sums
    return amount.label("amount"), promised.label("pledged"), _without(c, ~both)


def _without(c: Any, condition: ColumnElement[bool]) -> Label[int]:
    return func.count(distinct(case((condition, c.id)))).label("unstated")


def amounts(measure: Measure, c: Any, line: Any, small_area: Any, first: bool) -> tuple[Label[Any], ...]:
    """What the measure adds up. What was realised stands beside the promise in force, not the first one."""
    promised: dict[Measure, Any] = {
        Measure.RUPIAH: lambda: _rupiah(c, line.rupiah),
        Measure.PEOPLE: lambda: _people(c, line.people, small_area),
    }
    delivered: dict[Measure, Any] = {
        Measure.REALISED: lambda: _rupiah(c, line.realised_rupiah),
        Measure.ACHIEVED: lambda: _share(c, line),
        Measure.REACHED: lambda: _people(c, line.reached_people, small_area),
    }
    known = promised if first else promised | delivered
    made: tuple[Label[Any], ...] = known[measure]() if measure in known else ()
    return made
