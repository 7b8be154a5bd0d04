"""Where several leads give the same kind of help to one pocket at the same time. Pure."""

from collections import Counter, defaultdict
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
    for first, last, leads, there, begun in _stretches(promises):
        if leads < least:
            continue
        before = windows[-1] if windows else None
        if before and before.ends + ONE_DAY == first:
            joined = (*before.promises, *begun)
            windows[-1] = Window(before.starts, last, max(before.leads, leads), joined)
        else:
            windows.append(Window(first, last, leads, tuple(there)))
    return windows


def _stretches(promises: Iterable[P]) -> Iterator[tuple[date, date, int, Iterable[P], Sequence[P]]]:
    """Days in a row on which the same promises run: the first, the last, how many leads, who, who is new."""
    begins: dict[date, list[P]] = defaultdict(list)
    stops: dict[date, list[P]] = defaultdict(list)
    for each in promises:
        if each.starts <= each.ends:
            begins[each.starts].append(each)
            stops[each.ends + ONE_DAY].append(each)
    there: dict[int, P] = {}
    leads: Counter[Hashable] = Counter()
    turns = sorted(begins.keys() | stops.keys())
    for first, after in zip(turns, turns[1:], strict=False):
        for each in stops[first]:
            del there[id(each)]
            leads[each.lead] -= 1
            if not leads[each.lead]:
                del leads[each.lead]
        for each in begins[first]:
            there[id(each)] = each
            leads[each.lead] += 1
        yield first, after - ONE_DAY, len(leads), there.values(), begins[first]
