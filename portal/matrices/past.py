"""The counts of a matrix of a past day: the day is read once, and its cells and totals counted from that."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy import (
    CTE,
    CompoundSelect,
    Date,
    Row,
    String,
    case,
    cast,
    distinct,
    func,
    literal,
    null,
    select,
    union_all,
)

from portal.commitments.moment import Moment
from portal.commitments.selection import StateFilter, in_state
from portal.core.database import db
from portal.history.promises import heard_then
from portal.matrices import queries
from portal.matrices.counting import (
    SMALL_AREA,
    Statement,
    amounts,
    column_key,
    count_of,
    heads,
    joined,
    line_of,
    row_key,
)
from portal.matrices.counts import Count, Key
from portal.matrices.queries import Lead, Question
from portal.matrices.rules import DELIVERED, Columns, Measure, Rows
from portal.organisations.rules import OrganisationKind

Parts = dict[str, list[Row[Any]]]
CELLS, ROWS, COLUMNS, WHOLE = "cells", "rows", "columns", "whole"
OF_DUE_REPORTS = (StateFilter.RUNNING, StateFilter.LATE)  # states that ask whether a report was overdue
KEYS = ("row_key", "column_key")
NUMBERS = {
    Measure.RUPIAH: ("rupiah",),
    Measure.REALISED: ("realised_rupiah",),
    Measure.ACHIEVED: ("rupiah", "realised_rupiah"),
    Measure.PEOPLE: ("people",),
    Measure.REACHED: ("reached_people",),
}


class Past:
    """Answers one question about a past day in one query; see sources.Source."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._row = _reader(question.rows is Rows.KIND)
        self._column = _reader(question.columns is Columns.KIND)

    def cells(self, question: Question, rows: Collection[str] | None = None) -> dict[tuple[Key, Key], Count]:
        """Counts per (row key, column key)."""
        found = [each for each in self._parts.get(CELLS, []) if rows is None or each.row_key in rows]
        return {(self._row(each.row_key), self._column(each.column_key)): count_of(each) for each in found}

    def row_totals(self, question: Question) -> dict[Key, Count]:
        return {self._row(each.row_key): count_of(each) for each in self._parts.get(ROWS, [])}

    def column_totals(self, question: Question) -> dict[Key, Count]:
        return {self._column(each.column_key): count_of(each) for each in self._parts.get(COLUMNS, [])}

    def whole(self, question: Question) -> tuple[Count, bool]:
        (found,) = self._parts[WHOLE]
        return count_of(found), bool(found.example)

    def leads(self, question: Question, page: int, size: int) -> list[Lead]:
        return queries.named(self.row_totals(question))[(page - 1) * size : page * size]

    @cached_property
    def _parts(self) -> Parts:
        found: Parts = {}
        for each in db.session.execute(self._statement()):
            found.setdefault(each.part, []).append(each)
        return found

    def _statement(self) -> CompoundSelect[Any]:
        """All parts in one question: the database makes the lines of that day once."""
        day = self._day()
        keys: dict[str, tuple[str, ...]] = {CELLS: KEYS, ROWS: KEYS[:1], COLUMNS: KEYS[1:], WHOLE: ()}
        return union_all(*(self._part(day, name, given) for name, given in keys.items()))

    def _day(self) -> CTE:
        """Each line with its keys and as much of it as is counted."""
        asked, moment = self.question, self._moment()
        c, line = moment.c, line_of(asked.selection, moment)
        silent = case((in_state(StateFilter.SILENT, moment.day, c), c.id))
        row, column = row_key(asked.rows, asked.selection, moment), column_key(asked.columns, moment)
        columns = [
            *(cast(key, String).label(name) for name, key in zip(KEYS, (row, column), strict=True)),
            *(c.id, c.organisation_id, c.is_example, silent.label("silent_id")),
            case((c.reported_on.is_not(None), c.heard_on)).label("heard_on"),
            SMALL_AREA.label("small_area"),
            *(getattr(line, name) for name in NUMBERS.get(asked.measure, ())),
        ]
        return joined(asked.selection, moment, *columns).cte("day")

    def _moment(self) -> Moment:
        """The commitments of that day with what has to be looked up for each, looked up once."""
        asked, moment = self.question, self.question.moment
        if asked.measure not in DELIVERED:
            moment = moment.of_promises()
        late = asked.columns is Columns.STATE or asked.selection.state in OF_DUE_REPORTS
        unasked = {"heard_on"} if late else {"heard_on", "report_due_on"}
        read = select(*(each for each in moment.c if each.name not in unasked)).cte("commitments_of_the_day")
        c = read.prefix_with("MATERIALIZED").c
        told = [heard_then(c.starts_on, c.begun_on, c.reported_on).label("heard_on")]
        missing = [] if late else [literal(None, Date).label("report_due_on")]
        settled = select(*c, *told, *missing).subquery("settled")
        return replace(moment, commitments=settled, c=settled.c)

    def _part(self, day: CTE, name: str, given: Sequence[str]) -> Statement:
        asked, d = self.question, day.c
        told = amounts(asked.measure, d, d, d.small_area, asked.selection.first_promise)
        keys = (d[key] if key in given else null().label(key) for key in KEYS)
        statement: Statement = select(
            literal(name).label("part"),
            *keys,
            *heads(d),
            *told,
            func.count(distinct(d.silent_id)).label("silent"),
            func.max(d.heard_on).label("reported_on"),
            func.max(case((d.is_example, 1), else_=0)).label("example"),
        )
        return statement.group_by(*(d[key] for key in given))


def _reader(is_kind: bool) -> Callable[[str], Key]:
    """Keys come back as texts; a kind of partner is a word."""
    return OrganisationKind.of if is_kind else str
