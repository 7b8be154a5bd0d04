"""Counts kept quarters again, and says what differs: what is kept is never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.snapshots.actions import WHOLE
from portal.snapshots.counting import COUNTED
from portal.snapshots.cube import Counts, counts_of
from portal.snapshots.queries import counts_kept, kept_snapshots


@dataclass(frozen=True)
class Difference:
    """A kept quarter of which `rows` rows would be another today; `totals`: (column, kept, counted)."""

    reference: str
    rows: int
    totals: tuple[tuple[str, Any, Any], ...]


def differences() -> Iterator[Difference]:
    """Each kept quarter that a count of today does not find again."""
    for snapshot in kept_snapshots():
        before, after = counts_kept(snapshot), _plain(counts_of(snapshot.quarter))
        keys = before.keys() | after.keys()
        rows = sum(before.get(key) != after.get(key) for key in keys)
        if rows:
            yield Difference(snapshot.reference, rows, tuple(_totals(before, after)))


def _plain(counts: Counts) -> Counts:
    return {key: {name: each[name] for name in COUNTED} for key, each in counts.items()}


def _totals(before: Counts, after: Counts) -> Iterator[tuple[str, Any, Any]]:
    old, new = before.get(WHOLE, {}), after.get(WHOLE, {})
    for name in COUNTED:
        if old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)
