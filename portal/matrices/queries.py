"""What a matrix asks the database: cells, totals, the partners of one page, and what its page says beside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select

from portal.commitments.models import Commitment
from portal.commitments.selection import Selection
from portal.core.database import db
from portal.core.publishing import published
from portal.matrices.counting import column_key, count_of, measured, row_key
from portal.matrices.counts import Count
from portal.matrices.rules import Columns, Measure, Rows
from portal.organisations.models import Organisation
from portal.places.models import Pocket


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


def cells(question: Question, rows: Collection[str] | None = None) -> dict[tuple[Any, Any], Count]:
    """Counts per (row key, column key); `rows` narrows a long matrix to the partners of one page."""
    keys = (row_key(question.rows, question.selection.line), column_key(question.columns))
    statement = measured(question.selection, question.measure, *keys)
    if rows is not None:
        statement = statement.where(Commitment.organisation_id.in_([int(key) for key in rows]))
    return {(found[0], found[1]): count_of(found) for found in db.session.execute(statement)}


def row_totals(question: Question) -> dict[Any, Count]:
    """Distinct counts per row key."""
    statement = measured(
        question.selection, question.measure, row_key(question.rows, question.selection.line)
    )
    return {found[0]: count_of(found) for found in db.session.execute(statement)}


def column_totals(question: Question) -> dict[Any, Count]:
    """Distinct counts per column key, over all rows."""
    statement = measured(question.selection, question.measure, column_key(question.columns))
    return {found[0]: count_of(found) for found in db.session.execute(statement)}


def whole(question: Question) -> tuple[Count, bool]:
    """The distinct count of everything that was asked for, and whether example data is in it."""
    example = func.max(case((Commitment.is_example, 1), else_=0)).label("example")
    statement = measured(question.selection, question.measure).add_columns(example)
    found = db.session.execute(statement).one()
    return count_of(found), bool(found.example)


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
    statement = measured(question.selection, question.measure, *keys)
    page_of = statement.order_by("lead_order", "lead_id").limit(size).offset((page - 1) * size)
    return [
        Lead(row.lead_id, row.lead_slug, row.lead_name, count_of(row)) for row in db.session.execute(page_of)
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
