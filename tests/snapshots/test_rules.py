"""Which quarters are over, and how people write one."""

from datetime import date

import pytest

from portal.core.values import Quarter
from portal.snapshots.rules import finished, missing, quarter_of


@pytest.mark.parametrize("text", ["2026-Q3", "2026-q3", " 2026-3 "])
def test_a_quarter_is_named_in_both_ways(text):
    assert quarter_of(text) == Quarter(2026, 3)


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "Q3-2026", "2026-QQ3"])
def test_anything_else_is_no_quarter(text):
    assert quarter_of(text) is None


def test_finished_are_those_from_the_first_promise_to_the_last_that_is_over():
    assert finished(None, date(2026, 1, 1)) == []
    assert finished(date(2025, 12, 31), date(2025, 12, 31)) == []
    assert finished(date(2025, 8, 1), date(2026, 1, 1)) == [Quarter(2025, 3), Quarter(2025, 4)]
    assert missing([Quarter(2025, 3), Quarter(2025, 4)], [Quarter(2025, 3)]) == [Quarter(2025, 4)]
