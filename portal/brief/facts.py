"""Gathers the brief: the page, the paper and the mail say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.action_items.queries import ItemRow, due_soon
from portal.brief import queries
from portal.brief.place_queries import pockets_and_needs
from portal.brief.rules import (
    MOST_ROWS,
    Changes,
    Gap,
    Headline,
    Meeting,
    Overlap,
    PocketFacts,
    Served,
    StrategyName,
    gaps_of,
    overlaps_of,
)
from portal.core.clock import today
from portal.matrices.rules import POCKET_OVERLAP
from portal.progress.owing import Owed, Silent, overdue_reports, silent_commitments


@dataclass(frozen=True)
class Brief:
    """Everything, in the order in which it is told; lists are whole, who shows them shortens them."""

    headline: Headline
    strategies: Sequence[StrategyName]
    pockets: Sequence[PocketFacts]
    pockets_alone: int
    kecamatan_alone: int
    gaps: Sequence[Gap]
    overlaps: Sequence[Overlap]
    overdue: Sequence[Owed]
    silent: Sequence[Silent]
    items: Sequence[ItemRow]
    meeting: Meeting | None
    since: date
    changes: Changes

    @property
    def possible(self) -> int:
        """Pairs of active pocket and delivering strategy."""
        return len(self.pockets) * len(delivering(self.strategies))

    @property
    def is_example(self) -> bool:
        rows: tuple[Any, ...] = (*self.pockets, *self.overdue, *self.silent, *self.items)
        return self.headline.is_example or any(each.is_example for each in rows)


def delivering(strategies: Sequence[StrategyName]) -> list[int]:
    return [each.number for each in strategies if each.delivers]


def read_brief() -> Brief:
    """Eight questions, however large the register."""
    (numbers, meeting, changes), (strategies, places) = queries.headline(), queries.served()
    (pockets, needs), day, matter = pockets_and_needs(), today(), delivering(strategies)
    alone = {pocket.id for pocket in pockets} - _served(places, matter, "pocket_id")
    return Brief(
        headline=numbers,
        strategies=strategies,
        pockets=pockets,
        pockets_alone=len(alone),
        kecamatan_alone=numbers.kecamatan - len(_served(places, matter, "kecamatan_code")),
        gaps=gaps_of(pockets, matter, places, needs, day),
        overlaps=_named(overlaps_of(pockets, places, POCKET_OVERLAP)),
        overdue=overdue_reports(None, day),
        silent=silent_commitments(day),
        items=due_soon(),
        meeting=meeting,
        since=meeting.day if meeting else day - queries.NO_MEETING,
        changes=changes,
    )


def _served(places: Sequence[Served], strategies: Sequence[int], name: str) -> set[object]:
    """Places where somebody delivers something."""
    return {getattr(each, name) for each in places if each.strategy in strategies} - {None}


def _named(overlaps: Sequence[Overlap]) -> list[Overlap]:
    """The first ones with the names of their leads."""
    names = queries.names_in(overlaps[:MOST_ROWS])
    return [replace(each, names=tuple(names.get((each.pocket.id, each.strategy), ()))) for each in overlaps]
