"""How the figures of a matrix stand on a page: in one unit that fits a narrow cell, gaps in the data said."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from portal.core.disclosure import AtLeast
from portal.core.wording import _, ngettext
from portal.matrices.counts import Count
from portal.matrices.grid import Cell, Grid
from portal.matrices.rules import AMOUNTS, HEADS, MONEY, SHARES, Measure, Rows
from portal.web.formats import number, percent

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
        if measure not in MONEY:
            return cls(measure)
        largest = max((cell.count.amount or 0 for line in grid.lines for cell in line.cells), default=0)
        return cls(measure, next((size for size in SIZES if largest < size * FITS), SIZES[-1]))

    @cached_property
    def unit(self) -> str:
        """The word behind the number."""
        money = {10**6: _("juta rupiah"), 10**9: _("miliar rupiah"), 10**12: _("triliun rupiah")}
        words = {
            Measure.COMMITMENTS: _("komitmen"),
            Measure.LEADS: _("mitra"),
            Measure.PEOPLE: _("jiwa"),
            Measure.REACHED: _("jiwa"),
            Measure.ACHIEVED: _("dari pagu"),
            Measure.NEEDS: _("kebutuhan dijanjikan"),
        }
        return words.get(self.measure) or money.get(self.size, _("rupiah"))

    def text(self, count: Count) -> str:
        """What stands in a cell or as a total. "(2)": two commitments, none of which gives an amount."""
        if self.measure is Measure.NEEDS:
            return "–" if count.need_share is None else percent(count.need_share)
        if not count.commitments:
            return "–"
        if self.measure not in AMOUNTS:
            return number(count.value(self.measure))
        if self._says_nothing(count):
            return f"({number(count.unstated or count.commitments)})"
        if self.measure is Measure.ACHIEVED:
            return percent(count.share)
        shown = self._people(count) if self.measure in HEADS else self.rupiah(count.amount or 0)
        return f"{shown}+" if count.unstated and not shown.startswith("≥") else shown

    def rupiah(self, amount: int) -> str:
        """An amount in the size of this matrix."""
        scaled = Decimal(amount) / self.size
        if 0 < scaled < Decimal("0.1"):
            return "<" + number(Decimal("0.1"))
        return number(round(scaled, 1) if scaled < 10 else round(scaled))

    def words(self, count: Count) -> str:
        """What completes the text for somebody who hears it."""
        if self.measure is Measure.NEEDS and not count.needs:
            return _("tidak ada kebutuhan tercatat")
        if self.measure not in AMOUNTS:
            return self.unit
        without = count.unstated or count.commitments
        missing = ngettext("%(num)d komitmen tanpa angka", "%(num)d komitmen tanpa angka", without)
        if self._says_nothing(count):
            return missing
        return (
            _("%(unit)s, ditambah %(missing)s", unit=self.unit, missing=missing)
            if count.unstated
            else self.unit
        )

    def _says_nothing(self, count: Count) -> bool:
        """No line gives what is asked; a share also says nothing of a promise of zero rupiah."""
        return count.share is None if self.measure is Measure.ACHIEVED else count.amount is None

    def _people(self, count: Count) -> str:
        shown = count.people
        return f"≥{number(shown.least)}" if isinstance(shown, AtLeast) else number(shown)

    def bound(self, value: int) -> str:
        """The upper bound of a step, for the legend."""
        if self.measure in SHARES:
            return percent(value)
        return self.rupiah(value) if self.measure in MONEY else number(value)


def empty_words(cell: Cell, rows: Rows) -> str:
    """What an empty cell says to somebody who hears it."""
    if cell.priority:
        return _("belum ada mitra, prioritas")
    if cell.gap:
        return _("belum ada mitra")
    if rows is Rows.KECAMATAN and not cell.column.delivering and not cell.row.apart:
        return _("belum ada di kecamatan ini; lihat Seluruh kabupaten")
    return _("tidak ada")
