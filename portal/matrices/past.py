"""The counts of a matrix of a past day: the day is read once, and its cells and totals counted from that."""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from sqlalchemy import CompoundSelect, Row, String, case, cast, func, literal, null, select, union_all

from portal.core.database import db
from portal.matrices import queries
from portal.matrices.counting import Statement, column_key, count_of, measured, row_key
from portal.matrices.counts import Count, Key
from portal.matrices.queries import Lead, Question
from portal.matrices.rules import Columns, Rows
from portal.organisations.rules import OrganisationKind

Parts = dict[str, list[Row[Any]]]
CELLS, ROWS, COLUMNS, WHOLE = "cells", "rows", "columns", "whole"


class Past:
    """Answers one question about a past day in one query; see sources.Source."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._row = _reader(question.rows is Rows.KIND)
        self._column = _reader(question.columns is Columns.KIND)

    def cells(self, question: Question, rows: Collection[str] | None = None) -> dict[tuple[Key, Key], Count]:
        """Counts per (row key, column key). Partners are paged: theirs are asked for page by page."""
        if rows is not None:
            return queries.cells(question, rows)
        found = self._parts.get(CELLS, [])
        return {(self._row(each.row_key), self._column(each.column_key)): count_of(each) for each in found}

    def row_totals(self, question: Question) -> dict[Key, Count]:
        return {self._row(each.row_key): count_of(each) for each in self._parts.get(ROWS, [])}

    def column_totals(self, question: Question) -> dict[Key, Count]:
        return {self._column(each.column_key): count_of(each) for each in self._parts.get(COLUMNS, [])}

    def whole(self, question: Question) -> tuple[Count, bool]:
        (found,) = self._parts[WHOLE]
        return count_of(found), bool(found.example)

    def leads(self, question: Question, page: int, size: int) -> list[Lead]:
        return queries.leads(question, page, size)

    @cached_property
    def _parts(self) -> Parts:
        found: Parts = {}
        for each in db.session.execute(self._statement()):
            found.setdefault(each.part, []).append(each)
        return found

    def _statement(self) -> CompoundSelect[Any]:
        """All parts in one question: the database makes the commitments and lines of that day once."""
        asked, moment = self.question, self.question.moment
        row, column = row_key(asked.rows, asked.selection, moment), column_key(asked.columns, moment)
        keys: dict[str, list[Any]] = {CELLS: [row, column], ROWS: [row], COLUMNS: [column], WHOLE: []}
        return union_all(*(self._part(name, labels) for name, labels in keys.items()))

    def _part(self, name: str, keys: list[Any]) -> Statement:
        asked, moment = self.question, self.question.moment
        example = func.max(case((moment.c.is_example, 1), else_=0)).label("example")
        counted = measured(asked.selection, asked.measure, moment, *keys).add_columns(example).subquery()
        named = {"row_key", "column_key"}
        texts = [
            (cast(counted.c[key], String) if key in counted.c else null()).label(key) for key in sorted(named)
        ]
        rest = [column for column in counted.c if column.name not in named]
        return select(literal(name).label("part"), *texts, *rest)


def _reader(is_kind: bool) -> Callable[[str], Key]:
    """Keys come back as texts; a kind of partner is a word."""
    return OrganisationKind.of if is_kind else str
