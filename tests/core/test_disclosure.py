"""Small counts of people stay hidden, also from those who subtract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.disclosure import AtLeast, Count, counts_people, shown_change, shown_total

SMALL = st.integers(1, 4)
COUNTS = st.lists(st.builds(Count, st.integers(0, 50), st.booleans()), min_size=2, max_size=6)


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (1, "<5"), (4, "<5"), (5, 5), (None, None)])
def test_counts_from_1_to_4_are_masked_in_a_village(value: int | None, shown: object) -> None:
    assert Count(value, True).shown == shown


def test_a_kecamatan_is_large_enough_to_be_told() -> None:
    assert Count(3, False).shown == 3


def test_a_sum_of_what_is_visible_is_exact() -> None:
    assert shown_total([Count(40, True), Count(12, True), Count(None, True)]) == 52


def test_a_single_masked_count_stays_masked_in_the_sum() -> None:
    assert shown_total([Count(3, True), Count(None, True)]) == "<5"


def test_a_masked_count_among_others_leaves_a_lower_bound() -> None:
    assert shown_total([Count(40, True), Count(3, True)]) == AtLeast(41)


def test_nothing_counted_has_no_sum() -> None:
    assert shown_total([Count(None, True)]) is None


@given(COUNTS, SMALL, SMALL)
def test_the_sum_is_the_same_whatever_the_masked_count_was(
    others: list[Count], one: int, another: int
) -> None:
    assert shown_total([*others, Count(one, True)]) == shown_total([*others, Count(another, True)])


@given(COUNTS)
def test_the_lower_bound_is_never_above_the_truth(counts: list[Count]) -> None:
    total = shown_total(counts)
    least = total.least if isinstance(total, AtLeast) else total
    assert isinstance(least, int) and least <= sum(count.value or 0 for count in counts)


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        (None, 9, None),
        (9, None, 9),
        (9, 2, AtLeast(5)),
        (3, 0, "<5"),
        (3, 9, "<5"),
        (0, 3, "<5"),
        (12, 9, "<5"),
        (12, 6, 6),
    ],
)
def test_what_a_quarter_brought_is_masked_like_the_totals(now, before, shown) -> None:
    assert shown_change(now, before, True) == shown


@given(st.integers(0, 60), SMALL, SMALL)
def test_a_change_is_the_same_whatever_the_masked_total_was(now: int, one: int, another: int) -> None:
    assert shown_change(now, one, True) == shown_change(now, another, True)
    assert shown_change(one, now, True) == shown_change(another, now, True)


def test_a_change_in_a_kecamatan_is_told_as_it_is() -> None:
    assert shown_change(3, 9, False) == -6


@pytest.mark.parametrize(
    "unit", ["KK", "orang", "rumah tangga", "siswa", "kepala keluarga", "penerima bantuan"]
)
def test_units_that_count_people_are_known(unit: str) -> None:
    assert counts_people(unit)


@pytest.mark.parametrize("unit", ["unit rumah", "km", "paket", ""])
def test_units_that_count_things_are_told_apart(unit: str) -> None:
    assert not counts_people(unit)
