"""Which quarters are owed: edges of quarters, years and silence."""

from datetime import date

import pytest

from portal.commitments.reporting_rules import due_on, first_quarter, heard_on, next_owed, owed_until
from portal.core.values import Quarter, months_before

Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)


def test_a_quarter_ends_on_its_last_day_and_the_year_turns() -> None:
    assert Quarter(2026, 4).last_day == date(2026, 12, 31)
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2027, 1).previous == Quarter(2026, 4)
    assert Quarter(2024, 1).last_day == date(2024, 3, 31)


@pytest.mark.parametrize("slug", ["2026-0", "2026-5", "26-1", "2026-1x", "", "2026"])
def test_an_address_names_a_quarter_or_none(slug: str) -> None:
    assert Quarter.from_slug(slug) is None
    assert Quarter.from_slug("2026-3") == Q3


def test_the_first_owed_is_that_in_which_it_had_begun_and_was_public() -> None:
    assert first_quarter(date(2026, 1, 1), date(2026, 5, 2)) == Q2
    assert first_quarter(date(2026, 7, 1), date(2026, 5, 2)) == Q3


def test_a_report_is_due_fifteen_days_after_its_quarter() -> None:
    assert due_on(Quarter(2026, 4), 15) == date(2027, 1, 15)


def test_owed_is_what_is_over_and_not_handed_in_oldest_first() -> None:
    assert owed_until(Q1, {Q2}, date(2026, 10, 1)) == [Q1, Q3]
    assert owed_until(Q1, {Q2}, date(2026, 9, 30)) == [Q1]
    assert owed_until(Q1, set(), date(2026, 3, 31)) == []


def test_the_next_owed_may_still_be_running() -> None:
    assert next_owed(Q1, {Q1, Q2}) == Q3
    assert next_owed(Q1, {Q2}) == Q1


def test_silence_counts_from_the_last_verified_report_or_the_beginning() -> None:
    assert heard_on(date(2026, 1, 1), date(2026, 2, 1), None) == date(2026, 2, 1)
    assert heard_on(date(2026, 1, 1), date(2026, 2, 1), date(2026, 4, 9)) == date(2026, 4, 9)
    assert heard_on(date(2026, 6, 1), date(2026, 2, 1), None) == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
    ],
)
def test_months_before_end_on_a_day_that_exists(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
