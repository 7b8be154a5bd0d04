"""Asks the queries for what a matrix needs and puts it into a grid."""

from dataclasses import dataclass

from portal.core.errors import UnknownFilter
from portal.core.paging import Page
from portal.matrices import axes, queries
from portal.matrices.grid import Counts, Grid, Line, Row, build, pages_of
from portal.matrices.queries import Question
from portal.matrices.rules import PLACES, POCKET_OVERLAP, Columns, Rows, Thresholds

LINES_ON_A_PAGE = 50


@dataclass(frozen=True)
class District:
    """What the settings of the district say."""

    code: str
    priority_pockets: int
    overlap_leads: int


@dataclass(frozen=True)
class Matrix:
    """A matrix with the lines of one page of it."""

    question: Question
    grid: Grid
    page: Page[Line]
    limits: Thresholds
    is_example: bool


def read_matrix(question: Question, page: int, district: District, size: int = LINES_ON_A_PAGE) -> Matrix:
    """The matrix that was asked for, `size` lines a page. Raises UnknownFilter for a page beyond."""
    total, example = queries.whole(question)
    by_column = queries.column_totals(question)
    columns = axes.columns_of(question.columns, question.selection, by_column)
    limits = limits_of(question, district)
    if question.rows is Rows.ORGANISATION:
        leads = queries.leads(question, page, size)
        rows = [
            Row(str(lead.id), lead.name, slug=lead.slug, arguments={"mitra": lead.slug}) for lead in leads
        ]
        by_row = {str(lead.id): lead.count for lead in leads}
        cells = queries.cells(question, rows=list(by_row))
    else:
        by_row, cells = queries.row_totals(question), queries.cells(question)
        rows = axes.rows_of(question.rows, question.selection, district.code)
        rows = [row for row in rows if not row.apart or row.key in by_row]
    grid = build(rows, columns, Counts(cells, by_row, by_column, total), question.measure, limits)
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
        overlap_leads=district.overlap_leads if wide else POCKET_OVERLAP,
    )


def _page(question: Question, grid: Grid, number: int, size: int) -> Page[Line]:
    """Long matrices of places are paged by whole kecamatan; the district's row stands on each page."""
    if question.rows is Rows.ORGANISATION:
        page = Page(grid.lines, number, grid.whole.leads, size)
    else:
        own = [line for line in grid.lines if line.row.group or not line.row.apart]
        pages = pages_of(own, size)
        shown = pages[number - 1] if number <= len(pages) else []
        page = Page(shown, number, len(pages), 1)
    if not page.exists:
        raise UnknownFilter("halaman", str(number))
    return page
