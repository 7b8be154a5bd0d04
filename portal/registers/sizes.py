"""How big a register is. Pure."""

from dataclasses import dataclass
from math import isqrt

REFERENCE_VILLAGES = 277  # what ships with the site
MOST_VILLAGES = 100_000  # codes end in four figures
MOST_POCKETS = 2000
SEED = 20260817


@dataclass(frozen=True)
class Size:
    """So many commitments over so many villages; the same seed on the same day gives the same register."""

    commitments: int
    villages: int = REFERENCE_VILLAGES
    seed: int = SEED

    @property
    def partners(self) -> int:
        """200 at ten thousand, 2,000 at a million: registers grow by promises more than by partners."""
        return max(20, 2 * isqrt(self.commitments))

    @property
    def pockets(self) -> int:
        return min(self.villages // 2, MOST_POCKETS)

    @property
    def name(self) -> str:
        return f"{self.commitments}-{self.villages}-{self.seed}"
