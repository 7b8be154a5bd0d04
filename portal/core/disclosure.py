"""What may be said of few people: small counts at desa level and below are masked, and sums that betray them.

The threshold is good practice under UU 27/2022; no law names a number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.values import MASKED, SMALL_COUNT, masked

PEOPLE_WORDS = re.compile(
    r"\b(anak|balita|buruh|difabel|guru|ibu|jiwa|kader|keluarga|kk|lansia|murid|nelayan|orang|pemuda|penerima"
    r"|penyandang|peserta|petani|remaja|rumah ?tangga|ruta|siswa|warga)\b"
)


@dataclass(frozen=True)
class AtLeast:
    """A sum of which only the least is said, since the exact one would give a masked part away."""

    least: int


Shown = int | str | AtLeast | None


@dataclass(frozen=True)
class Count:
    """A count of households or people in one place."""

    value: int | None
    is_small_area: bool  # desa, kelurahan, or a pocket in one

    @property
    def shown(self) -> int | str | None:
        return masked(self.value) if self.is_small_area else self.value

    @property
    def is_masked(self) -> bool:
        return self.shown == MASKED


def shown_total(counts: Iterable[Count]) -> Shown:
    """The sum of counts as the public may see it.

    With one count it is that count. With a masked one among several only the least is said: what is visible
    plus one for each masked count, so that subtraction tells nothing that the mask does not.
    """
    given = [count for count in counts if count.value is not None]
    if not given:
        return None
    if len(given) == 1:
        return given[0].shown
    hidden = sum(count.is_masked for count in given)
    if hidden:
        return AtLeast(sum(count.value or 0 for count in given if not count.is_masked) + hidden)
    return sum(count.value or 0 for count in given)


def shown_change(now: int | None, before: int | None, is_small_area: bool) -> Shown:
    """What came between two totals to date of one place; no subtraction gives a masked one away."""
    if now is None:
        return None
    was, now_shown = Count(before, is_small_area), Count(now, is_small_area)
    if now_shown.is_masked or (was.is_masked and now < SMALL_COUNT):
        return MASKED
    if was.is_masked:
        return AtLeast(now - SMALL_COUNT + 1)
    return Count(now - (before or 0), is_small_area).shown


def counts_people(unit: str) -> bool:
    """Whether a unit of quantity counts people or households, so that its small numbers are masked too."""
    return bool(PEOPLE_WORDS.search(unit.lower()))
