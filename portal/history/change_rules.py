"""What changed of a commitment between two days: new, grown, shrunk, moved, cancelled, delivered. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from portal.commitments.rules import CommitmentStatus
from portal.core.disclosure import Count, counts_people
from portal.core.values import MASKED
from portal.core.wording import Word, _l

PROMISED = ("rupiah", "quantity", "households", "people")
HEADS = {"households", "people", "reached_households", "reached_people"}
REALISED = ("realised_rupiah", "realised_quantity", "reached_households", "reached_people")


class ChangeKind(Word):
    """`perubahan` in addresses. A commitment may have several: its promise grew, and it delivered."""

    NEW = "new", "baru", _l("Baru")
    GROWN = "grown", "bertambah", _l("Bertambah")
    SHRUNK = "shrunk", "berkurang", _l("Berkurang")
    MOVED = "moved", "masa", _l("Masa diubah")
    CANCELLED = "cancelled", "dibatalkan", _l("Dibatalkan")
    DELIVERED = "delivered", "tersalurkan", _l("Tersalurkan")
    CORRECTED = "corrected", "dikoreksi", _l("Realisasi dikoreksi")


@dataclass(frozen=True)
class Line:
    """One place of a promise with what was realised there. `key` tells places apart, `name` calls them."""

    key: str
    name: str
    is_small_area: bool = False
    pocket_slug: str | None = None
    region_code: str = ""
    rupiah: int | None = None
    quantity: Decimal | None = None
    households: int | None = None
    people: int | None = None
    realised_rupiah: int | None = None
    realised_quantity: Decimal | None = None
    reached_households: int | None = None
    reached_people: int | None = None


@dataclass(frozen=True)
class Side:
    """A commitment at the end of one day; None stands for one that was not public yet.

    `first`: the lines of its first promise, where it was called off.
    """

    status: CommitmentStatus
    starts_on: date | None = None
    ends_on: date | None = None
    lines: Mapping[str, Line] = field(default_factory=dict)
    first: Mapping[str, Line] = field(default_factory=dict)


@dataclass(frozen=True)
class Move:
    """One figure before and after. `line` is None where the whole commitment is meant; `name`: the figure."""

    line: Line | None
    name: str
    old: Any
    new: Any

    def shown(self, value: Any, unit: str) -> Any:
        """One side as everybody may read it: the figure itself, or "<5" of people."""
        if value is None or self.line is None or not self._counts_heads(unit):
            return value
        return Count(int(value), self.line.is_small_area).shown

    def is_hidden(self, unit: str) -> bool:
        """Both sides are masked."""
        return self.shown(self.old, unit) == self.shown(self.new, unit) == MASKED

    def _counts_heads(self, unit: str) -> bool:
        return self.name in HEADS or ("quantity" in self.name and counts_people(unit))


@dataclass(frozen=True)
class Change:
    kind: ChangeKind
    moves: tuple[Move, ...] = ()


def changes_of(before: Side | None, after: Side, unit: str = "") -> list[Change]:
    """What happened between, in the order of ChangeKind. A place that came or went has None on one side.

    A small count that became another one is no change to tell: which way it went would say which it is.
    """
    found: dict[ChangeKind, list[Move]] = {}
    for kind, moves in (*_life(before, after), *_figures(before, after, unit)):
        found.setdefault(kind, []).extend(moves)
    return [Change(kind, tuple(found[kind])) for kind in ChangeKind if kind in found]


def _life(before: Side | None, after: Side) -> Iterator[tuple[ChangeKind, list[Move]]]:
    """Born, called off, completed, or with another period."""
    if before is None:
        yield ChangeKind.NEW, [*_promised(after.lines, new=True)]
    ended = before is None or before.status is CommitmentStatus.VERIFIED
    if ended and after.status is CommitmentStatus.CANCELLED:
        yield ChangeKind.CANCELLED, [*_promised(after.first or after.lines, new=False)]
    if ended and after.status is CommitmentStatus.COMPLETED:
        yield ChangeKind.DELIVERED, [Move(None, "status", None, after.status)]
    if before is not None:
        days = [
            Move(None, name, getattr(before, name), getattr(after, name)) for name in ("starts_on", "ends_on")
        ]
        if moved := [each for each in days if each.old != each.new]:
            yield ChangeKind.MOVED, moved


def _promised(lines: Mapping[str, Line], *, new: bool) -> Iterator[Move]:
    """Every figure that is promised now, or is not promised any more."""
    for line in lines.values():
        given = [(name, getattr(line, name)) for name in PROMISED if getattr(line, name) is not None]
        for name, value in given or [("place", None)]:
            yield Move(line, name, None if new else value, value if new else None)


def _figures(before: Side | None, after: Side, unit: str) -> Iterator[tuple[ChangeKind, list[Move]]]:
    """Figures that went up or down place by place. What a new commitment promises is all new."""
    old, new = before.lines if before else {}, after.lines
    for key in (*new, *(key for key in old if key not in new)):
        one, other = old.get(key), new.get(key)
        if before is not None:
            yield from _compared(one, other, PROMISED, (ChangeKind.GROWN, ChangeKind.SHRUNK), unit)
        if other is not None:
            yield from _compared(one, other, REALISED, (ChangeKind.DELIVERED, ChangeKind.CORRECTED), unit)


def _compared(
    old: Line | None,
    new: Line | None,
    names: tuple[str, ...],
    kinds: tuple[ChangeKind, ChangeKind],
    unit: str,
) -> Iterator[tuple[ChangeKind, list[Move]]]:
    """The figures of one place: more is the first kind, less the second. None counts as nothing."""
    line, more, less = new or old, *kinds
    told = False
    for name in names:
        was, now = getattr(old, name, None), getattr(new, name, None)
        if (was or 0) != (now or 0):
            told, move = True, Move(line, name, was, now)
            if not move.is_hidden(unit):
                yield more if (now or 0) > (was or 0) else less, [move]
    if names is PROMISED and not told and (old is None or new is None):
        yield more if old is None else less, [Move(line, "place", None, None)]
