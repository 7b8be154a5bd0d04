"""Which quarters a commitment owes a report for, and when each is due. Pure.

Reports are quarterly by the WIB calendar, as government reporting is (PP 39/2006, form A). A commitment owes
one for every quarter from its first until it is closed: a date passing never turns a silent project into a
finished one.
"""

from collections.abc import Collection
from datetime import date, timedelta

from portal.core.values import Quarter


def first_quarter(starts_on: date, verified_on: date) -> Quarter:
    """The first that is owed: the commitment has begun and is public."""
    return Quarter.of(max(starts_on, verified_on))


def due_on(quarter: Quarter, report_days: int) -> date:
    """The last day on which a quarter's report is in time."""
    return quarter.last_day + timedelta(days=report_days)


def next_owed(first: Quarter, handed_in: Collection[Quarter]) -> Quarter:
    """The earliest quarter without a report that was handed in (waiting or verified)."""
    quarter = first
    while quarter in handed_in:
        quarter = quarter.next
    return quarter


def owed_until(first: Quarter, handed_in: Collection[Quarter], today: date) -> list[Quarter]:
    """Every quarter that is over and has no report, oldest first."""
    owed, quarter = [], first
    while quarter.last_day < today:
        if quarter not in handed_in:
            owed.append(quarter)
        quarter = quarter.next
    return owed


def heard_on(starts_on: date, verified_on: date, report_verified_on: date | None) -> date:
    """From which day silence counts: the latest verified report, else the beginning in public."""
    begun = max(starts_on, verified_on)
    return max(begun, report_verified_on) if report_verified_on else begun
