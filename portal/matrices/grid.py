"""Turns counts into a matrix: rows, cells with their colour step, gaps, overlaps and totals. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from portal.matrices.counts import NOTHING, Count, Counts, Key
from portal.matrices.mark_rules import CellMark, Weight, mark_of
from portal.matrices.rules import FIXED_BOUNDS, Measure, Thresholds, amount_bounds, level_of


@dataclass(frozen=True)
class Row:
    """One row: its key in the counts, its name and group, and the address arguments of the list behind it."""

    key: Key
    name: str
    group: str = ""
    slug: str = ""
    arguments: Mapping[str, str] | None = None
    pockets: int | None = None  # active pockets in the place; None where that says nothing
    apart: bool = False  # pledges to a wider place: never coloured, never a gap
    counts_gaps: bool = True


@dataclass(frozen=True)
class Column:
    """One column. Nobody under an enabling strategy is no gap: it is often pledged district-wide."""

    key: Key
    name: str
    full: str = ""
    number: int | None = None
    arguments: Mapping[str, str] | None = None
    delivering: bool = True


@dataclass(slots=True)  # not frozen: a matrix has thousands of cells, and frozen ones take 4 times as long
class Cell:
    """Where a row meets a column."""

    row: Row
    column: Column
    count: Count
    level: int
    gap: bool = False
    priority: bool = False
    overlap: bool = False
    mark: CellMark | None = None


@dataclass(frozen=True)
class Line:
    row: Row
    cells: tuple[Cell, ...]
    total: Count


@dataclass(frozen=True)
class Grid:
    """The whole matrix, also where a page shows only some of its lines."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[Count, ...]
    whole: Count
    bounds: tuple[int, ...]
    empty: tuple[int | None, ...]  # per column: how many rows have nobody; None where that is no gap
    empty_rows: int  # rows with nobody in any column that may be a gap
    possible: int  # cells that could be a gap
    cells: tuple[Cell, ...] = field(repr=False)

    @cached_property
    def gaps(self) -> int:
        return sum(cell.gap for cell in self.cells)

    @cached_property
    def priority(self) -> int:
        return sum(cell.priority for cell in self.cells)

    @cached_property
    def overlaps(self) -> tuple[Cell, ...]:
        """The cells to check, fullest first."""
        marked = [cell for cell in self.cells if cell.overlap]
        return tuple(sorted(marked, key=lambda cell: -cell.count.leads))

    @cached_property
    def thin(self) -> tuple[Cell, ...]:
        """The cells whose needs are hardly pledged for, least first."""
        marked = [cell for cell in self.cells if cell.mark is CellMark.THIN]
        return tuple(sorted(marked, key=lambda cell: cell.count.covered / cell.count.needs))

    @cached_property
    def stale(self) -> tuple[Cell, ...]:
        """The cells of which nothing is heard, longest first."""
        marked = [cell for cell in self.cells if cell.count.is_stale]
        return tuple(sorted(marked, key=lambda cell: cell.count.reported_on or date.min))


def build(
    rows: Sequence[Row], columns: Sequence[Column], counts: Counts, measure: Measure, limits: Thresholds
) -> Grid:
    """Put the counts in their places."""
    bounds = _bounds(rows, columns, counts, measure)
    lines = tuple(_line(row, columns, counts, measure, bounds, limits) for row in rows)
    own = [line for line in lines if not line.row.apart]
    candidates = [line for line in own if line.row.counts_gaps]
    matter = [index for index, column in enumerate(columns) if column.delivering]
    return Grid(
        columns=tuple(columns),
        lines=lines,
        totals=tuple(counts.columns.get(column.key, NOTHING) for column in columns),
        whole=counts.whole,
        bounds=bounds,
        empty=tuple(_empty(candidates, index) if index in matter else None for index in range(len(columns))),
        empty_rows=sum(all(not line.cells[i].count.commitments for i in matter) for line in candidates),
        possible=len(candidates) * len(matter),
        cells=tuple(cell for line in own for cell in line.cells),
    )


def pages_of(lines: Iterable[Line], size: int) -> list[list[Line]]:
    """Lines in pages of about `size`; a group is never torn apart."""
    pages: list[list[Line]] = [[]]
    for _, members in groupby(lines, key=lambda line: line.row.group):
        group = list(members)
        if pages[-1] and len(pages[-1]) + len(group) > size:
            pages.append([])
        pages[-1].extend(group)
    return pages


def _bounds(
    rows: Sequence[Row], columns: Sequence[Column], counts: Counts, measure: Measure
) -> tuple[int, ...]:
    if measure in FIXED_BOUNDS:
        return FIXED_BOUNDS[measure]
    keys = ((row.key, column.key) for row in rows if not row.apart for column in columns)
    return amount_bounds([counts.cells[key].value(measure) for key in keys if key in counts.cells])


def _line(
    row: Row,
    columns: Sequence[Column],
    counts: Counts,
    measure: Measure,
    bounds: tuple[int, ...],
    limits: Thresholds,
) -> Line:
    cells, found, crowded = [], counts.cells, counts.crowded
    for column in columns:
        key = (row.key, column.key)
        count = found.get(key, NOTHING)
        level = 0 if row.apart or count is NOTHING else level_of(count.value(measure), bounds)
        cells.append(_marked(row, column, count, level, limits, None if crowded is None else key in crowded))
    return Line(row, tuple(cells), counts.rows.get(row.key, NOTHING))


def _marked(
    row: Row, column: Column, count: Count, level: int, limits: Thresholds, crowded: bool | None
) -> Cell:
    may_be_gap = limits.gaps and column.delivering and row.counts_gaps and not row.apart
    gap = may_be_gap and not count.commitments
    priority = gap and (row.pockets or 0) >= limits.priority_pockets
    told = not row.apart and limits.overlap_leads is not None
    if count is NOTHING and not crowded:  # most cells of a long matrix: nothing to weigh
        return Cell(row, column, NOTHING, 0, gap, priority, mark=CellMark.GAP if gap and told else None)
    overlap = told and (count.leads >= (limits.overlap_leads or 0) if crowded is None else crowded)
    weight = Weight(gap, count.commitments, count.is_stale, overlap, count.need_share)
    mark = mark_of(weight, limits.thin_percent) if told else None
    return Cell(row, column, count, level, gap, priority, overlap, mark)


def _empty(lines: Sequence[Line], index: int) -> int:
    return sum(not line.cells[index].count.commitments for line in lines)
