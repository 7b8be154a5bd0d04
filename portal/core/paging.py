"""A page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE_SIZE = 20


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows `first` to `last` of `total`; numbers begin at 1."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE

    @classmethod
    def of(cls, whole: Sequence[T], number: int, size: int = PAGE_SIZE) -> "Page[T]":
        """A page of a list that was read whole."""
        return cls(whole[(number - 1) * size : number * size], number, len(whole), size)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def exists(self) -> bool:
        """Whether a page of this number exists: an empty list still has its first page."""
        return 1 <= self.number <= self.pages
