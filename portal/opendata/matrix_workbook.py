"""A matrix as a workbook: the table as on the page with real numbers, its cells as rows, and notes."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from portal.core.wording import _
from portal.matrices.change_sheet import sheet_of
from portal.matrices.grid import Line
from portal.matrices.matrix import Matrix
from portal.matrices.rules import HEADS, MONEY, Rows
from portal.opendata.catalogue import MATRIX
from portal.opendata.change_cells import SIGNED, places_of
from portal.opendata.matrix_cells import INK, Drawn
from portal.opendata.matrix_rows import matrix_rows
from portal.web.csv import harmless, plain_cell

A3, A4 = 8, 9
WIDE = 24  # letters across a figure: "7 · cek tumpang tindih"
LETTERS = 150  # in one line over the table; longer texts take more
GREEN = "#0E584E"
HEAD = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": INK}
Notes = Sequence[tuple[str, str]]


def matrix_workbook(matrix: Matrix, above: Sequence[str], notes: Notes) -> bytes:
    """`above`: what stands over the table, its title first."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        formats = Formats(book)
        Table(book.add_worksheet(_("Matriks")), formats, matrix).write(above)
        _write_rows(book.add_worksheet(_("Sel")), formats, [MATRIX.header, *matrix_rows(matrix)], (14, 24))
        _write_rows(book.add_worksheet(_("Catatan")), formats, [(_("Catatan"), _("Isi")), *notes], (32, 110))
    return out.getvalue()


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[str, Any] = {}

    def __call__(self, **look: Any) -> Any:
        key = repr(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": "Calibri", "font_color": INK} | look)
        return self.made[key]


def _write_rows(page: Worksheet, formats: Formats, rows: Iterable[Sequence[Any]], widths: Any) -> None:
    """A plain sheet: header and rows, text never a formula."""
    narrow, wide = widths
    page.set_column(0, 0, narrow)
    page.set_column(1, len(MATRIX.header), wide)
    page.freeze_panes(1, 0)
    _print_across(page, A4, 0)
    day, wrapped = formats(num_format="yyyy-mm-dd"), formats(text_wrap=wide > 100, valign="top")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if hasattr(value, "isoformat"):
                page.write_datetime(number, place, value, day)
            elif value is not None:
                plain = formats(**HEAD) if number == 0 else wrapped
                page.write(number, place, plain_cell(value), plain)


def _number(text: str) -> int | str:
    """The figure of a footer as a number, +3, −2, and = too."""
    plain = "0" if text == "=" else text.replace("−", "-").removeprefix("+")
    return int(plain) if plain.removeprefix("-").isdigit() else text


def _print_across(page: Worksheet, paper: int, head: int) -> None:
    """Landscape, every column on the page, the header on each."""
    page.set_landscape()
    page.set_paper(paper)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)


class Table:
    """The sheet that looks like the page. Places: group, name, pockets, the columns, total, marks."""

    def __init__(self, page: Worksheet, formats: Formats, matrix: Matrix) -> None:
        self.page, self.formats, self.matrix = page, formats, matrix
        self.sheet = sheet_of(matrix)
        self.places = places_of(matrix, self.sheet.figures)
        self.cells = [self.places.cells(line) for line in matrix.grid.lines]
        self.pockets = matrix.question.rows in (Rows.KECAMATAN, Rows.VILLAGE)
        self.first = 3 if self.pockets else 2  # the first place with figures
        self.total = self.first + len(matrix.grid.columns)

    def write(self, above: Sequence[str]) -> None:
        for number, text in enumerate(above):
            self._above(number, harmless(text))
        head = len(above) + 1
        self._head(head)
        lines = self.matrix.grid.lines
        for number, (line, cells) in enumerate(zip(lines, self.cells, strict=True), head + 1):
            self._line(number, line, cells)
        self._totals(head + 1, head + len(lines))
        self._on_paper(head, head + len(lines))

    def _above(self, number: int, text: str) -> None:
        """A line over the table, no wider than it; the first is the title."""
        title = {"bold": True, "font_size": 16, "font_color": GREEN}
        look = self.formats(text_wrap=True, valign="top", **title if number == 0 else {})
        self.page.merge_range(number, 0, number, self.total, text, look)
        self.page.set_row(number, 24 if number == 0 else 15 * -(-len(text) // LETTERS))

    def _head(self, number: int) -> None:
        pockets = [_("Kantong kemiskinan")] if self.pockets else []
        columns = [f"{c.number or ''} {c.name}".strip() for c in self.matrix.grid.columns]
        names = [_("Kelompok"), str(self.matrix.question.rows.label), *pockets, *columns, _("Jumlah")]
        for place, name in enumerate([*names, _("Tanda")]):
            align = "center" if self.first <= place <= self.total else "left"
            self.page.write_string(number, place, harmless(name), self.formats(**HEAD, align=align))
        self.page.set_row(number, 48)

    def _line(self, number: int, line: Line, cells: Sequence[Drawn]) -> None:
        row, plain = line.row, self.formats()
        self.page.write_string(number, 0, harmless(row.group), plain)
        self.page.write_string(number, 1, harmless(row.name), self.formats(bold=True))
        if self.pockets and row.pockets is not None:
            self.page.write_number(number, 2, row.pockets, plain)
        for place, (value, look) in enumerate(cells, self.first):
            self._put(number, place, value, look)
        across = xl_range(number, self.first, number, self.total - 1)
        self._sum(number, self.total, self.places.total(line), cells, across)
        self.page.write_string(number, self.total + 1, harmless(self.places.marks(line)), plain)

    def _totals(self, first: int, last: int) -> None:
        """The bottom line, and under it how many places have nobody."""
        lines, number = self.matrix.grid.lines, last + 1
        self.page.write_string(number, 1, _("Jumlah"), self.formats(bold=True, top=2))
        for place, total in enumerate(self.places.columns(), self.first):
            parts = [cells[place - self.first] for cells in self.cells]
            self._sum(number, place, total, parts, xl_range(first, place, last, place))
        parts = [self.places.total(line) for line in lines]
        self._sum(
            number, self.total, self.places.whole(), parts, xl_range(first, self.total, last, self.total)
        )
        for footer in self.sheet.table()["footers"][1:]:
            self.page.write_string(number + 1, 1, footer["name"], self.formats(bold=True))
            for place, text in enumerate([*footer["cells"], footer["total"]], self.first):
                signed = {"num_format": SIGNED} if self.matrix.before else {}
                self._put(number + 1, place, _number(text), {"align": "center"} | signed)

    def _sum(self, number: int, place: int, total: Drawn, parts: Sequence[Drawn], cells: str) -> None:
        """A formula where the total is the sum of what stands there; else the total that was counted."""
        value, look = total
        if isinstance(value, int) and self._adds_up(value, parts):
            self.page.write_formula(number, place, f"=SUM({cells})", self.formats(**look), value)
        else:
            self._put(number, place, value, look)

    def _adds_up(self, total: int, parts: Sequence[Drawn]) -> bool:
        summed = self.matrix.question.measure in MONEY | HEADS
        return summed and total == sum(value for value, _look in parts if isinstance(value, int))

    def _put(self, number: int, place: int, value: Any, look: dict[str, Any]) -> None:
        """An empty place says its mark as text, having no number to carry it; texts are our own signs."""
        drawn = self.formats(**look)
        if isinstance(value, (int, float)):
            self.page.write_number(number, place, value, drawn)
        else:
            words = look.get("num_format", "").strip('"') if value is None else str(value)
            self.page.write_string(number, place, words, drawn)

    def _on_paper(self, head: int, last: int) -> None:
        page, end = self.page, self.total + 1
        page.freeze_panes(head + 1, self.first)
        page.autofilter(head, 0, last, end)
        page.set_column(0, 0, 18)
        page.set_column(1, 1, 34)
        page.set_column(self.first, self.total, WIDE)
        if self.pockets:
            page.set_column(2, 2, 14)
        page.set_column(end, end, 60)
        _print_across(page, A3, head)
        page.hide_gridlines(2)
