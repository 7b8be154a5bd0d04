"""Counts working days: Monday to Friday. Public holidays are announced year by year and are not left out."""

from datetime import date, timedelta

WEEK = 7
WORKDAYS = 5


def working_days(since: date, until: date) -> int:
    """How many working days began after `since`, up to and with `until`: 0 on the same day."""
    days = max((until - since).days, 0)
    weeks, rest = divmod(days, WEEK)
    extra = sum((until - timedelta(days=n)).weekday() < WORKDAYS for n in range(rest))
    return weeks * WORKDAYS + extra
