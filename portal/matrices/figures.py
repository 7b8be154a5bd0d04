"""How the figures of a matrix stand on a page: in one unit that fits a narrow cell, gaps in the data said."""

from dataclasses import dataclass
from decimal import Decimal

from portal.core.disclosure import AtLeast
from portal.core.wording import _, ngettext
from portal.matrices.grid import Cell, Count, Grid
from portal.matrices.rules import Measure, Rows
from portal.web.formats import number

FITS = 10_000  # at most four digits stand in a phone's cell
SIZES = (10**6, 10**9, 10**12)


@dataclass(frozen=True)
class Figures:
    """The figures of one matrix: what is measured, and for rupiah in which size (1.000.000 = juta)."""

    measure: Measure
    size: int = 1

    @classmethod
    def of(cls, grid: Grid, measure: Measure) -> "Figures":
        """The smallest size in which the largest cell still fits."""
        if measure is not Measure.RUPIAH:
            return cls(measure)
        largest = max((cell.count.amount or 0 for line in grid.lines for cell in line.cells), default=0)
        return cls(measure, next((size for size in SIZES if largest < size * FITS), SIZES[-1]))

    @property
    def unit(self) -> str:
        """The word behind the number."""
        money = {10**6: _("juta rupiah"), 10**9: _("miliar rupiah"), 10**12: _("triliun rupiah")}
        words = {
            Measure.COMMITMENTS: _("komitmen"),
            Measure.LEADS: _("mitra"),
            Measure.PEOPLE: _("jiwa"),
            Measure.RUPIAH: money.get(self.size, _("rupiah")),
        }
        return words[self.measure]

    def text(self, count: Count) -> str:
        """What stands in a cell or as a total. "(2)": two commitments, none of which gives an amount."""
        if not count.commitments:
            return "–"
        if self.measure in (Measure.COMMITMENTS, Measure.LEADS):
            return number(count.value(self.measure))
        if count.amount is None:
            return f"({number(count.silent)})"
        shown = self._people(count) if self.measure is Measure.PEOPLE else self.rupiah(count.amount)
        return f"{shown}+" if count.silent and not shown.startswith("≥") else shown

    def rupiah(self, amount: int) -> str:
        """An amount in the size of this matrix."""
        scaled = Decimal(amount) / self.size
        if 0 < scaled < Decimal("0.1"):
            return "<" + number(Decimal("0.1"))
        return number(round(scaled, 1) if scaled < 10 else round(scaled))

    def words(self, count: Count) -> str:
        """What completes the text for somebody who hears it."""
        if self.measure in (Measure.COMMITMENTS, Measure.LEADS):
            return self.unit
        missing = ngettext("%(num)d komitmen tanpa angka", "%(num)d komitmen tanpa angka", count.silent)
        if count.amount is None:
            return missing
        return (
            _("%(unit)s, ditambah %(missing)s", unit=self.unit, missing=missing)
            if count.silent
            else self.unit
        )

    def _people(self, count: Count) -> str:
        shown = count.people
        return f"≥{number(shown.least)}" if isinstance(shown, AtLeast) else number(shown)

    def bound(self, value: int) -> str:
        """The upper bound of a step, for the legend."""
        return self.rupiah(value) if self.measure is Measure.RUPIAH else number(value)


def empty_words(cell: Cell, rows: Rows) -> str:
    """What an empty cell says to somebody who hears it."""
    if cell.priority:
        return _("belum ada mitra, prioritas")
    if cell.gap:
        return _("belum ada mitra")
    if rows is Rows.KECAMATAN and not cell.column.delivering and not cell.row.apart:
        return _("belum ada di kecamatan ini; lihat Seluruh kabupaten")
    return _("tidak ada")
