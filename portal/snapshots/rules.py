"""Which quarters are over, and how one is written. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from portal.core.values import Quarter


def quarter_of(text: str) -> Quarter | None:
    """The quarter that somebody names: "2026-Q3", or "2026-3" as in addresses; None for anything else."""
    return Quarter.from_slug(re.sub(r"-[qQ](?=\d$)", "-", text.strip()))


def name_of(quarter: Quarter) -> str:
    """What the trail and the commands call it: "2026-Q3"."""
    return f"{quarter.year}-Q{quarter.number}"


def finished(began: date | None, today: date) -> list[Quarter]:
    """The quarters from the one in which the first promise was made to the last that is over, in order."""
    return list(_between(Quarter.of(began), Quarter.of(today))) if began else []


def _between(first: Quarter, end: Quarter) -> Iterator[Quarter]:
    while first < end:
        yield first
        first = first.next


def missing(quarters: Iterable[Quarter], kept: Iterable[Quarter]) -> list[Quarter]:
    """Those that are not kept yet."""
    known = set(kept)
    return [quarter for quarter in quarters if quarter not in known]
