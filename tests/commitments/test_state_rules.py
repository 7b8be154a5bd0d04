"""What a commitment is on a day, why it is late, and when silence begins: pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.commitments.rules import CommitmentState, CommitmentStatus
from portal.commitments.state_rules import (
    Facts,
    LateReason,
    freshness_of,
    reported_on,
    silence_before,
    state_of,
    why_late,
)
from portal.core.terms import Terms

S, T = CommitmentStatus, CommitmentState
START, END = date(2027, 1, 1), date(2027, 6, 30)
PLEDGE = Facts(S.VERIFIED, START, END)
TERMS = Terms()
DAYS = some.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 12, 31), T.PLANNED),
        (START, T.RUNNING),
        (END, T.RUNNING),
        (date(2027, 7, 1), T.LATE),
    ],
)
def test_a_verified_pledge_without_reports_is_planned_running_or_late_by_the_calendar(today, state) -> None:
    assert state_of(PLEDGE, today, TERMS) is state


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 4, 15), T.RUNNING),
        (date(2027, 4, 16), T.LATE),
        (date(2027, 7, 1), T.LATE),
        (date(2027, 7, 2), T.SILENT),
        (date(2040, 1, 1), T.SILENT),
    ],
)
def test_an_overdue_report_makes_it_late_and_half_a_year_without_any_silent(today, state) -> None:
    owing = Facts(S.VERIFIED, START, END, report_due_on=date(2027, 4, 15), heard_on=START)
    assert state_of(owing, today, TERMS) is state


@pytest.mark.parametrize("status", [s for s in S if s is not S.VERIFIED])
def test_other_states_do_not_change_with_the_calendar(status: S) -> None:
    closed = Facts(status, START, END, START, START)
    assert state_of(closed, date(2030, 1, 1), TERMS).value == status.value
    assert why_late(closed, date(2030, 1, 1)) == []
    assert freshness_of(closed, date(2030, 1, 1), TERMS) is None


def test_a_verified_pledge_without_dates_is_planned() -> None:
    assert state_of(Facts(S.VERIFIED, heard_on=START), date(2030, 1, 1), TERMS) is T.PLANNED


def test_every_reason_for_being_late_is_told_with_its_first_day() -> None:
    owing = Facts(S.VERIFIED, START, END, report_due_on=date(2027, 7, 15))
    assert why_late(owing, END) == []
    assert why_late(owing, date(2027, 7, 16)) == [
        (LateReason.PERIOD, date(2027, 7, 1)),
        (LateReason.REPORT, date(2027, 7, 16)),
    ]


@given(DAYS, DAYS, some.integers(1, 24))
def test_silence_is_told_from_its_very_first_day(heard_on: date, today: date, months: int) -> None:
    terms = Terms(silent_months=months)
    facts = Facts(S.VERIFIED, date(2020, 1, 1), END, heard_on=heard_on)
    fresh = freshness_of(facts, today, terms)
    assert fresh is not None and fresh.days == (today - heard_on).days
    silent = state_of(facts, today, terms) is T.SILENT
    assert silent == (heard_on < silence_before(today, terms)) == (fresh.silent_since is not None)
    if fresh.silent_since:
        assert state_of(facts, fresh.silent_since, terms) is T.SILENT
        assert state_of(facts, fresh.silent_since - timedelta(days=1), terms) is not T.SILENT


def test_only_what_came_after_the_beginning_in_public_was_a_report() -> None:
    heard = Facts(S.VERIFIED, START, END, heard_on=date(2027, 4, 20))
    assert reported_on(heard, date(2027, 2, 1)) == date(2027, 4, 20)
    assert reported_on(heard, date(2027, 4, 20)) is None
    assert reported_on(heard, date(2027, 4, 20), has_figures=True) == date(2027, 4, 20)
    assert reported_on(PLEDGE, START) is None
