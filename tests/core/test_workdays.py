"""Working days: Monday to Friday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.workdays import working_days

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, 0), (1, 0), (2, 0), (3, 1), (7, 5), (10, 6), (14, 10), (-3, 0)]
)
def test_the_weekend_does_not_count(days, expected):
    assert working_days(FRIDAY, FRIDAY + timedelta(days=days)) == expected


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_it_equals_counting_day_by_day(since, length):
    until = since + timedelta(days=length)
    counted = sum((since + timedelta(days=n)).weekday() < 5 for n in range(1, length + 1))
    assert working_days(since, until) == counted
