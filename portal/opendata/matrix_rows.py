"""A matrix as rows of a file: one for each cell, then the totals, which are counts of their own."""

from collections.abc import Iterator
from typing import Any

from portal.core.disclosure import AtLeast
from portal.matrices.grid import Cell, Count
from portal.matrices.matrix import Matrix
from portal.matrices.rules import AMOUNTS, Measure

TOTAL = ("total", "", "")


def matrix_rows(matrix: Matrix) -> Iterator[list[Any]]:
    """Cells row by row, each row with its total, and the totals of the columns at the end."""
    question, grid = matrix.question, matrix.grid
    columns = [(question.columns.slug, _word(each.key), each.name) for each in grid.columns]
    for line in grid.lines:
        kind = (line.row.arguments or {}).get("lingkup", question.rows.slug)
        here = (kind, line.row.slug or _word(line.row.key), line.row.name)
        for cell, column in zip(line.cells, columns, strict=True):
            yield [*here, *column, *_figures(cell.count, question.measure), _mark(cell)]
        yield [*here, *TOTAL, *_figures(line.total, question.measure), ""]
    for count, column in zip(grid.totals, columns, strict=True):
        yield [*TOTAL, *column, *_figures(count, question.measure), ""]
    yield [*TOTAL, *TOTAL, *_figures(grid.whole, question.measure), ""]


def _word(key: Any) -> str:
    return str(getattr(key, "slug", key))


def _figures(count: Count, measure: Measure) -> list[Any]:
    amount = count.people if measure is Measure.PEOPLE else count.amount
    shown = f">={amount.least}" if isinstance(amount, AtLeast) else amount
    silent = count.silent if measure in AMOUNTS else None
    return [count.commitments, count.leads, shown, silent]


def _mark(cell: Cell) -> str:
    if cell.priority:
        return "priority"
    if cell.gap:
        return "gap"
    return "overlap" if cell.overlap else ""
