"""Asks the queries for what a matrix needs and puts it into a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.errors import UnknownFilter
from portal.core.terms import terms
from portal.matrices import axes
from portal.matrices.axes import District
from portal.matrices.counts import Counts
from portal.matrices.grid import Grid, Line, Row, build, pages_of
from portal.matrices.need_cells import weighed, weighs
from portal.matrices.queries import Question
from portal.matrices.rules import PLACES, Columns, Rows, Thresholds
from portal.matrices.sources import source_of

LINES_ON_A_PAGE = 50


@dataclass(frozen=True)
class LinePage:
    """The lines of one page; `first` to `last` of `total` lines. Pages of places hold whole kecamatan."""

    rows: Sequence[Line]
    number: int
    pages: int
    first: int
    total: int

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


@dataclass(frozen=True)
class Matrix:
    """A matrix with the lines of one page of it."""

    question: Question
    grid: Grid
    page: LinePage
    limits: Thresholds
    is_example: bool


def read_matrix(question: Question, page: int, district: District, size: int = LINES_ON_A_PAGE) -> Matrix:
    """The matrix that was asked for, `size` lines a page. Raises UnknownFilter for a page beyond."""
    source = source_of(question)
    total, example = source.whole(question)
    by_column = source.column_totals(question)
    columns = axes.columns_of(question.columns, question.selection, district, by_column)
    limits = limits_of(question, district)
    if question.rows is Rows.ORGANISATION:
        leads = source.leads(question, page, size)
        rows = [
            Row(str(lead.id), lead.name, slug=lead.slug, arguments={"mitra": lead.slug}) for lead in leads
        ]
        by_row = {str(lead.id): lead.count for lead in leads}
        cells = source.cells(question, rows=list(by_row))
    else:
        by_row, cells = source.row_totals(question), source.cells(question)
        rows = axes.rows_of(question.rows, question.selection, district, question.moment)
        rows = [row for row in rows if not row.apart or row.key in by_row]
    counts = weighed(question, Counts(cells, by_row, by_column, total))
    grid = build(rows, columns, counts, question.measure, limits)
    return Matrix(question, grid, _page(question, grid, page, size), limits, example)


def limits_of(question: Question, district: District) -> Thresholds:
    """Gaps and overlaps are told of places under strategies, and of everybody's live commitments."""
    selection = question.selection
    if question.rows not in PLACES or question.columns is not Columns.STRATEGY or selection.cancelled:
        return Thresholds()
    wide = question.rows is Rows.KECAMATAN
    return Thresholds(
        gaps=not (selection.organisation or selection.scope or selection.pocket or selection.words),
        priority_pockets=district.priority_pockets if wide else 1,
        overlap_leads=district.overlap_leads if wide else terms().overlap_pocket_leads,
        thin_percent=terms().thin_percent if weighs(question) else None,
    )


def _page(question: Question, grid: Grid, number: int, size: int) -> LinePage:
    """The lines to show; the row of the whole district stands on each page, apart from them."""
    if question.rows is Rows.ORGANISATION:
        total = grid.whole.leads
        pages = max(1, -(-total // size))
        page = LinePage(grid.lines, number, pages, (number - 1) * size + 1, total)
    else:
        own = [line for line in grid.lines if line.row.group or not line.row.apart]
        parts = pages_of(own, size)
        shown = parts[number - 1] if number <= len(parts) else []
        before = sum(len(part) for part in parts[: number - 1])
        page = LinePage(shown, number, len(parts), before + 1, len(own))
    if number > page.pages:
        raise UnknownFilter("halaman", str(number))
    return page
