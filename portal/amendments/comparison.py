"""An old and a new promise side by side: what stayed, changed, came, went. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from portal.amendments.rules import NUMBERS
from portal.core.wording import Word, _l


class Mark(Word):
    """What happened to one thing. The slug names the drawing that stands beside the word."""

    SAME = "same", "equal", _l("Tetap")
    CHANGED = "changed", "pencil", _l("Diubah")
    UP = "up", "arrow-up", _l("Naik")
    DOWN = "down", "arrow-down", _l("Turun")
    ADDED = "added", "plus", _l("Ditambahkan")
    REMOVED = "removed", "x", _l("Dihapus")


class Line(Protocol):
    """A place with its numbers, which may be texts."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...


class Promise(Protocol):
    """What is compared."""

    @property
    def title(self) -> str: ...
    @property
    def starts_on(self) -> Any: ...
    @property
    def ends_on(self) -> Any: ...
    @property
    def lines(self) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Change:
    """One value, old and new. `name` is that of the question."""

    name: str
    old: Any
    new: Any
    mark: Mark


@dataclass(frozen=True)
class PlaceChange:
    """One place, old and new, with those of its numbers that either has."""

    key: str
    name: str
    mark: Mark
    numbers: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything side by side; `sums` stand apart from the places."""

    facts: tuple[Change, ...]
    places: tuple[PlaceChange, ...]
    sums: tuple[Change, ...] = ()

    @property
    def changes(self) -> bool:
        marks = [each.mark for each in self.facts] + [each.mark for each in self.places]
        return any(mark is not Mark.SAME for mark in marks)


Sum = Callable[[str, Sequence[Any]], Any]


def compare(old: Promise, new: Promise, total: Sum) -> Comparison:
    """The old promise and the new one; `total` says what a number comes to over some lines."""
    before, after = {line.key: line for line in old.lines}, {line.key: line for line in new.lines}
    keys = [*after, *(key for key in before if key not in after)]
    facts = [
        _change(name, getattr(old, name), getattr(new, name)) for name in ("title", "starts_on", "ends_on")
    ]
    sums = [_number(name, total(name, old.lines), total(name, new.lines)) for name in NUMBERS]
    return Comparison(
        facts=tuple(facts),
        places=tuple(_place(before.get(key), after.get(key)) for key in keys),
        sums=tuple(each for each in sums if (each.old, each.new) != (None, None)),
    )


def _place(old: Any, new: Any) -> PlaceChange:
    numbers = [_number(name, getattr(old, name, None), getattr(new, name, None)) for name in NUMBERS]
    given = tuple(each for each in numbers if (each.old, each.new) != (None, None))
    line = new or old
    if old is None or new is None:
        return PlaceChange(line.key, line.name, Mark.ADDED if old is None else Mark.REMOVED, given)
    changed = any(each.mark is not Mark.SAME for each in given)
    return PlaceChange(line.key, line.name, Mark.CHANGED if changed else Mark.SAME, given)


def _number(name: str, old: Any, new: Any) -> Change:
    """Up or down where both are numbers; texts such as "<5" have only changed."""
    change = _change(name, old, new)
    if change.mark is not Mark.CHANGED or isinstance(old, str) or isinstance(new, str):
        return change
    try:
        return Change(name, old, new, Mark.UP if new > old else Mark.DOWN)
    except TypeError:
        return change


def _change(name: str, old: Any, new: Any) -> Change:
    if old == new:
        return Change(name, old, new, Mark.SAME)
    if old is None or new is None:
        return Change(name, old, new, Mark.ADDED if old is None else Mark.REMOVED)
    return Change(name, old, new, Mark.CHANGED)


def added_up(name: str, lines: Sequence[Any]) -> Any:
    """The plain sum of a number; None when no line has it. For people who may see every number."""
    given = [getattr(line, name) for line in lines if getattr(line, name) is not None]
    return sum(given[1:], given[0]) if given else None
