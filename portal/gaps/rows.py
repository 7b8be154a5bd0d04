"""The rows of the list of gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.core.disclosure import Shown
from portal.gaps.help import LastHelp
from portal.gaps.needs import OpenNeed
from portal.gaps.pairs import NamedPair
from portal.gaps.rules import GapMark


@dataclass(frozen=True)
class GapRow:
    """A pocket that waits under a strategy.

    `since`: from when nobody helped, of a stale pair the last day anything was heard; `months` since then.
    """

    pair: NamedPair
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
