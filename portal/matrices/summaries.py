"""Answers a matrix from the summary tables: a few hundred rows, however many commitments there are."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, func, literal, select, union_all

from portal.core.database import built_once, db
from portal.core.publishing import published
from portal.matrices import queries
from portal.matrices.counts import NOTHING, Count
from portal.matrices.queries import Lead, Question
from portal.matrices.rules import Measure, Rows
from portal.matrices.summary_keys import COLUMNS, WHOLE, Dimensions, Pair
from portal.organisations.models import Organisation
from portal.tallies.models import Tally
from portal.tallies.queries import are_kept
from portal.tallies.rules import NO_YEAR, Axis

TALLIES: Any = Tally.__table__
T = TALLIES.c  # columns of the table, not of the model: rows come as they are
Statement = Select[*tuple[Any, ...]]
KECAMATAN_CODE = len("12.05.07")
AXES = {
    Rows.KECAMATAN: Axis.KECAMATAN,
    Rows.VILLAGE: Axis.VILLAGE,
    Rows.POCKET: Axis.POCKET,
    Rows.ORGANISATION: Axis.LEAD,
}
NUMBERS: dict[Measure, tuple[Any, ...]] = {  # amount, lines that give it, commitments without, and more
    Measure.RUPIAH: (T.rupiah, T.rupiah_given, T.rupiah_unstated),
    Measure.REALISED: (T.realised, T.realised_given, T.realised_unstated),
    Measure.ACHIEVED: (T.achieved, T.achieved_given, T.achieved_unstated, T.promised),
    Measure.PEOPLE: (T.people, T.people_given, T.people_unstated, T.people_masked),
    Measure.REACHED: (T.reached, T.reached_given, T.reached_unstated, T.reached_masked),
}


def can_answer(question: Question) -> bool:
    """Whether the summaries hold what is asked for, and tell of today."""
    asked = question.selection
    finer = (asked.scope, asked.pocket, asked.organisation, asked.source, asked.words, asked.first_promise)
    if question.as_of or any(finer) or asked.state is None or (asked.year or NO_YEAR + 1) <= NO_YEAR:
        return False
    here = _kecamatan(question)
    known = here is not None and not (here and question.rows is Rows.ORGANISATION)
    return known and are_kept()


def _kecamatan(question: Question) -> str | None:
    """The code of the kecamatan that is asked for, empty for all of them; None for a desa."""
    region = question.selection.region
    if region is None or len(region.key) < KECAMATAN_CODE:
        return ""
    return str(region.key) if len(region.key) == KECAMATAN_CODE else None


class Summaries:
    """One question, its totals and places read in one go. The same answers as `queries`."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.dimensions = Dimensions(question)
        self._is_doubled = self._has_examples = False

    def cells(self, question: Question, rows: Collection[str] | None = None) -> dict[Pair, Count]:
        if question.rows is Rows.ORGANISATION:
            return self._cells_of_leads(rows)
        found = self._found
        if self._is_doubled:
            return queries.cells(question)
        return {pair: count for pair, count in found.items() if WHOLE not in pair}

    def row_totals(self, question: Question) -> dict[Any, Count]:
        found = self._found
        if question.rows is Rows.ORGANISATION or self._is_doubled:
            return queries.row_totals(question)
        return {row: count for (row, column), count in found.items() if column is WHOLE and row is not WHOLE}

    def column_totals(self, question: Question) -> dict[Any, Count]:
        return {
            column: count
            for (row, column), count in self._found.items()
            if row is WHOLE and column is not WHOLE
        }

    def whole(self, question: Question) -> tuple[Count, bool]:
        count = self._found.get((WHOLE, WHOLE), NOTHING)
        return count, self._has_examples

    def leads(self, question: Question, page: int, size: int) -> list[Lead]:
        page_of = _page_of_leads(question).limit(size).offset((page - 1) * size)
        measure, found = question.measure, db.session.execute(page_of).all()
        return [Lead(row[0], row[1], row[2], _count(row[3:], measure)) for row in found]

    @cached_property
    def _found(self) -> dict[Pair, Count]:
        found: dict[Pair, Count] = {}
        measure, pairs_of = self.question.measure, self.dimensions.pairs
        for row in db.session.execute(_totals_and_places(self.question)).all():
            count, pairs = _count(row[5:], measure), pairs_of(row)
            for pair in pairs:
                self._is_doubled |= pair in found  # a pocket that moved to another kecamatan has two rows
                found[pair] = count
            if pairs[0] == (WHOLE, WHOLE):
                self._has_examples = row[4] > 0
        return found

    def _cells_of_leads(self, rows: Collection[str] | None) -> dict[Pair, Count]:
        statement = _cells_of_all_leads(self.question)
        if rows is not None:
            statement = statement.where(T.row_key.in_(rows))
        found = db.session.execute(statement).all()
        told = ((row, self.dimensions.columns_of(row[3])) for row in found)
        return {
            (row[0], column): _count(row[5:], self.question.measure)
            for row, columns in told
            for column in columns
            if column is not WHOLE
        }


@built_once
def _totals_and_places(question: Question) -> Any:
    """Totals, and beside them the rows that are asked for: places are nodes of their own."""
    here, conditions = _kecamatan(question), tuple(Dimensions(question).conditions())
    whole = (T.axis == Axis.KECAMATAN, T.row_key == here) if here else (T.axis == Axis.ALL,)
    axis = AXES.get(question.rows)
    totals = _of(question, literal(1)).where(*whole, *conditions)
    if axis is None or axis is Axis.LEAD:
        return totals
    inside: list[ColumnElement[bool]] = [T.axis == axis]
    if here:
        inside.append(T.row_key == here if axis is Axis.KECAMATAN else T.within == here)
    return union_all(totals, _of(question, literal(0)).where(*inside, *conditions))


@built_once
def _cells_of_all_leads(question: Question) -> Statement:
    conditions = Dimensions(question).conditions(by_lead=True)
    return _of(question, literal(0)).where(T.axis == Axis.LEAD, *conditions)


def _of(question: Question, is_total: Any) -> Statement:
    keys = (T.row_key, is_total.label("is_total"), T.kind, COLUMNS[question.columns], T.examples)
    return select(*keys, *_columns(question.measure))


@built_once
def _page_of_leads(question: Question) -> Statement:
    o, total = Organisation, Dimensions(question).totals(by_lead=True)
    statement: Statement = select(o.id, o.slug, o.name, *_columns(question.measure)).select_from(TALLIES)
    statement = statement.join(o, o.id == cast(T.row_key, Integer)).where(T.axis == Axis.LEAD, *total)
    return published(statement.order_by(func.lower(o.name), o.id))


def _columns(measure: Measure) -> tuple[Any, ...]:
    return T.commitments, T.leads, T.silent, T.reported_on, *NUMBERS.get(measure, ())


def _count(row: Any, measure: Measure) -> Count:
    """The columns of `_columns`."""
    commitments, leads, silent, reported_on, *numbers = row
    if not numbers:
        return Count(commitments, leads, silent=silent, reported_on=reported_on)
    amount, given, unstated, *more = numbers
    count = {"amount": amount if given else None, "unstated": unstated}
    if measure is Measure.ACHIEVED:
        count["pledged"] = more[0] if given else None
    elif more:
        count |= {"masked": more[0], "given": given}
    return Count(commitments, leads, silent=silent, reported_on=reported_on, **count)
