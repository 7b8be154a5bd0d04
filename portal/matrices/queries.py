"""What the matrix counts: grouped selects over the lines of public commitments; replaceable by summaries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
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
    select,
)

from portal.commitments.models import Allocation, Commitment
from portal.commitments.selection import (
    Selection,
    StateFilter,
    commitment_conditions,
    line_conditions,
    public_pocket,
    state_column,
)
from portal.core.clock import today
from portal.core.database import db
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT
from portal.matrices.grid import Count
from portal.matrices.rules import Columns, Measure, Rows
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region

Statement = Select[*tuple[Any, ...]]
NO_YEAR = "0"


@dataclass(frozen=True)
class Served:
    """How many live commitments and how many different leads serve one place under one strategy."""

    commitments: int
    leads: int


@dataclass(frozen=True)
class Coverage:
    """Kecamatan × strategy, and apart from it what is pledged to the whole kabupaten."""

    cells: dict[tuple[str, int], Served]
    district: dict[int, Served]

    def at(self, kecamatan_code: str, strategy_number: int) -> Served:
        return self.cells.get((kecamatan_code, strategy_number), Served(0, 0))


@dataclass(frozen=True)
class Lead:
    """A partner with what it pledged, as the rows of the partner matrix need it."""

    id: int
    slug: str
    name: str
    count: Count


@dataclass(frozen=True)
class Register:
    """When public data last changed, the years in which commitments start, whether a pocket is an example."""

    changed_at: datetime | None
    years: tuple[int, ...]
    has_example_pockets: bool


@dataclass(frozen=True)
class Question:
    """What to count and of which commitments."""

    rows: Rows
    columns: Columns
    measure: Measure
    selection: Selection

    def arguments(self) -> dict[str, str]:
        """The question as it stands in an address."""
        chosen = {"baris": self.rows.slug, "kolom": self.columns.slug, "ukuran": self.measure.slug}
        return chosen | self.selection.arguments()


def coverage(year: int | None = None) -> Coverage:
    """Live leads and commitments per (kecamatan code, strategy number), district-wide lines apart.

    `year` narrows to commitments that start in it.
    """
    keys = (Region.kecamatan_code.label("kecamatan"), Commitment.strategy_number.label("strategy"))
    live = Selection(year=year, state=StateFilter.LIVE)
    served = {
        (row.kecamatan, row.strategy): Served(row.commitments, row.leads)
        for row in db.session.execute(_grouped(live, Measure.COMMITMENTS, *keys))
    }
    return Coverage(
        {(code, number): each for (code, number), each in served.items() if code is not None},
        {number: each for (code, number), each in served.items() if code is None},
    )


def cells(question: Question, rows: Collection[str] | None = None) -> dict[tuple[Any, Any], Count]:
    """Counts per (row key, column key); `rows` narrows a long matrix to the partners of one page."""
    keys = (_row_key(question.rows), _column_key(question.columns))
    statement = _grouped(question.selection, question.measure, *keys)
    if rows is not None:
        statement = statement.where(Commitment.organisation_id.in_([int(key) for key in rows]))
    return {(found[0], found[1]): _count(found) for found in db.session.execute(statement)}


def row_totals(question: Question) -> dict[Any, Count]:
    """Distinct counts per row key."""
    statement = _grouped(question.selection, question.measure, _row_key(question.rows))
    return {found[0]: _count(found) for found in db.session.execute(statement)}


def column_totals(question: Question) -> dict[Any, Count]:
    """Distinct counts per column key, over all rows."""
    statement = _grouped(question.selection, question.measure, _column_key(question.columns))
    return {found[0]: _count(found) for found in db.session.execute(statement)}


def whole(question: Question) -> tuple[Count, bool]:
    """The distinct count of everything that was asked for, and whether example data is in it."""
    example = func.max(case((Commitment.is_example, 1), else_=0)).label("example")
    statement = _grouped(question.selection, question.measure).add_columns(example)
    found = db.session.execute(statement).one()
    return _count(found), bool(found.example)


def leads(question: Question, page: int, size: int) -> list[Lead]:
    """One page of the partners that pledged what was asked for, by name, with their totals."""
    o = Organisation
    named: dict[str, Any] = {
        "lead_order": func.lower(o.name),
        "lead_id": o.id,
        "lead_slug": o.slug,
        "lead_name": o.name,
    }
    keys = (column.label(name) for name, column in named.items())
    statement = _grouped(question.selection, question.measure, *keys)
    page_of = statement.order_by("lead_order", "lead_id").limit(size).offset((page - 1) * size)
    return [
        Lead(row.lead_id, row.lead_slug, row.lead_name, _count(row)) for row in db.session.execute(page_of)
    ]


def data_date() -> datetime | None:
    """When a public commitment last changed: every page that counts says so."""
    return db.session.scalar(published(select(func.max(Commitment.updated_at))))


def register() -> Register:
    """What the page around a matrix says of the register, in one query."""
    example = published(select(func.max(case((Pocket.is_example, 1), else_=0)))).scalar_subquery()
    first, last = func.min(Commitment.starts_on), func.max(Commitment.starts_on)
    found = db.session.execute(published(select(func.max(Commitment.updated_at), first, last, example))).one()
    years = range(found[2].year, found[1].year - 1, -1) if found[1] and found[2] else ()
    return Register(found[0], tuple(years), bool(found[3]))


def _grouped(selection: Selection, measure: Measure, *keys: Label[Any]) -> Statement:
    """One group per key: distinct commitments and leads, and what the measure adds up."""
    statement: Statement = (
        select(
            *keys,
            func.count(distinct(Commitment.id)).label("commitments"),
            func.count(distinct(Commitment.organisation_id)).label("leads"),
            *AMOUNT_COLUMNS.get(measure, ()),
        )
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Region, Region.code == Allocation.region_code)
    )
    conditions = [*commitment_conditions(selection, today()), *line_conditions(selection)]
    return published(statement).where(*conditions).group_by(*(key.name for key in keys))


def _is_masked() -> ColumnElement[bool]:
    small_area = Region.kecamatan_code != Region.code
    return and_(small_area, Allocation.people > 0, Allocation.people < SMALL_COUNT)


def _silent(column: Any) -> Label[int]:
    return func.count(distinct(case((column.is_(None), Commitment.id)))).label("silent")


AMOUNT_COLUMNS: Mapping[Measure, tuple[Label[Any], ...]] = {
    Measure.RUPIAH: (
        func.sum(Allocation.rupiah, type_=Allocation.rupiah.type).label("amount"),
        _silent(Allocation.rupiah),
    ),
    Measure.PEOPLE: (
        func.sum(case((_is_masked(), 1), else_=Allocation.people)).label("amount"),
        _silent(Allocation.people),
        func.count(case((_is_masked(), 1))).label("masked"),
        func.count(Allocation.people).label("given"),
    ),
}


def _count(found: Row[Any]) -> Count:
    columns = found._mapping
    amount = columns.get("amount")
    return Count(
        commitments=columns["commitments"],
        leads=columns["leads"],
        amount=None if amount is None else int(amount),
        silent=columns.get("silent", 0),
        masked=columns.get("masked", 0),
        given=columns.get("given", 0),
    )


def _row_key(rows: Rows) -> Label[Any]:
    """A line has exactly one row: its pocket, desa, kecamatan or the kabupaten; its lead; its lead's kind."""
    outside = func.coalesce(Region.kecamatan_code, Region.code)
    pocket = case((public_pocket(), cast(Allocation.pocket_id, String)), else_=outside)
    keys: dict[Rows, Any] = {
        Rows.KECAMATAN: outside,
        Rows.VILLAGE: Allocation.region_code,
        Rows.POCKET: pocket,
        Rows.ORGANISATION: cast(Commitment.organisation_id, String),
        Rows.KIND: Organisation.kind,
    }
    return keys[rows].label("row_key")


def _column_key(columns: Columns) -> Label[Any]:
    keys: dict[Columns, Any] = {
        Columns.STRATEGY: cast(Commitment.strategy_number, String),
        Columns.KIND: Organisation.kind,
        Columns.YEAR: func.coalesce(cast(extract("year", Commitment.starts_on), String), NO_YEAR),
        Columns.STATE: state_column(today()),
    }
    return keys[columns].label("column_key")
