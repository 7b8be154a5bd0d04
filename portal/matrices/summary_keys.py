"""Of which kinds, states, strategies and years a matrix reads the summaries, and as what their rows come."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement

from portal.commitments.selection import StateFilter
from portal.matrices.counting import NO_YEAR as YEARLESS
from portal.matrices.queries import Question
from portal.matrices.rules import Columns, Rows
from portal.organisations.rules import OrganisationKind
from portal.tallies.models import Tally
from portal.tallies.rules import ANY, ANY_NUMBER, LIVE, NO_YEAR

T: Any = Tally.__table__.c
Pair = tuple[Any, Any]
WHOLE = object()  # the key of a total
KINDS = [kind.value for kind in OrganisationKind]
STATES = [state.value for state in StateFilter if state is not StateFilter.CANCELLED]
COLUMNS: dict[Columns, Any] = {
    Columns.KIND: T.kind,
    Columns.STATE: T.state,
    Columns.STRATEGY: T.strategy_number,
    Columns.YEAR: T.year,
}
ANYTHING: dict[Columns, Any] = {
    Columns.KIND: ANY,
    Columns.STATE: LIVE,
    Columns.STRATEGY: ANY_NUMBER,
    Columns.YEAR: ANY_NUMBER,
}
EVERYTHING: dict[Columns, Any] = {
    Columns.KIND: [ANY, *KINDS],
    Columns.STATE: STATES,
    Columns.STRATEGY: range(ANY_NUMBER, 8),  # the seven
}


class Dimensions:
    """Of which kinds, states, strategies and years the summaries are read, and under which keys they come."""

    def __init__(self, question: Question) -> None:
        asked = question.selection
        state = None if asked.state is StateFilter.LIVE else asked.state
        self.rows, self.columns = question.rows, question.columns
        self.chosen: dict[Columns, Any] = {
            Columns.KIND: asked.kind and asked.kind.value,
            Columns.STATE: state and state.value,
            Columns.STRATEGY: asked.strategy,
            Columns.YEAR: asked.year,
        }
        self._known: dict[Any, tuple[Any, ...]] = {}

    def conditions(self, *, by_lead: bool = False) -> Iterator[ColumnElement[bool]]:
        """The rows of the cells and of their totals."""
        wide = {self.columns} | ({Columns.KIND} if self.rows is Rows.KIND else set())
        for name, column in COLUMNS.items():
            if self.chosen[name] is not None:
                yield column == self.chosen[name]
            elif name is Columns.KIND and by_lead:
                yield column.in_(KINDS)
            elif name not in wide:
                yield column == ANYTHING[name]
            elif name is not Columns.YEAR:
                yield column.in_(EVERYTHING[name])

    def totals(self, *, by_lead: bool = False) -> Iterator[ColumnElement[bool]]:
        """The rows of the totals alone."""
        for name, column in COLUMNS.items():
            if self.chosen[name] is None and name is Columns.KIND and by_lead:
                yield column.in_(KINDS)
            else:
                yield column == (ANYTHING[name] if self.chosen[name] is None else self.chosen[name])

    def pairs(self, row: Any) -> list[Pair]:
        """The cells and totals that a row of `Summaries._select` tells."""
        key, is_total, kind, column = row[:4]
        columns = self.columns_of(column)
        if self.rows is not Rows.KIND:
            place = WHOLE if is_total else key
            return [(place, each) for each in columns]
        rows = self._keys(Columns.KIND, kind)
        if self.columns is not Columns.KIND:
            return [(each, other) for each in rows for other in columns]
        if kind == ANY:
            return [(WHOLE, WHOLE)]
        same = rows[-1]
        alone = [(WHOLE, WHOLE)] if len(rows) > 1 else []
        return [*alone, (same, same), (same, WHOLE), (WHOLE, same)]

    def columns_of(self, value: Any) -> tuple[Any, ...]:
        """Under which columns a value stands: there are few of them, and many rows."""
        if value not in self._known:
            self._known[value] = self._keys(self.columns, value)
        return self._known[value]

    def _keys(self, name: Columns, value: Any) -> tuple[Any, ...]:
        """The total where it is of any; of the only one that is asked for, the total and its own."""
        if self.chosen[name] is not None:
            return (WHOLE, _said(name, value))
        return (WHOLE,) if value == ANYTHING[name] else (_said(name, value),)


def _said(name: Columns, value: Any) -> Any:
    """A value of the summaries as the key that `counting` gives it."""
    if name is Columns.KIND:
        return OrganisationKind.of(value)
    if name is Columns.YEAR and value == NO_YEAR:
        return YEARLESS
    return value if name is Columns.STATE else str(value)
