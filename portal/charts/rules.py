"""The geometry of a chart: round scales, columns and bars. Pure.

Across, everything is a share of the width, so that a chart fits a phone and a wide screen with letters of one
size; down, it is whole pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

STEPS = (1, 2, 5)  # times a power of ten: what people count in
PLOT = 320  # pixels from the ground line to the highest tick
HEAD = 22  # above the highest tick, where a share stands
FILLED = 66  # percent of its slot that a column takes
ROW = 70  # pixels from one bar to the next
BAR_TOP, BAR_HEIGHT = 24, 18


@dataclass(frozen=True)
class Scale:
    """Ticks from zero in equal round steps; the last is the end of the axis."""

    ticks: tuple[int, ...]

    @property
    def top(self) -> int:
        return self.ticks[-1]

    @classmethod
    def of(cls, largest: int, most: int = 5) -> "Scale":
        """At most `most` steps above zero, the last not below the largest amount (rupiah, at least 0)."""
        size = 1
        while True:
            for step in (each * size for each in STEPS):
                if step * most >= largest:
                    count = max(1, -(-largest // step))
                    return cls(tuple(step * number for number in range(count + 1)))
            size *= 10

    def pixels(self, amount: int, length: int) -> int:
        """How long an amount is on an axis of so many pixels; what is there at all is seen."""
        return max(1, round(amount * length / self.top)) if amount > 0 else 0

    def share(self, amount: int) -> float:
        """Percent of the axis, in hundredths."""
        return round(amount * 100 / self.top, 2)


@dataclass(frozen=True)
class Box:
    """A rectangle: left edge and width in percent of the chart, upper edge and height in pixels."""

    x: float
    y: int
    width: float
    height: int


@dataclass(frozen=True)
class Column:
    """One slot of a chart of columns: what was promised, inside it what was delivered before and since."""

    centre: float
    promised: Box
    before: Box
    added: Box


def columns_of(amounts: Sequence[tuple[int, int, int]], scale: Scale) -> list[Column]:
    """Columns for (promised, delivered in all, of which added): side by side, each as wide as the others."""
    slot = 100 / max(1, len(amounts))
    width, left = round(slot * FILLED / 100, 2), slot * (100 - FILLED) / 200
    columns = []
    for number, (promised, delivered, added) in enumerate(amounts):
        x = round(slot * number + left, 2)
        whole, all_of_it = scale.pixels(promised, PLOT), scale.pixels(delivered, PLOT)
        cap = min(all_of_it, scale.pixels(min(added, delivered), PLOT))
        columns.append(
            Column(
                centre=round(slot * (number + 0.5), 2),
                promised=Box(x, HEAD + PLOT - whole, width, whole),
                before=Box(x, HEAD + PLOT - all_of_it + cap, width, all_of_it - cap),
                added=Box(x, HEAD + PLOT - all_of_it, width, cap),
            )
        )
    return columns


def height_of(amount: int, scale: Scale) -> int:
    """Where a tick stands, in pixels from the upper edge."""
    return HEAD + PLOT - round(amount * PLOT / scale.top)


def bars_of(amounts: Sequence[tuple[int, int]], scale: Scale) -> list[tuple[Box, Box]]:
    """Bars one under the other for (promised, delivered), the second inside the first."""
    return [
        (
            Box(0, number * ROW + BAR_TOP, _at_least(scale.share(promised), promised), BAR_HEIGHT),
            Box(0, number * ROW + BAR_TOP, _at_least(scale.share(delivered), delivered), BAR_HEIGHT),
        )
        for number, (promised, delivered) in enumerate(amounts)
    ]


def _at_least(share: float, amount: int) -> float:
    return max(share, 0.3) if amount > 0 else 0


@dataclass(frozen=True)
class Amounts:
    """Rupiah that were promised, and of these how many are delivered by verified reports.

    `pledged` and `realised` are of lines whose promise has a value; None where no line has one, or nothing of
    them is verified. `unvalued`: commitments with a line that has no value and so is in neither.
    """

    commitments: int = 0
    pledged: int | None = None
    realised: int | None = None
    unvalued: int = 0

    @property
    def delivered(self) -> int:
        return self.realised or 0

    @property
    def share(self) -> int | None:
        """Whole percent, rounded down: nothing is called done before it is. None of nothing promised."""
        return self.delivered * 100 // self.pledged if self.pledged else None
