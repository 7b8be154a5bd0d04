"""What PERFORMANCE asks for: ratios to a bare Flask page, and how little a page may grow with the register.

Pure. A ratio is the time of the bare page by the time of ours, in the same rounds: 1 is as fast as nothing.
Growth is the time with the biggest register by the time with the smallest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.registers.sizes import REFERENCE_VILLAGES


@dataclass(frozen=True)
class Target:
    """At least so much of the bare page's speed, and at most so much growth; None where nothing is asked."""

    number: str
    ratio: float | None = None
    growth: float | None = None


@dataclass(frozen=True)
class Asked:
    """A page that is built fresh for each request."""

    name: str
    path: str
    target: Target

    @property
    def has_row_per_village(self) -> bool:
        return "baris=desa" in self.path


P1_FULL, P1_UNCHANGED = Target("P1", 1.0), Target("P1", 1.2)
P2 = Target("P2", 0.20, 1.1)
P9_SHARE, P9_MOST_MS = 0.12, 250
P12_MOST_MS = 300
NONE = Target("")
LISTED = Target("P4", 0.20, 1.15)
FRESH = (
    Asked("matrix kecamatan × strategi", "/matriks", P2),
    Asked("matrix desa × strategi", "/matriks?baris=desa", Target("P3", 0.05, 1.2)),
    Asked("matrix mitra × strategi, page of 50", "/matriks?baris=mitra", Target("P3", 0.12, 1.2)),
    Asked("matrix of one year", "/matriks?tahun=2025", Target("P3", 0.15, 1.2)),
    Asked("matrix of one kind of partner", "/matriks?jenis=swasta", Target("P3", 0.15, 1.2)),
    Asked("matrix of one status", "/matriks?status=berjalan", Target("P3", 0.15, 1.2)),
    Asked("list with facets, first page", "/komitmen", LISTED),
    Asked("list with facets, last page", "/komitmen#last", LISTED),
    Asked("list of one strategy and year", "/komitmen?strategi=5&tahun=2025", LISTED),
    Asked("home", "/", NONE),
    Asked("map", "/peta", NONE),
    Asked("one kecamatan", "/wilayah/12.05.07", NONE),
    Asked("gaps", "/matriks/celah", NONE),
    Asked("matrix of a past day", "/matriks?per=2025-12-31", NONE),
)
MANY_VILLAGES = tuple(
    replace(asked, target=NONE) if asked.has_row_per_village else asked
    for asked in FRESH
    if asked.target is not NONE
)
KEPT = (
    *("/", "/en", "/matriks", "/matriks?baris=mitra", "/komitmen", "/mitra", "/kantong"),
    *("/wilayah/12.05.07", "/strategi/5", "/en/matriks", "/en/komitmen"),
)


def fresh_pages(villages: int) -> tuple[Asked, ...]:
    """What is asked of a register; nobody promised a fast page of 83,000 rows, or a map of them."""
    return FRESH if villages == REFERENCE_VILLAGES else MANY_VILLAGES


def verdict(value: float, goal: float | None, *, at_most: bool = False) -> str:
    """The value with its goal and whether it is reached, as the table says it."""
    said = f"{value:.3f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004
    if goal is None:
        return said
    reached = value <= goal if at_most else value >= goal
    return f"{said} ({'≤' if at_most else '≥'} {goal:g}: {'reached' if reached else 'NOT reached'})"


def growth(by_size: Mapping[int, float]) -> float | None:
    """How much longer it takes with the biggest register; None where there is only one."""
    sizes = sorted(by_size)
    return by_size[sizes[-1]] / by_size[sizes[0]] if len(sizes) > 1 else None
