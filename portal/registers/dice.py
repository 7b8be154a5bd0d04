"""Chance that can be repeated, and quick enough to be asked fifty million times."""

import random
from bisect import bisect
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """One stream of chance."""

    def __init__(self, *seed: object) -> None:
        self.random = random.Random(":".join(map(str, seed))).random  # noqa: S311 - invented data, not secrets

    def below(self, most: int) -> int:
        return int(self.random() * most)

    def between(self, least: int, most: int) -> int:
        """Both included."""
        return least + int(self.random() * (most - least + 1))

    def happens(self, percent: float) -> bool:
        return self.random() * 100 < percent

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.random() * len(things))]


class Weighted(Generic[T]):
    """Things of which some come up more often than others."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self.things = things
        self.sums = list(accumulate(weights))

    def draw(self, dice: Dice) -> T:
        return self.things[bisect(self.sums, dice.random() * self.sums[-1])]


def zipf(things: Sequence[T], dice: Dice) -> "Weighted[T]":
    """Few come up very often and many seldom, as with partners and places; which ones is chance."""
    order = sorted(range(len(things)), key=lambda _number: dice.random())
    return Weighted([things[number] for number in order], [1 / (rank + 3) for rank in range(len(things))])


def moment(day: date, number: int) -> str:
    """An instant within a working day, in UTC, as both databases read it."""
    return f"{day} 0{2 + number % 7}:{number % 60:02d}:00.000000"
