"""Where several leads give the same kind of help to one pocket at the same time. Pure."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

ONE_DAY = timedelta(days=1)


class Timed(Protocol):
    """A promise of one kind: who leads it, from its first to its last day."""

    @property
    def lead(self) -> Hashable: ...
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...


P = TypeVar("P", bound=Timed)


@dataclass(frozen=True)
class Window(Generic[P]):
    """Days in a row on each of which enough leads are at work; `leads` is the most on any one of them."""

    starts: date
    ends: date
    leads: int
    promises: tuple[P, ...]


def windows_of(promises: Sequence[P], least: int) -> list[Window[P]]:
    """The windows in which at least `least` different leads are at work at once, in order of time.

    Two promises of one lead are one lead. A promise that ends the day before another begins does not overlap
    it.
    """
    windows: list[Window[P]] = []
    for first, last, there in _stretches(promises):
        leads = len({each.lead for each in there})
        if leads < least:
            continue
        if windows and windows[-1].ends + ONE_DAY == first:
            before = windows.pop()
            joined = tuple(dict.fromkeys((*before.promises, *there)))
            windows.append(Window(before.starts, last, max(before.leads, leads), joined))
        else:
            windows.append(Window(first, last, leads, tuple(there)))
    return windows


def _stretches(promises: Iterable[P]) -> Iterator[tuple[date, date, list[P]]]:
    """Days in a row on which the same promises run: the first, the last, and those promises."""
    known = [each for each in promises if each.starts <= each.ends]
    turns = sorted({each.starts for each in known} | {each.ends + ONE_DAY for each in known})
    for first, after in zip(turns, turns[1:], strict=False):
        there = [each for each in known if each.starts <= first <= each.ends]
        if there:
            yield first, after - ONE_DAY, there
