"""The clock of the district: instants are kept in UTC, days and quarters are counted in WIB (UTC+7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
_fixed: ContextVar[datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The present day in WIB."""
    return now().astimezone(WIB).date()


def in_wib(instant: datetime) -> datetime:
    """The same instant on a clock in Stabat."""
    return instant.astimezone(WIB)


def end_of(day: date) -> datetime:
    """The first instant after a day in WIB."""
    return datetime.combine(day + timedelta(days=1), time(), WIB)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let the clock stand at an instant: for tests, and for example data that tells of past years."""
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
