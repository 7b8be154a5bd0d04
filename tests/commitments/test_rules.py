"""The life cycle of a commitment and sums of its lines: pure rules."""

import pytest

from portal.commitments.rules import (
    MOVES,
    CommitmentStatus,
    may_move,
    total,
)

S = CommitmentStatus


def test_every_status_has_its_moves_and_only_drafts_and_returned_are_submitted() -> None:
    assert set(MOVES) == set(S)
    assert {old for old in S if may_move(old, S.SUBMITTED)} == {S.DRAFT, S.RETURNED}


@pytest.mark.parametrize("values, sum_", [([], None), ([None], None), ([None, 0], 0), ([1, None, 2], 3)])
def test_a_sum_is_unknown_when_nothing_has_a_value(values: list[int | None], sum_: int | None) -> None:
    assert total(values) == sum_
