"""The rows of the list of gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.core.disclosure import Shown
from portal.gaps.help import LastHelp
from portal.gaps.needs import OpenNeed
from portal.gaps.rules import GapMark


@dataclass(frozen=True)
class GapFilter:
    """What the list of gaps is narrowed to. In a year only commitments that start in it serve."""

    region_code: str = ""
    pocket_slug: str = ""
    strategy: int | None = None
    year: int | None = None
    words: str = ""


@dataclass(frozen=True)
class GapRow:
    """A pocket that waits under a strategy.

    `since`: from when nobody helped, of a stale pair the last day anything was heard; `months` since then.
    """

    pocket_slug: str
    pocket_name: str
    place: str
    region_code: str
    village: str
    kecamatan: str
    strategy_number: int
    strategy_short_id: str
    strategy_short_en: str
    mark: GapMark
    stale_since: date | None
    since: date | None
    months: int | None
    decided_on: date | None
    poor_households: Shown
    last: LastHelp | None
    is_example: bool
    updated_at: datetime
    needs: Sequence[OpenNeed] = ()
