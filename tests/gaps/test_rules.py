"""How long a pocket waits, and when leads overlap: pure, against a naive recount day by day."""

from collections import namedtuple
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.commitments.rules import CommitmentStatus
from portal.commitments.state_rules import Facts
from portal.core.terms import Terms
from portal.core.values import months_before
from portal.gaps.rules import helped_until, months_without, waiting_since
from portal.overlaps.rules import windows_of

TODAY = date(2026, 7, 15)
Promise = namedtuple("Promise", "lead starts ends")
DAYS = some.integers(0, 30).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
PROMISES = some.lists(some.builds(Promise, some.integers(1, 5), DAYS, DAYS), max_size=9)


def facts(starts=date(2026, 1, 1), ends=date(2026, 12, 31), status=CommitmentStatus.VERIFIED, heard=None):
    return Facts(status, starts, ends, None, heard)


@pytest.mark.parametrize(
    ("since", "months"),
    [(date(2026, 7, 15), 0), (date(2026, 6, 16), 0), (date(2026, 6, 15), 1), (date(2025, 7, 15), 12)]
    + [(date(2026, 9, 1), 0), (None, None)],
)
def test_months_without_help_are_whole_ones(since, months):
    assert months_without(since, TODAY) == months


@given(some.integers(0, 40))
def test_so_many_months_before_today_is_so_many_months(months):
    assert months_without(months_before(date(2026, 5, 31), months), date(2026, 5, 31)) == months


def test_help_that_ended_says_more_than_the_decision():
    assert waiting_since(date(2025, 3, 1), date(2025, 6, 1)) == date(2025, 3, 1)
    assert waiting_since(None, date(2025, 6, 1)) == date(2025, 6, 1)
    assert waiting_since(None, None) is None


def test_a_silent_promise_stood_until_it_was_last_heard_of():
    assert helped_until(facts(heard=date(2026, 1, 2)), None, TODAY, Terms()) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("closed", "until"),
    [(date(2026, 3, 1), date(2026, 3, 1)), (date(2026, 7, 1), date(2026, 5, 31)), (date(2025, 12, 1), None)],
)
def test_a_closed_promise_stood_until_it_was_closed_or_over(closed, until):
    called_off = facts(ends=date(2026, 5, 31), status=CommitmentStatus.CANCELLED)
    assert helped_until(called_off, closed, TODAY, Terms()) == until


def test_a_promise_to_come_helped_nobody_yet():
    assert helped_until(facts(starts=date(2027, 1, 1)), None, TODAY, Terms()) is None


def test_three_leads_after_one_another_do_not_overlap():
    months = [Promise(n, date(2026, n, 1), date(2026, n + 1, 1) - timedelta(days=1)) for n in (1, 2, 3)]
    assert windows_of(months, 2) == []


def test_two_promises_of_one_lead_are_one_lead():
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert windows_of([Promise(1, *year), Promise(1, *year), Promise(2, *year)], 3) == []


@given(PROMISES, some.integers(1, 4))
def test_windows_hold_exactly_the_days_with_enough_leads(promises, least):
    counted = {}
    for n in range(31):
        day = date(2026, 1, 1) + timedelta(days=n)
        there = [each for each in promises if each.starts <= day <= each.ends]
        if len({each.lead for each in there}) >= least:
            counted[day] = there
    found = windows_of(promises, least)
    days = [w.starts + timedelta(days=n) for w in found for n in range((w.ends - w.starts).days + 1)]
    assert days == sorted(counted)
    for window in found:
        inside = [there for day, there in counted.items() if window.starts <= day <= window.ends]
        assert window.leads == max(len({each.lead for each in there}) for there in inside)
        assert set(window.promises) == {each for there in inside for each in there}
