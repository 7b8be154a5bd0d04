"""How the cells of a matrix stand in a workbook: a real number, its colour, and its marks in words."""

from collections.abc import Iterable
from typing import Any, Protocol

from portal.core.disclosure import AtLeast
from portal.core.wording import _
from portal.matrices.counts import Count
from portal.matrices.figures import Figures
from portal.matrices.grid import Cell, Line
from portal.matrices.mark_rules import CellMark
from portal.matrices.matrix import Matrix
from portal.matrices.rules import AMOUNTS, HEADS, MONEY, SHARES, Measure

INK, BRICK, WHITE = "#14231F", "#9E3716", "#FFFFFF"
FILLS = {1: "#E6F1D3", 2: "#B4DBB5", 3: "#6DBB9F", 4: "#1F7F76", 5: "#0A4A4C"}
DARK = 4  # from this step on letters are white
PLAIN, SHARE = "#,##0", "0%"
Drawn = tuple[Any, dict[str, Any]]  # what stands in a place, and its format


class Places(Protocol):
    """What stands in each place of the table."""

    def cells(self, line: Line) -> list[Drawn]: ...

    def total(self, line: Line) -> Drawn: ...

    def columns(self) -> list[Drawn]: ...

    def whole(self) -> Drawn: ...

    def marks(self, line: Line) -> str: ...


class Standing:
    """The figures as they stand."""

    def __init__(self, matrix: Matrix, figures: Figures) -> None:
        self.grid, self.figures, self.measure = matrix.grid, figures, matrix.question.measure

    def cells(self, line: Line) -> list[Drawn]:
        return [(value_of(each.count, self.figures), look_of(each, self.measure)) for each in line.cells]

    def total(self, line: Line) -> Drawn:
        return self._sum(line.total)

    def columns(self) -> list[Drawn]:
        return [self._sum(each) for each in self.grid.totals]

    def whole(self) -> Drawn:
        return self._sum(self.grid.whole)

    def marks(self, line: Line) -> str:
        return marks_in(line)

    def _sum(self, count: Count) -> Drawn:
        return value_of(count, self.figures), total_look(shape_of(count, self.measure))


def total_look(shape: str) -> dict[str, Any]:
    return {"num_format": shape, "align": "center", "bold": True}


def value_of(count: Count, figures: Figures) -> Any:
    """The number itself; text only where the public may not see it, or where nobody gave one."""
    measure = figures.measure
    if measure is Measure.NEEDS:
        return None if count.need_share is None else count.need_share / 100
    if not count.commitments:
        return None if measure in AMOUNTS else 0
    if measure is Measure.ACHIEVED:
        return figures.text(count) if count.share is None else count.share / 100
    if measure in HEADS:
        shown = f">={count.people.least}" if isinstance(count.people, AtLeast) else count.people
        return figures.text(count) if shown is None else shown
    if measure in MONEY:
        return figures.text(count) if count.amount is None else count.amount
    return count.value(measure)


def marks_of(cell: Cell) -> list[str]:
    """What the colour or shape of a cell says, in words."""
    marks = [
        (cell.priority, _("belum ada, prioritas")),
        (cell.gap and not cell.priority, _("belum ada")),
        (cell.overlap, _("cek tumpang tindih")),
        (cell.count.is_stale, _("tanpa kabar")),
        (cell.mark is CellMark.THIN, _("tipis")),
    ]
    return [words for applies, words in marks if applies]


def marks_in(line: Line) -> str:
    """All marks of a line with their columns: "belum ada: Kesehatan, Rumah; tanpa kabar: Usaha"."""
    found: dict[str, list[str]] = {}
    for cell in line.cells:
        for mark in marks_of(cell):
            found.setdefault(mark, []).append(cell.column.name)
    return "; ".join(f"{mark}: {', '.join(names)}" for mark, names in found.items())


def look_of(cell: Cell, measure: Measure) -> dict[str, Any]:
    """The format of a cell. Words of marks are part of its number format: the value stays a number."""
    shape = shape_of(cell.count, measure, marks_of(cell))
    look: dict[str, Any] = {"num_format": shape, "align": "center", "border": 1, "border_color": WHITE}
    if cell.gap:
        border = 2 if cell.priority else 3
        return look | {"font_color": BRICK, "bold": cell.priority, "border": border, "border_color": BRICK}
    if cell.level:
        letters = WHITE if cell.level >= DARK else INK
        look |= {"bg_color": FILLS[cell.level], "font_color": letters, "bold": True}
    return look


def shape_of(count: Count, measure: Measure, marks: Iterable[str] = ()) -> str:
    """The number format: "+" where amounts are missing, a dash for nothing, marks behind short numbers.

    A number wider than its column prints as "###": the marks of amounts stand in the last column alone.
    """
    shape, said = SHARE if measure in SHARES else PLAIN, " · ".join(marks).replace('"', "'")
    if not (count.needs if measure is Measure.NEEDS else count.commitments):
        return f'"{said or "–"}"'
    more = "+" if measure in AMOUNTS and count.unstated else ""
    words = f"{more} · {said}" if said and measure not in AMOUNTS else more
    return f'{shape}"{words}"' if words else shape
