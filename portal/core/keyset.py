"""Long lists walked from row to row: a page begins after or before a row, however deep it lies.

Nothing is skipped and nothing is counted, so the last page costs what the first one costs (ADR 0027).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import ColumnElement, Select, literal, tuple_

from portal.core.database import db
from portal.core.errors import UnknownFilter
from portal.core.paging import PAGE_SIZE
from portal.core.wording import _l

T = TypeVar("T")
MOST_NUMBERED = 50  # pages that an old link may name by number: so far rows are skipped one by one
GONE = _l("Tempat halaman ini dimulai tidak ada dalam daftar. Mulai dari awal atau akhir.")


@dataclass(frozen=True)
class Spot:
    """Where in a list a page lies: after or before the row of this name, at the end, or a page by number."""

    after: str = ""
    before: str = ""
    number: int = 1
    last: bool = False

    @property
    def backwards(self) -> bool:
        """Whether the rows are read towards the beginning."""
        return self.last or bool(self.before)

    @property
    def cursor(self) -> str:
        return self.after or self.before


START = Spot()


@dataclass(frozen=True)
class Order:
    """How a list is ordered: by a key, ties by the name of the row. Both are never null and share an index.

    `low` and `high` are what all keys of the list are known to lie between, where that is known.
    """

    key: Any
    name: Any
    descending: bool = False
    low: ColumnElement[bool] | None = None
    high: ColumnElement[bool] | None = None

    def sorted(self, statement: Select[Any], backwards: bool = False) -> Select[Any]:
        """The rows of a select in this order, or the other way round."""
        if self.descending is not backwards:
            return statement.order_by(self.key.desc(), self.name.desc())
        return statement.order_by(self.key, self.name)

    def stretch(self, statement: Select[Any], spot: Spot, here: Select[Any], size: int) -> Select[Any]:
        """The rows of one page and one more, read from where the page begins.

        `here` selects everything that may be seen: only from there may a page begin.
        """
        falling = self.descending is not spot.backwards
        near, far = (self.high, self.low) if falling else (self.low, self.high)
        conditions = [far] if spot.cursor else [near, far]
        if spot.cursor:
            begin = here.with_only_columns(self.key, maintain_column_froms=True).where(
                self.name == spot.cursor
            )
            row = tuple_(self.key, self.name)
            edge = tuple_(begin.correlate(None).scalar_subquery(), literal(spot.cursor, self.name.type))
            conditions.append(row < edge if falling else row > edge)
        found = statement.where(*(each for each in conditions if each is not None))
        skipped = (spot.number - 1) * size
        return self.sorted(found, spot.backwards).limit(size + 1).offset(skipped or None)


@dataclass(frozen=True)
class Total:
    """How many rows a list has; `more` where counting stopped there."""

    number: int
    more: bool = False


NOT_COUNTED = Total(0, more=True)


@dataclass(frozen=True)
class Stretch(Generic[T]):
    """One page of a long list. `before` and `after` begin its neighbours, empty at the ends.

    `first` is the number of its first row where that is known, `total` how long the list is.
    """

    rows: Sequence[T]
    spot: Spot = START
    before: str = ""
    after: str = ""
    size: int = PAGE_SIZE
    total: Total = NOT_COUNTED

    @classmethod
    def of(cls, found: Sequence[T], spot: Spot, name: Callable[[T], str], size: int = PAGE_SIZE) -> Self:
        """What Order.stretch found: the rows of the page and one more where there are more."""
        more, rows = len(found) > size, list(found[:size])
        if spot.backwards:
            rows.reverse()
        first, last = (name(rows[0]), name(rows[-1])) if rows else ("", "")
        if spot.backwards:
            return cls(rows, spot, first if more else "", last if spot.before else "", size)
        begun = spot.after or spot.number > 1
        return cls(rows, spot, first if begun else "", last if more else "", size)

    def with_total(self, count: Callable[[], Total]) -> Self:
        """The same page with the length of its list: counted only where the page does not show it."""
        if self.is_whole:
            return replace(self, total=Total(len(self.rows)))
        return replace(self, total=count())

    @property
    def is_whole(self) -> bool:
        return not self.before and not self.after

    @property
    def exists(self) -> bool:
        """Whether there is such a page: an empty list still has its first one."""
        return bool(self.rows) or self.spot in (START, Spot(last=True))

    @property
    def first(self) -> int | None:
        """The number of the first row, where it is known without counting."""
        if not self.rows:
            return None
        if not self.spot.backwards and not self.spot.after:
            return (self.spot.number - 1) * self.size + 1
        if not self.before:
            return 1
        if not self.after and not self.total.more:
            return self.total.number - len(self.rows) + 1
        return None

    @property
    def last(self) -> int | None:
        return None if self.first is None else self.first + len(self.rows) - 1


def begins(spot: Spot, here: Select[Any], name: Any) -> None:
    """Raises UnknownFilter where the row that a page begins at may not be seen or does not exist."""
    if spot.cursor and db.session.scalar(here.where(name == spot.cursor).limit(1)) is None:
        raise UnknownFilter("sesudah" if spot.after else "sebelum", spot.cursor, GONE)
