"""What waits, how much, and where a dot stands."""

import pytest

from portal.public.rules import Box, gap_level, missing, step, urgency


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 1), (2, 2), (4, 3), (6, 4), (7, 5), (99, 5)])
def test_the_ladder_has_fixed_steps(count: int, expected: int) -> None:
    assert step(count) == expected


def test_four_gaps_and_more_share_a_colour() -> None:
    assert [gap_level(n) for n in (0, 1, 4, 7)] == [0, 1, 4, 4]


def test_what_nobody_serves_is_missing() -> None:
    assert missing({1, 3}, [2, 3, 4, 5]) == [2, 4, 5]


def test_more_pockets_wait_more() -> None:
    assert urgency(7, 2) > urgency(6, 2) > urgency(6, 1)


def test_north_is_up_and_east_is_right() -> None:
    box = Box.around([(3.0, 98.0), (4.0, 98.5)])
    assert box.place(4.0, 98.5, 100) == (100.0, 0.0)
    assert box.place(3.0, 98.0, 100) == (0.0, 200.0)
    assert box.height(100) == 200


def test_a_single_point_is_drawn_too() -> None:
    assert Box.around([(3.0, 98.0)]).place(3.0, 98.0, 100) == (0.0, 0.0)
