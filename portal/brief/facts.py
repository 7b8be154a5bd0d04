"""Gathers the brief: the page, the paper and the mail say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.action_items.queries import ItemRow, due_soon
from portal.brief import queries
from portal.brief.headline import read_headline
from portal.brief.rules import MOST_GAPS, MOST_ROWS, Changes, Headline
from portal.core.clock import today
from portal.core.paging import Page
from portal.gaps.queries import worst_gaps
from portal.gaps.rows import GapRow
from portal.history.fgd_queries import LastMeeting, last_meeting
from portal.overlaps.queries import Overlap, list_overlaps
from portal.progress.owing import Owed, Silent, count_overdue, longest_overdue, longest_silent


@dataclass(frozen=True)
class Brief:
    """Everything, in the order in which it is told.

    Of gaps, overlaps, overdue and silent commitments only those that are shown are read; `owing` is how many
    commitments have an overdue report, and how many leads they have. How many are silent, the headline says.
    """

    headline: Headline
    gaps: Page[GapRow]
    overlaps: Page[Overlap]
    owing: tuple[int, int]
    overdue: Sequence[Owed]
    silent: Sequence[Silent]
    items: Sequence[ItemRow]
    meeting: LastMeeting | None
    since: date
    changes: Changes

    @property
    def is_example(self) -> bool:
        rows: tuple[Any, ...] = (
            *self.gaps.rows,
            *self.overlaps.rows,
            *self.overdue,
            *self.silent,
            *self.items,
        )
        return self.headline.is_example or any(each.is_example for each in rows)


def read_brief() -> Brief:
    """A dozen questions, however large the register."""
    day = today()
    meeting = last_meeting(day, for_office=True)
    since = meeting.day if meeting else day - queries.NO_MEETING
    return Brief(
        headline=read_headline(),
        gaps=worst_gaps(MOST_GAPS),
        overlaps=list_overlaps(size=MOST_ROWS),
        owing=count_overdue(day),
        overdue=longest_overdue(day, MOST_ROWS),
        silent=longest_silent(day, MOST_ROWS),
        items=due_soon(),
        meeting=meeting,
        since=since,
        changes=queries.changes_since(since),
    )
