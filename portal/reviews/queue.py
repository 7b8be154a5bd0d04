"""What waits for the office, from every room in which something can wait: one line, oldest first.

A room registers a Kind; the line is counted in one question and read in another, whatever waits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    String,
    Subquery,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from portal.core.clock import in_wib, today
from portal.core.database import Instant, db
from portal.core.paging import Page
from portal.core.wording import LazyString
from portal.core.workdays import working_days
from portal.policy_facts import Role

Rows = Select[*tuple[Any, ...]]
ON_DESK = 10  # the oldest: whom the office waits for shows below them


@dataclass(frozen=True)
class Told:
    """Where one row leads, and the words below its title."""

    url: str
    words: Sequence[str]


@dataclass(frozen=True)
class Kind:
    """One kind of thing that waits, with its own queue at `url`.

    `rows` gives for a person a select of columns(…), or None where nothing can wait for him or her; `told`
    says by their keys what to show of such rows.
    """

    name: str
    label: LazyString
    url: Callable[[], str]
    rows: Callable[[Any], Rows | None]
    told: Callable[[Sequence[Row[Any]]], Mapping[str, Told]]


@dataclass(frozen=True)
class Count:
    """How many of a kind wait, and for how many working days the oldest does."""

    kind: Kind
    number: int
    days: int


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `days` are working days."""

    title: str
    url: str
    words: Sequence[str]
    days: int
    is_example: bool


@dataclass(frozen=True)
class Queue:
    """One page of the line, with the counts above it."""

    page: Page[Waiting]
    counts: Sequence[Count]


_kinds: dict[int, Kind] = {}


def add_kind(order: int, kind: Kind) -> None:
    """Add a kind to the line; the counts stand in this order."""
    _kinds[order] = kind


def columns(
    *, since: Any, title: Any, key: Any, reference: Any, name: Any, is_example: Any, strategy: Any = None
) -> list[Any]:
    """What every kind selects. `name`: the organisation's; `key`: text that no other row of the kind has.

    `strategy` narrows the line for those who work on some strategies only.
    """
    words = {"title": title, "key": key, "reference": reference, "name": name}
    return [
        type_coerce(since, Instant).label("since"),
        *(cast(value, String).label(label) for label, value in words.items()),
        is_example.label("is_example"),
        cast(strategy, Integer).label("strategy"),
    ]


def queue_for(person: Any, number: int) -> Queue:
    """The line as this person sees it: a narrowed verifier only the strategies given to him or her."""
    kinds = [kind for _order, kind in sorted(_kinds.items())]
    asked = [(kind, kind.rows(person)) for kind in kinds]
    named = [rows.add_columns(_name(kind)) for kind, rows in asked if rows is not None]
    line = _narrowed(union_all(*named).subquery(), strategies_seen_by(person))
    counts = _counts(line, kinds)
    page = Page(_rows(line, kinds, number), number, sum(count.number for count in counts), ON_DESK)
    return Queue(page, counts)


def strategies_seen_by(user: Any) -> frozenset[int]:
    """The strategies this person's work is narrowed to; empty means all (the Sekda, administrators)."""
    others = {Role.ADMIN, Role.SEKDA, Role.NOTE_TAKER}
    numbers: frozenset[int] = user.strategy_numbers
    return frozenset() if any(user.has_role(role) for role in others) else numbers


def _narrowed(line: Subquery, strategies: frozenset[int]) -> Subquery:
    """What has a strategy waits only for who works on it; the rest waits for everybody."""
    if not strategies:
        return line
    seen = or_(line.c.strategy.is_(None), line.c.strategy.in_(strategies))
    return select(line).where(seen).subquery()


def _name(kind: Kind) -> Any:
    return cast(literal(kind.name), String).label("kind")


def _counts(line: Subquery, kinds: Sequence[Kind]) -> list[Count]:
    """Every kind with its count, also where nothing waits: the overview keeps its shape."""
    grouped = select(line.c.kind, func.count(), func.min(line.c.since)).group_by(line.c.kind)
    found = {name: (number, _days(oldest)) for name, number, oldest in db.session.execute(grouped)}
    return [Count(kind, *found.get(kind.name, (0, 0))) for kind in kinds]


def _rows(line: Subquery, kinds: Sequence[Kind], number: int) -> list[Waiting]:
    ordered = select(line).order_by(line.c.since, line.c.kind, line.c.reference, line.c.key)
    rows = db.session.execute(ordered.limit(ON_DESK).offset((number - 1) * ON_DESK)).all()
    told: dict[tuple[str, str], Told] = {}
    for kind in kinds:
        own = [row for row in rows if row.kind == kind.name]
        told |= {(kind.name, key): each for key, each in kind.told(own).items()} if own else {}
    return [_waiting(row, told[row.kind, row.key]) for row in rows]


def _waiting(row: Row[Any], told: Told) -> Waiting:
    return Waiting(row.title, told.url, told.words, _days(row.since), row.is_example)


def _days(since: datetime) -> int:
    return working_days(in_wib(since).date(), today())
