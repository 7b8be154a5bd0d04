"""The squares of a matrix as its page shows them: text, colour, marks, words for the ear, the list behind.

A page has some hundred to two thousand squares: what they share is worded and encoded once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple
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

Arguments = Mapping[str, str]
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


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row in words. `count` of `count_unit` stand beside its name; None for nothing."""

    name: str
    url: str | None
    count: int | None
    count_unit: str
    cells: tuple[Square, ...]
    total: str
    id: str = ""


class Squares:
    """Makes the squares of one matrix."""

    def __init__(self, question: Question, figures: Figures, columns: Sequence[Column]) -> None:
        self.question = question
        self.figures = figures
        self.needs = question.measure is Measure.NEEDS
        self._list = url_for("history.commitments" if question.as_of else "public.commitments")
        self._needs, self._gaps = url_for("needs.index"), url_for("matrices.gaps")
        self._given = question.filters()
        self._filters = {name: self._given[name] for name in NEEDS_FILTERS if name in self._given}
        listed = self._filters | {"status": StateFilter.LIVE.slug}
        self._gaps_are_listed = self._given == listed  # with the same filters, on the page of gaps
        self._columns = [(c.arguments, _encoded(tuple((c.arguments or {}).items()))) for c in columns]

    def of(self, line: Line) -> tuple[Square, ...]:
        """The squares of one line, each leading to what it is made of.

        That is its commitments, or its needs where these are measured; of a gap, what waits there.
        """
        lists = self._addresses(self._list, self._given, line)
        gaps = self._addresses(self._gaps, self._filters, line) if self._gaps_are_listed else lists
        catalogue = self.needs and not self.question.as_of
        needs = self._addresses(self._needs, self._filters, line) if catalogue else lists
        waits = line.row.pockets != 0
        return tuple(
            self._square(
                cell, gap if waits and cell.mark is CellMark.GAP else need if cell.count.needs else url
            )
            for cell, url, gap, need in zip(line.cells, lists, gaps, needs, strict=True)
        )

    def address(self, *parts: Arguments | None) -> str | None:
        """The list of commitments behind a place: the same filters, narrowed to its row and column."""
        return _narrowed(self._list, self._given, *parts)

    def needs_filters(self) -> dict[str, str]:
        """What lists of needs, waiting pockets and overlaps take of these filters."""
        return self._filters

    def needs_address(self, cell: Cell) -> str | None:
        """The needs of a cell in their catalogue; it knows no past day, then the commitments."""
        if self.question.as_of:
            return self.address(cell.row.arguments, cell.column.arguments)
        row, column = cell.row.arguments or {}, cell.column.arguments or {}
        return _narrowed(self._needs, self._filters, row, column)

    def _addresses(self, page: str, given: Arguments, line: Line) -> list[str | None]:
        """A page for each cell of a line: the row is encoded once, the ends of the columns are at hand."""
        row = line.row.arguments
        start = _narrowed(page, given, row)
        if start is None or row is None:
            return [None] * len(line.cells)
        taken = given.keys() | row.keys()
        mark = "&" if taken else ""
        return [
            None
            if column is None
            else f"{start}{mark}{end}"
            if taken.isdisjoint(column)
            else _narrowed(page, given, row, column)
            for column, end in self._columns
        ]

    def _square(self, cell: Cell, url: str | None) -> Square:
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
            url,
            _marked(words, cell) if cell.overlap or stale or thin else words,
        )


def _narrowed(page: str, given: Arguments, *parts: Arguments | None) -> str | None:
    arguments = dict(given)
    for part in parts:
        if part is None:
            return None
        arguments |= part
    return f"{page}?{_encoded(tuple(arguments.items()))}"


@lru_cache(maxsize=4096)
def _encoded(arguments: tuple[tuple[str, str], ...]) -> str:
    return urlencode(arguments)


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
