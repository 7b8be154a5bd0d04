"""The life of a piece of evidence."""

import pytest

from portal.evidence.rules import MOVES, EvidenceState, may_move

S = EvidenceState


@pytest.mark.parametrize("old", S)
@pytest.mark.parametrize("new", S)
def test_only_the_moves_of_the_table_are_moves(old: EvidenceState, new: EvidenceState) -> None:
    allowed = {(S.PRIVATE, S.RELEASED), (S.RELEASED, S.WITHHELD), (S.WITHHELD, S.RELEASED)}
    assert may_move(old, new) is ((old, new) in allowed)
    assert set(MOVES) == set(S)
