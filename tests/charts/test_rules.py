"""Round scales, and columns that never promise more than there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.charts.rules import HEAD, PLOT, Amounts, Scale, bars_of, columns_of, height_of

RUPIAH = some.integers(0, 10**15)


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (0, (0, 1)),
        (7, (0, 2, 4, 6, 8)),
        (4_100_000_000, (0, 10**9, 2 * 10**9, 3 * 10**9, 4 * 10**9, 5 * 10**9)),
        (40_478_750_000, tuple(n * 10**10 for n in range(6))),
        (20_000_000_000, tuple(n * 5 * 10**9 for n in range(5))),
    ],
)
def test_a_scale_counts_in_steps_that_people_use(largest, ticks):
    assert Scale.of(largest).ticks == ticks


@given(RUPIAH)
def test_a_scale_holds_the_largest_amount_and_wastes_less_than_one_step(largest):
    ticks = Scale.of(largest).ticks
    assert len(ticks) <= 6 and ticks[-1] >= largest
    assert largest == 0 or ticks[-2] < largest


@given(some.lists(some.tuples(RUPIAH, RUPIAH, some.integers(-(10**15), 10**15)), min_size=1, max_size=12))
def test_columns_stand_on_the_ground_and_their_parts_make_the_whole(amounts):
    scale = Scale.of(max(max(a, b) for a, b, _ in amounts))
    for (promised, delivered, _), column in zip(amounts, columns_of(amounts, scale), strict=True):
        assert column.promised.y + column.promised.height == HEAD + PLOT
        assert column.before.y + column.before.height == HEAD + PLOT
        assert column.added.y + column.added.height == column.before.y
        assert (column.promised.height > 0) == (promised > 0)
        assert (column.before.height + column.added.height > 0) == (delivered > 0)
        assert column.promised.x >= 0 and column.promised.x + column.promised.width <= 100


def test_a_tick_stands_where_a_column_of_its_amount_ends():
    scale = Scale.of(40)
    assert height_of(40, scale) == HEAD and height_of(0, scale) == HEAD + PLOT
    assert columns_of([(20, 0, 0)], scale)[0].promised.y == height_of(20, scale)


def test_bars_are_shares_of_the_width_and_the_smallest_amount_is_seen():
    ((whole, part), (tiny, nothing)) = bars_of([(50, 25), (1, 0)], Scale((0, 50)))
    assert (whole.width, part.width) == (100, 50)
    assert tiny.width > 0 and nothing.width == 0 and tiny.y > whole.y + whole.height


def test_a_share_is_rounded_down_and_nothing_is_a_share_of_nothing():
    assert Amounts(pledged=3, realised=2).share == 66
    assert Amounts(pledged=3).share == 0
    assert Amounts(realised=2).share is None
