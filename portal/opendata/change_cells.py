"""How the differences between two days stand in the workbook of a matrix: real numbers with their sign."""

from typing import Any

from portal.core.wording import _
from portal.matrices.before import Before, between, is_nothing
from portal.matrices.counts import Count
from portal.matrices.figures import Figures
from portal.matrices.grid import Line
from portal.matrices.matrix import Matrix
from portal.opendata.matrix_cells import BRICK, FILLS, INK, WHITE, Drawn, Places, Standing, total_look

SIGNED = '+#,##0;−#,##0;"="'
NOTHING = SIGNED.replace("=", "–")
LESS = "#FBE8DF"


class Differences:
    """The figures as what came between."""

    def __init__(self, matrix: Matrix, before: Before) -> None:
        self.grid, self.before, self.measure = matrix.grid, before, matrix.question.measure

    def cells(self, line: Line) -> list[Drawn]:
        return [self._cell(self.before.cell(each), each.count) for each in line.cells]

    def total(self, line: Line) -> Drawn:
        return self._sum(self.before.row(line), line.total)

    def columns(self) -> list[Drawn]:
        pairs = zip(self.before.columns(self.grid), self.grid.totals, strict=True)
        return [self._sum(was, now) for was, now in pairs]

    def whole(self) -> Drawn:
        return self._sum(self.before.counts.whole, self.grid.whole)

    def marks(self, line: Line) -> str:
        """Which columns have more, and which less, for whoever sees no colours."""
        ways: dict[str, list[str]] = {_("bertambah"): [], _("berkurang"): []}
        more, less = ways.values()
        for cell in line.cells:
            change = between(self.before.cell(cell), cell.count, self.measure) or 0
            if change:
                (more if change > 0 else less).append(cell.column.name)
        return "; ".join(f"{way}: {', '.join(names)}" for way, names in ways.items() if names)

    def _cell(self, was: Count, now: Count) -> Drawn:
        value, shape = self._difference(was, now)
        look: dict[str, Any] = {"num_format": shape, "align": "center", "border": 1, "border_color": WHITE}
        if isinstance(value, int) and value:
            fill, letters = (FILLS[2], INK) if value > 0 else (LESS, BRICK)
            look |= {"bg_color": fill, "font_color": letters, "bold": True}
        return value, look

    def _sum(self, was: Count, now: Count) -> Drawn:
        value, shape = self._difference(was, now)
        return value, total_look(shape)

    def _difference(self, was: Count, now: Count) -> tuple[Any, str]:
        change = between(was, now, self.measure)
        shape = NOTHING if is_nothing(was, now) else SIGNED
        return ("±" if change is None else change), shape


def places_of(matrix: Matrix, figures: Figures) -> Places:
    """What stands in the table: the figures, or where days are compared what changed."""
    return Differences(matrix, matrix.before) if matrix.before else Standing(matrix, figures)
