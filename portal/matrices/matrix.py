"""Asks the queries for what a matrix needs and puts it into a grid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.core.errors import UnknownFilter
from portal.core.terms import terms
from portal.matrices import axes
from portal.matrices.axes import District
from portal.matrices.before import Before, leads_of_both, read_before
from portal.matrices.counts import NOTHING, Counts
from portal.matrices.grid import Grid, Line, Row, build, pages_of
from portal.matrices.need_cells import weighed, weighs
from portal.matrices.queries import Question
from portal.matrices.rules import PLACES, Columns, Rows, Thresholds
from portal.matrices.sources import Source, source_of

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
    """A matrix with the lines of one page of it; `before`: the earlier day with which it is compared."""

    question: Question
    grid: Grid
    page: LinePage
    limits: Thresholds
    is_example: bool
    before: Before | None = None

    def filters(self) -> dict[str, str]:
        """Which commitments and days, as it stands in an address."""
        since = {"sejak": self.before.since.isoformat()} if self.before else {}
        return self.question.filters() | since


def read_matrix(
    question: Question,
    page: int,
    district: District,
    size: int = LINES_ON_A_PAGE,
    since: date | None = None,
) -> Matrix:
    """The matrix that was asked for, `size` lines a page. Raises UnknownFilter for a page beyond."""
    source, before = source_of(question), read_before(question, since) if since else None
    total, example = source.whole(question)
    by_column = source.column_totals(question)
    known = {*by_column, *(before.counts.columns if before else ())}
    columns = axes.columns_of(question.columns, question.selection, district, known)
    if question.rows is Rows.ORGANISATION:
        rows, counts, among = _of_leads(question, source, before, (page, size))
        number: int | None = among or total.leads
    else:
        rows, counts = _of_places(question, source, before, district)
        number = None
    counts = weighed(question, replace(counts, columns=by_column, whole=total))
    limits = limits_of(question, district)
    grid = build(rows, columns, counts, question.measure, limits)
    is_example = example or bool(before and before.is_example)
    return Matrix(question, grid, _page(grid, number, page, size), limits, is_example, before)


def _of_leads(
    question: Question, source: Source, before: Before | None, part: tuple[int, int]
) -> tuple[list[Row], Counts, int]:
    """The partners of one page with their counts, and how many there are of both days there are."""
    page, size = part
    everybody = leads_of_both(question, source, before) if before else None
    leads = source.leads(question, *part) if everybody is None else everybody[(page - 1) * size : page * size]
    rows = [Row(str(each.id), each.name, slug=each.slug, arguments={"mitra": each.slug}) for each in leads]
    by_row = {str(each.id): each.count for each in leads}
    counts = Counts(source.cells(question, rows=list(by_row)), by_row, {}, NOTHING)
    return rows, counts, len(everybody or ())


def _of_places(
    question: Question, source: Source, before: Before | None, district: District
) -> tuple[list[Row], Counts]:
    """Every place or kind; a wider place only where something is pledged to it, now or then."""
    moment = before.widened(question.moment) if before else question.moment
    by_row = source.row_totals(question)
    counts = Counts(source.cells(question), by_row, {}, NOTHING)
    known = {*by_row, *(before.counts.rows if before else ())}
    rows = axes.rows_of(question.rows, question.selection, district, moment)
    return [row for row in rows if not row.apart or row.key in known], counts


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


def _page(grid: Grid, leads: int | None, number: int, size: int) -> LinePage:
    """The lines to show; the row of the whole district stands on each page, apart from them.

    `leads`: how many partners there are, of whom the grid holds one page; None where it holds all lines.
    """
    if leads is not None:
        pages = max(1, -(-leads // size))
        page = LinePage(grid.lines, number, pages, (number - 1) * size + 1, leads)
    else:
        own = [line for line in grid.lines if line.row.group or not line.row.apart]
        parts = pages_of(own, size)
        shown = parts[number - 1] if number <= len(parts) else []
        before = sum(len(part) for part in parts[: number - 1])
        page = LinePage(shown, number, len(parts), before + 1, len(own))
    if number > page.pages:
        raise UnknownFilter("halaman", str(number))
    return page
