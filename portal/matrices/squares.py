"""The squares of a matrix as its page shows them: text, colour, marks, words for the ear, the list behind.

A page has some hundred to two thousand squares: what they share is worded and encoded once.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import url_for

from portal.commitments.selection import StateFilter
from portal.core.wording import _
from portal.matrices.figures import Figures, empty_words
from portal.matrices.grid import Cell, Column, Line
from portal.matrices.mark_rules import CellMark
from portal.matrices.queries import Question
from portal.matrices.rules import Measure
from portal.web.formats import percent

NEEDS_FILTERS = ("wilayah", "strategi", "tahun")


class Square(NamedTuple):
    """A cell in words, as components/matrix.html takes it. `level` is its step, "gap" or "priority"."""

    text: str
    level: int | str
    classes: str
    gap: bool
    overlap: bool
    stale: bool
    thin: bool
    url: str | None
    hidden_text: str


class Squares:
    """Makes the squares of one matrix."""

    def __init__(self, question: Question, figures: Figures, columns: Sequence[Column]) -> None:
        self.question = question
        self.figures = figures
        self.needs = question.measure is Measure.NEEDS
        self._list = url_for("history.commitments" if question.as_of else "public.commitments")
        self._needs, self._gaps = url_for("needs.index"), url_for("matrices.gaps")
        self._given = question.filters()
        listed = self.needs_filters() | {"status": StateFilter.LIVE.slug}
        self._gaps_are_listed = self._given == listed  # with the same filters, on the page of gaps
        self._ends = [None if c.arguments is None else urlencode(c.arguments) for c in columns]

    def of(self, line: Line) -> list[Square]:
        """The squares of one line."""
        return [self._square(cell, url) for cell, url in zip(line.cells, self._lists(line), strict=True)]

    def address(self, *parts: Mapping[str, str] | None) -> str | None:
        """The list of commitments behind a place: the same filters, narrowed to its row and column."""
        if any(part is None for part in parts):
            return None
        arguments = dict(self._given)
        for part in parts:
            arguments |= part or {}
        return f"{self._list}?{urlencode(arguments)}"

    def needs_filters(self) -> dict[str, str]:
        """What lists of needs, waiting pockets and overlaps take of these filters."""
        return {name: self._given[name] for name in NEEDS_FILTERS if name in self._given}

    def needs_address(self, cell: Cell) -> str | None:
        """The needs of a cell in their catalogue; it knows no past day, then the commitments."""
        if self.question.as_of:
            return self.address(cell.row.arguments, cell.column.arguments)
        return self._narrowed(self._needs, cell)

    def _narrowed(self, page: str, cell: Cell) -> str:
        row, column = cell.row.arguments or {}, cell.column.arguments or {}
        return f"{page}?{urlencode(self.needs_filters() | dict(row) | dict(column))}"

    def _behind(self, cell: Cell, commitments: str | None) -> str | None:
        """What a cell is made of: its commitments, its needs where these are measured; a gap, what waits."""
        if self._gaps_are_listed and cell.mark is CellMark.GAP and cell.row.pockets != 0:
            return self._narrowed(self._gaps, cell)
        return self.needs_address(cell) if self.needs and cell.count.needs else commitments

    def _lists(self, line: Line) -> list[str | None]:
        """The addresses behind a line: its row is encoded once, the ends of the columns are at hand."""
        start = self.address(line.row.arguments)
        if start is None:
            return [None] * len(line.cells)
        taken = self._given.keys() | (line.row.arguments or {}).keys()
        return [
            self._joined(start, end, cell, taken) for end, cell in zip(self._ends, line.cells, strict=True)
        ]

    def _joined(self, start: str, end: str | None, cell: Cell, taken: Any) -> str | None:
        narrower = cell.column.arguments
        if narrower is None or end is None:
            return None
        if taken.isdisjoint(narrower):
            return f"{start}&{end}" if taken else start + end
        return self.address(cell.row.arguments, narrower)

    def _square(self, cell: Cell, commitments: str | None) -> Square:
        count, stale, thin = cell.count, cell.count.is_stale, cell.mark is CellMark.THIN
        some = count.commitments or (self.needs and count.needs)
        words = self.figures.words(count) if some else empty_words(cell, self.question.rows)
        level = "priority" if cell.priority else "gap" if cell.gap else cell.level
        return Square(
            self.figures.text(count),
            level,
            _classes(level, cell.overlap, stale, thin),
            cell.gap,
            cell.overlap,
            stale,
            thin,
            self._behind(cell, commitments),
            _marked(words, cell) if cell.overlap or stale or thin else words,
        )


@cache
def _classes(level: int | str, overlap: bool, stale: bool, thin: bool) -> str:
    """The names of a square for the style sheet."""
    marks = ((overlap, " is-overlap"), (stale, " is-stale"), (thin, " is-thin"))
    return f"level-{level}" + "".join(name for given, name in marks if given)


def _marked(words: str, cell: Cell) -> str:
    """The words of a cell with those of its marks."""
    if cell.overlap:
        words = _("%(words)s, cek tumpang tindih", words=words)
    if cell.count.is_stale:
        words = _("%(words)s, tanpa kabar", words=words)
    if cell.mark is CellMark.THIN:
        share = percent(cell.count.need_share)
        words = _("%(words)s, tipis: %(share)s kebutuhan dijanjikan", words=words, share=share)
    return words
