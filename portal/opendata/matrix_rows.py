"""A matrix as rows of a file: one for each cell, then the totals, which are counts of their own.

Where it is compared with an earlier day, each row also says what was counted then, and the difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.core.disclosure import AtLeast
from portal.matrices.before import between
from portal.matrices.counts import Count
from portal.matrices.grid import Cell
from portal.matrices.mark_rules import CellMark
from portal.matrices.matrix import Matrix
from portal.matrices.rules import AMOUNTS, HEADS, SHARES, Measure

TOTAL = ("total", "", "")


def matrix_rows(matrix: Matrix) -> Iterator[list[Any]]:
    """Cells row by row, each row with its total, and the totals of the columns at the end."""
    question, grid, before = matrix.question, matrix.grid, matrix.before
    columns = [(question.columns.slug, _word(each.key), each.name) for each in grid.columns]
    figures = _Figures(question.measure)
    for line in grid.lines:
        kind = (line.row.arguments or {}).get("lingkup", question.rows.slug)
        here = (kind, line.row.slug or _word(line.row.key), line.row.name)
        for cell, column in zip(line.cells, columns, strict=True):
            yield [*here, *column, *figures(cell.count, before.cell(cell) if before else None, cell)]
        yield [*here, *TOTAL, *figures(line.total, before.row(line) if before else None)]
    ended = before.columns(grid) if before else [None] * len(columns)
    for count, column, was in zip(grid.totals, columns, ended, strict=True):
        yield [*TOTAL, *column, *figures(count, was)]
    yield [*TOTAL, *TOTAL, *figures(grid.whole, before.counts.whole if before else None)]


@dataclass(frozen=True)
class _Figures:
    """The columns of catalogue.MATRIX from `commitments` on."""

    measure: Measure

    def __call__(self, count: Count, was: Count | None, cell: Cell | None = None) -> list[Any]:
        mark, standing = (_mark(cell), cell.mark) if cell else ("", None)
        return [*_figures(count, self.measure, mark, standing), *_since(was, count, self.measure)]


def _since(was: Count | None, now: Count, measure: Measure) -> list[Any]:
    """What was counted on the earlier day, and how much the figure of the cell has changed since."""
    if was is None:
        return [None] * 4
    return [was.commitments, was.leads, _amount(was, measure), between(was, now, measure)]


def _word(key: Any) -> str:
    return str(getattr(key, "slug", key))


def _figures(count: Count, measure: Measure, mark: str, standing: CellMark | None) -> list[Any]:
    unstated = count.unstated if measure in AMOUNTS else None
    is_share = measure is Measure.ACHIEVED
    realised, pledged = (count.amount, count.pledged) if is_share else (None, None)
    said = [count.commitments, count.leads, _amount(count, measure), unstated, mark]
    weighed = [count.silent, count.reported_on, count.needs, count.need_share, standing]
    return [*said, realised, pledged, *weighed]


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
