"""What a matrix asks the database: cells, totals, the partners of one page, and what its page says beside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import UnaryExpression, case, func, select

from portal.commitments.models import Commitment
from portal.commitments.moment import Moment, present
from portal.commitments.selection import Selection
from portal.core.clock import today
from portal.core.database import built_once, db
from portal.core.held import held
from portal.core.publishing import published
from portal.history.moments import moment_of
from portal.matrices.counting import Statement, column_key, count_of, measured, row_key
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
    """What to count and of which commitments; `as_of`: as they were at the end of a past day."""

    rows: Rows
    columns: Columns
    measure: Measure
    selection: Selection
    as_of: date | None = None

    def arguments(self) -> dict[str, str]:
        """The question as it stands in an address."""
        chosen = {"baris": self.rows.slug, "kolom": self.columns.slug, "ukuran": self.measure.slug}
        return chosen | self.filters()

    def filters(self) -> dict[str, str]:
        """Which commitments, as it stands in an address: the filters, and the day where it is a past one."""
        day = {"per": self.as_of.isoformat()} if self.as_of else {}
        return self.selection.arguments() | day

    @property
    def moment(self) -> Moment:
        """What is counted: the register as it stands, or as it stood at the end of that day."""
        return self._past if self.as_of else present()

    @cached_property
    def _past(self) -> Moment:
        """Made once for all that is asked: the trail is read for it."""
        return moment_of(self.as_of or today())


def cells(question: Question, rows: Collection[str] | None = None) -> dict[tuple[Any, Any], Count]:
    """Counts per (row key, column key); `rows` narrows a long matrix to the partners of one page."""
    moment = question.moment
    keys = (row_key(question.rows, question.selection, moment), column_key(question.columns, moment))
    statement = measured(question.selection, question.measure, moment, *keys)
    if rows is not None:
        statement = statement.where(moment.c.organisation_id.in_([int(key) for key in rows]))
    return {(found[0], found[1]): count_of(found) for found in db.session.execute(statement)}


def row_totals(question: Question) -> dict[Any, Count]:
    """Distinct counts per row key."""
    moment = question.moment
    key = row_key(question.rows, question.selection, moment)
    statement = measured(question.selection, question.measure, moment, key)
    return {found[0]: count_of(found) for found in db.session.execute(statement)}


def column_totals(question: Question) -> dict[Any, Count]:
    """Distinct counts per column key, over all rows."""
    moment = question.moment
    key = column_key(question.columns, moment)
    statement = measured(question.selection, question.measure, moment, key)
    return {found[0]: count_of(found) for found in db.session.execute(statement)}


def whole(question: Question) -> tuple[Count, bool]:
    """The distinct count of everything that was asked for, and whether example data is in it."""
    moment = question.moment
    example = func.max(case((moment.c.is_example, 1), else_=0)).label("example")
    statement = measured(question.selection, question.measure, moment).add_columns(example)
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
    statement = measured(question.selection, question.measure, question.moment, *keys)
    page_of = statement.order_by("lead_order", "lead_id").limit(size).offset((page - 1) * size)
    return [
        Lead(row.lead_id, row.lead_slug, row.lead_name, count_of(row)) for row in db.session.execute(page_of)
    ]


def named(counts: Mapping[str, Count]) -> list[Lead]:
    """The partners of these keys, by name."""
    o = Organisation
    statement = published(select(o.id, o.slug, o.name)).order_by(func.lower(o.name), o.id)
    found = ((str(key), key, slug, name) for key, slug, name in db.session.execute(statement))
    return [Lead(key, slug, name, counts[text]) for text, key, slug, name in found if text in counts]


def data_date() -> datetime | None:
    """When a public commitment last changed: every page that counts says so."""
    return db.session.scalar(_last_change())


@held
def register() -> Register:
    """What the page around a matrix says of the register, in one query."""
    found = db.session.execute(_register()).one()
    years = range(found[2].year, found[1].year - 1, -1) if found[1] and found[2] else ()
    return Register(found[0], tuple(years), bool(found[3]))


@built_once
def _last_change() -> Statement:
    return _at_the_end_of(Commitment.updated_at.desc())


@built_once
def _register() -> Statement:
    """Each from its index: the first row that is public tells, and most are."""
    example = published(select(func.max(case((Pocket.is_example, 1), else_=0))))
    first, last = (_at_the_end_of(each) for each in (Commitment.starts_on.asc(), Commitment.starts_on.desc()))
    return select(*(each.scalar_subquery() for each in (_last_change(), first, last, example)))


def _at_the_end_of(order: UnaryExpression[Any]) -> Statement:
    """The first value in this order of public commitments."""
    column = order.element
    return (
        published(select(column).select_from(Commitment)).where(column.is_not(None)).order_by(order).limit(1)
    )
