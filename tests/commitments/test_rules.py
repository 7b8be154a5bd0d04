"""The life cycle and what is derived from the calendar: pure rules."""

from datetime import date

import pytest

from portal.commitments.rules import (
    MOVES,
    CommitmentState,
    CommitmentStatus,
    may_move,
    state_of,
    total,
)

S, T = CommitmentStatus, CommitmentState
START, END = date(2027, 1, 1), date(2027, 6, 30)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 12, 31), T.PLANNED),
        (START, T.RUNNING),
        (END, T.RUNNING),
        (date(2027, 7, 1), T.LATE),
    ],
)
def test_a_verified_pledge_is_planned_running_or_late_by_the_calendar(today: date, state: T) -> None:
    assert state_of(S.VERIFIED, START, END, today) is state


@pytest.mark.parametrize("status", [s for s in S if s is not S.VERIFIED])
def test_other_states_do_not_change_with_the_calendar(status: S) -> None:
    assert state_of(status, START, END, date(2030, 1, 1)).value == status.value


def test_a_verified_pledge_without_dates_is_planned() -> None:
    assert state_of(S.VERIFIED, None, None, START) is T.PLANNED


def test_every_status_has_its_moves_and_only_drafts_and_returned_are_submitted() -> None:
    assert set(MOVES) == set(S)
    assert {old for old in S if may_move(old, S.SUBMITTED)} == {S.DRAFT, S.RETURNED}


@pytest.mark.parametrize("values, sum_", [([], None), ([None], None), ([None, 0], 0), ([1, None, 2], 3)])
def test_a_sum_is_unknown_when_nothing_has_a_value(values: list[int | None], sum_: int | None) -> None:
    assert total(values) == sum_
