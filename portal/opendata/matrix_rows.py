"""A matrix as rows of a file: one for each cell, then the totals, which are counts of their own."""

from collections.abc import Iterator
from typing import Any

from portal.core.disclosure import AtLeast
from portal.matrices.counts import Count
from portal.matrices.grid import Cell
from portal.matrices.mark_rules import CellMark
from portal.matrices.matrix import Matrix
from portal.matrices.rules import AMOUNTS, HEADS, SHARES, Measure

TOTAL = ("total", "", "")


def matrix_rows(matrix: Matrix) -> Iterator[list[Any]]:
    """Cells row by row, each row with its total, and the totals of the columns at the end."""
    question, grid = matrix.question, matrix.grid
    columns = [(question.columns.slug, _word(each.key), each.name) for each in grid.columns]
    for line in grid.lines:
        kind = (line.row.arguments or {}).get("lingkup", question.rows.slug)
        here = (kind, line.row.slug or _word(line.row.key), line.row.name)
        for cell, column in zip(line.cells, columns, strict=True):
            yield [*here, *column, *_figures(cell.count, question.measure, _mark(cell)), cell.mark]
        yield [*here, *TOTAL, *_figures(line.total, question.measure), None]
    for count, column in zip(grid.totals, columns, strict=True):
        yield [*TOTAL, *column, *_figures(count, question.measure), None]
    yield [*TOTAL, *TOTAL, *_figures(grid.whole, question.measure), None]


def _word(key: Any) -> str:
    return str(getattr(key, "slug", key))


def _figures(count: Count, measure: Measure, mark: str = "") -> list[Any]:
    """The columns of catalogue.MATRIX from `commitments` on."""
    unstated = count.unstated if measure in AMOUNTS else None
    is_share = measure is Measure.ACHIEVED
    realised, pledged = (count.amount, count.pledged) if is_share else (None, None)
    said = [count.commitments, count.leads, _amount(count, measure), unstated, mark]
    return [*said, realised, pledged, count.silent, count.reported_on, count.needs, count.need_share]


def _amount(count: Count, measure: Measure) -> Any:
    if measure in SHARES:
        return count.share if measure is Measure.ACHIEVED else count.need_share
    amount = count.people if measure in HEADS else count.amount
    return f">={amount.least}" if isinstance(amount, AtLeast) else amount


def _mark(cell: Cell) -> str:
    if cell.priority:
        return "priority"
    if cell.gap:
        return "gap"
    thin = cell.mark is CellMark.THIN
    marks = {"overlap": cell.overlap, "silent": cell.count.is_stale, "thin": thin}
    return ";".join(mark for mark, applies in marks.items() if applies)
