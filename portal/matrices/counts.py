"""What a cell or a total of a matrix stands for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from portal.core.disclosure import AtLeast, Shown
from portal.core.values import MASKED
from portal.matrices.rules import AMOUNTS, SHARES, Measure, share_of

Key = Any


class Count(NamedTuple):
    """What was counted. A tuple: a matrix has thousands, and a frozen dataclass takes five times as long.

    `amount` is rupiah or people, None where no line gives one; `unstated` commitments have a line without it.
    `pledged`: where a share is asked, what was promised on the lines that `amount` is of.
    `masked` lines have 1 to 4 people in a desa: in `amount` each counts as one, so no total gives them away.
    `silent` commitments were not heard of for too long; `reported_on`: when last anything was verified.
    """

    commitments: int = 0
    leads: int = 0
    amount: int | None = None
    unstated: int = 0
    masked: int = 0
    given: int = 0  # lines that give an amount
    pledged: int | None = None
    silent: int = 0
    reported_on: date | None = None
    needs: int = 0  # open needs here whose numbers may be said
    covered: int = 0  # how much of each is pledged, in hundredths of a percent, added up

    def needing(self, needs: int, covered: int) -> "Count":
        """The same with its needs."""
        return Count(*self[:-2], needs, covered)

    def value(self, measure: Measure) -> int:
        """The number that decides the colour."""
        if measure is Measure.COMMITMENTS:
            return self.commitments
        if measure in SHARES:
            return (self.share if measure is Measure.ACHIEVED else self.need_share) or 0
        if measure in AMOUNTS:
            return self.amount or 0
        return self.leads

    @property
    def people(self) -> Shown:
        """The people of these lines as the public may see them, in the words of core.disclosure."""
        if not self.masked or self.amount is None:
            return self.amount
        return MASKED if self.given == 1 else AtLeast(self.amount)

    @property
    def share(self) -> int | None:
        """How many percent of what was promised is realised, over the lines where both have a value."""
        return share_of(self.amount, self.pledged)

    @property
    def need_share(self) -> int | None:
        """How many percent of the needs is pledged: each counts the same, none for more than all of it."""
        return self.covered // (self.needs * 100) if self.needs else None

    @property
    def is_stale(self) -> bool:
        """Somebody promised, and of nobody has been heard for too long."""
        return 0 < self.commitments == self.silent


NOTHING = Count()


@dataclass(frozen=True)
class Counts:
    """Distinct counts from their own grouped queries: totals are not sums."""

    cells: Mapping[tuple[Key, Key], Count]
    rows: Mapping[Key, Count]
    columns: Mapping[Key, Count]
    whole: Count
    crowded: frozenset[tuple[Key, Key]] | None = None  # where leads overlap; None: the number of leads tells
