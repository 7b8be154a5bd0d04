"""What some commitments take from the summaries and add to them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from portal.tallies.rules import (
    Axis,
    Key,
    Line,
    Node,
    Sums,
    Whose,
    counts_under,
    keys_of,
    nodes_of,
    summed,
)

Lead = tuple[Node, int]  # somewhere, and who leads there
NO_SUMS = [0] * len(Sums._fields)


@dataclass
class Share:
    """At one node for one kind, state, strategy and year: sums, and the last days before and after."""

    sums: list[int] = field(default_factory=lambda: list(NO_SUMS))
    before: date | None = None
    after: date | None = None


@dataclass
class Changes:
    """Which commitments differ, what of it at each node, and per lead what it did and does there."""

    commitments: set[int] = field(default_factory=set)
    shares: dict[tuple[Node, Whose], Share] = field(default_factory=lambda: defaultdict(Share))
    did: dict[Lead, set[Whose]] = field(default_factory=lambda: defaultdict(set))
    does: dict[Lead, set[Whose]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def between(cls, before: Iterable[Line], after: Iterable[Line]) -> "Changes":
        """What differs. A commitment whose lines are the same changes nothing."""
        changes, old, new = cls(), _by_commitment(before), _by_commitment(after)
        for key in old.keys() | new.keys():
            was, is_ = old.get(key, []), new.get(key, [])
            if was != is_:
                changes.commitments.add(key)
                changes._take(was)
                changes._add(is_)
        return changes

    def _take(self, lines: list[Line]) -> None:
        for node, here in _by_node(lines).items():
            whose, share = here[0].whose, self.shares[node, here[0].whose]
            share.sums = [kept - each for kept, each in zip(share.sums, summed(here), strict=True)]
            share.before = later(share.before, here[0].reported_on)
            self.did[node, here[0].organisation_id].add(whose)

    def _add(self, lines: list[Line]) -> None:
        for node, here in _by_node(lines).items():
            whose, share = here[0].whose, self.shares[node, here[0].whose]
            share.sums = [kept + each for kept, each in zip(share.sums, summed(here), strict=True)]
            share.after = later(share.after, here[0].reported_on)
            self.does[node, here[0].organisation_id].add(whose)

    def sums(self) -> dict[Key, list[int]]:
        """What is added to each key; negative where it is taken away."""
        found: dict[Key, list[int]] = {}
        for (node, whose), share in self.shares.items():
            if any(share.sums):
                for key in keys_of(node, whose):
                    known = found.get(key)
                    found[key] = (
                        share.sums
                        if known is None
                        else [a + b for a, b in zip(known, share.sums, strict=True)]
                    )
        return found

    def days(self) -> tuple[dict[Key, date], dict[Key, date]]:
        """Days that come to a key, and the days that go from it and may have been its last."""
        came: dict[Key, date] = {}
        went: dict[Key, date] = {}
        for (node, whose), share in self.shares.items():
            for key in keys_of(node, whose) if share.before or share.after else ():
                if share.after:
                    came[key] = max(came.get(key, share.after), share.after)
                if share.before:
                    went[key] = max(went.get(key, share.before), share.before)
        return came, {key: day for key, day in went.items() if key not in came or came[key] < day}

    def moved_leads(self) -> list[Lead]:
        """Those of whom it must be asked what else they do there."""
        return [each for each in self.did.keys() | self.does.keys() if self._did(each) != self._does(each)]

    def leads(self, others: Mapping[Lead, set[Whose]]) -> dict[Key, int]:
        """How many leads come to a key (negative: go), given what else these leads do at their nodes."""
        found: dict[Key, int] = defaultdict(int)
        for lead in self.moved_leads():
            did, does = self._did(lead), self._does(lead)
            stays = others.get(lead, set()) | (did & does)
            was, is_ = _keys(lead, did - does), _keys(lead, does - did)
            for key in was ^ is_:
                if not any(counts_under(key, whose) for whose in stays):
                    found[key] += 1 if key in is_ else -1
        return {key: number for key, number in found.items() if number}

    def _did(self, lead: Lead) -> set[Whose]:
        return self.did.get(lead, set())

    def _does(self, lead: Lead) -> set[Whose]:
        return self.does.get(lead, set())


def later(one: date | None, other: date | None) -> date | None:
    """The later of two days; one that is missing is earlier than all."""
    return max((day for day in (one, other) if day is not None), default=None)


def found_elsewhere(wanted: Iterable[Lead], rows: Iterable[tuple[Any, ...]]) -> dict[Lead, set[Whose]]:
    """Per lead what `queries.other_leads` says of it."""
    asked = set(wanted)
    found: dict[Lead, set[Whose]] = defaultdict(set)
    for organisation_id, kecamatan, region, pocket, *whose in rows:
        for node in _nodes_of_row(organisation_id, kecamatan, region or "", pocket):
            if (node, organisation_id) in asked:
                found[node, organisation_id].add(Whose(*whose))
    return found


def _nodes_of_row(
    organisation_id: int, kecamatan: str | None, region: str, pocket: int | None
) -> Iterator[Node]:
    if kecamatan is None:
        yield Node(Axis.ALL, "", "")
        yield Node(Axis.LEAD, "", str(organisation_id))
        return
    wide = kecamatan or region
    yield Node(Axis.WORKER, wide, str(organisation_id))
    yield Node(Axis.KECAMATAN, "", wide)
    yield Node(Axis.VILLAGE, kecamatan, region)
    yield Node(Axis.POCKET, kecamatan, wide if pocket is None else str(pocket))


def _keys(lead: Lead, whose: Iterable[Whose]) -> set[Key]:
    return {key for each in whose for key in keys_of(lead[0], each)}


def _by_commitment(lines: Iterable[Line]) -> dict[int, list[Line]]:
    ordered = sorted(lines, key=attrgetter("commitment_id", "allocation_id"))
    return {key: list(group) for key, group in groupby(ordered, key=attrgetter("commitment_id"))}


def _by_node(lines: Iterable[Line]) -> dict[Node, list[Line]]:
    found: dict[Node, list[Line]] = defaultdict(list)
    for line in lines:
        for node in nodes_of(line):
            found[node].append(line)
    return found
