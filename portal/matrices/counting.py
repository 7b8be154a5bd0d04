"""The one statement that a matrix counts with: lines of public commitments, grouped, for any measure."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Row,
    Select,
    String,
    and_,
    case,
    cast,
    distinct,
    extract,
    func,
    join,
    select,
)

from portal.commitments.models import Allocation, Commitment
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
from portal.core.clock import today
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT
from portal.matrices.counts import Count
from portal.matrices.rules import Columns, Measure, Rows
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.progress.models import ProgressReport

Statement = Select[*tuple[Any, ...]]
NO_YEAR = "0"


def grouped(selection: Selection, *keys: Label[Any]) -> Statement:
    """One group per key: distinct commitments and leads, at the places of the promise that is asked for."""
    line = selection.line
    statement: Statement = (
        select(
            *keys,
            func.count(distinct(Commitment.id)).label("commitments"),
            func.count(distinct(Commitment.organisation_id)).label("leads"),
        )
        .select_from(_lines(line))
        .join(Commitment, belongs(line))
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Region, Region.code == line.region_code)
    )
    conditions = [*commitment_conditions(selection, today()), *line_conditions(selection, line)]
    return published(statement).where(*conditions).group_by(*(key.name for key in keys))


def _lines(line: Any) -> Any:
    """The table of the lines; those of the first promise with its version, that says whose they are."""
    if line is Allocation:
        return line
    return join(line, PledgeVersion, PledgeVersion.id == line.version_id)


def measured(selection: Selection, measure: Measure, *keys: Label[Any]) -> Statement:
    """The same groups with what the measure adds up, and how fresh they are."""
    reported = published(select(ProgressReport.commitment_id).distinct()).subquery("reported")
    heard = case((reported.c.commitment_id.is_not(None), Commitment.heard_on))
    silent = case((in_state(StateFilter.SILENT, today()), Commitment.id))
    return (
        grouped(selection, *keys)
        .outerjoin(reported, reported.c.commitment_id == Commitment.id)
        .add_columns(
            *_amounts(measure, selection),
            func.count(distinct(silent)).label("silent"),
            func.max(heard).label("reported_on"),
        )
    )


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


def row_key(rows: Rows, line: Any = Allocation) -> Label[Any]:
    """A line has exactly one row: its pocket, desa, kecamatan or the kabupaten; its lead; its lead's kind."""
    outside = func.coalesce(Region.kecamatan_code, Region.code)
    pocket = case((public_pocket(line), cast(line.pocket_id, String)), else_=outside)
    keys: dict[Rows, Any] = {
        Rows.KECAMATAN: outside,
        Rows.VILLAGE: line.region_code,
        Rows.POCKET: pocket,
        Rows.ORGANISATION: cast(Commitment.organisation_id, String),
        Rows.KIND: Organisation.kind,
    }
    return keys[rows].label("row_key")


def column_key(columns: Columns) -> Label[Any]:
    keys: dict[Columns, Any] = {
        Columns.STRATEGY: cast(Commitment.strategy_number, String),
        Columns.KIND: Organisation.kind,
        Columns.YEAR: func.coalesce(cast(extract("year", Commitment.starts_on), String), NO_YEAR),
        Columns.STATE: state_column(today()),
    }
    return keys[columns].label("column_key")


def _rupiah(column: Any) -> tuple[Label[Any], ...]:
    return func.sum(column, type_=Allocation.rupiah.type).label("amount"), _without(column.is_(None))


def _people(column: Any) -> tuple[Label[Any], ...]:
    small_area = Region.kecamatan_code != Region.code
    masked = and_(small_area, column > 0, column < SMALL_COUNT)
    return (
        func.sum(case((masked, 1), else_=column)).label("amount"),
        _without(column.is_(None)),
        func.count(case((masked, 1))).label("masked"),
        func.count(column).label("given"),
    )


def _share() -> tuple[Label[Any], ...]:
    """Realised and pledged rupiah of the lines that have both: a share mixes nothing."""
    realised, pledged = Allocation.realised_rupiah, Allocation.rupiah
    both = and_(realised.is_not(None), pledged.is_not(None))
    sums = (func.sum(case((both, column)), type_=pledged.type) for column in (realised, pledged))
    amount, promised = sums
    return amount.label("amount"), promised.label("pledged"), _without(~both)


def _without(condition: ColumnElement[bool]) -> Label[int]:
    return func.count(distinct(case((condition, Commitment.id)))).label("unstated")


def _amounts(measure: Measure, selection: Selection) -> tuple[Label[Any], ...]:
    """What the measure adds up. What was realised stands beside the present promise only."""
    return (FIRST_COLUMNS if selection.first_promise else AMOUNT_COLUMNS).get(measure, ())


AMOUNT_COLUMNS: Mapping[Measure, tuple[Label[Any], ...]] = {
    Measure.RUPIAH: _rupiah(Allocation.rupiah),
    Measure.REALISED: _rupiah(Allocation.realised_rupiah),
    Measure.ACHIEVED: _share(),
    Measure.PEOPLE: _people(Allocation.people),
    Measure.REACHED: _people(Allocation.reached_people),
}
FIRST_COLUMNS: Mapping[Measure, tuple[Label[Any], ...]] = {
    Measure.RUPIAH: _rupiah(PledgeLine.rupiah),
    Measure.PEOPLE: _people(PledgeLine.people),
}
