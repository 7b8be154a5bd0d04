"""Counts of people in files: masked alone, and as sums that give nothing away."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from portal.core.disclosure import AtLeast, Count, shown_total
from portal.opendata.rules import Total, shown_count, shown_quantity, shown_quantity_sum, shown_sum


def total_of(values):
    given = [value for value in values if value is not None]
    small = [value for value in given if 0 < value < 5]
    exact = sum(given) if given else None
    return Total(None if exact is None else exact - sum(small), len(small), len(given), exact)


def test_small_counts_are_masked_in_villages_only():
    assert [shown_count(n, True) for n in (None, 0, 1, 4, 5)] == [None, 0, "<5", "<5", 5]
    assert shown_count(3, False) == 3


def test_quantities_are_masked_where_the_unit_counts_people():
    assert shown_quantity(Decimal(3), "keluarga", True) == "<5"
    assert shown_quantity(Decimal(3), "unit rumah", True) == Decimal(3)


@given(some.lists(some.one_of(some.none(), some.integers(0, 9)), max_size=6))
def test_a_sum_says_what_the_pages_say(values):
    said = shown_total(Count(value, True) for value in values)
    shown = f">={said.least}" if isinstance(said, AtLeast) else said
    assert shown_sum(total_of(values)) == shown


def test_sums_of_quantities_are_in_units_again():
    assert shown_quantity_sum(Total(12_500, 0, 2, 12_500), "ton") == Decimal("12.5")
    assert shown_quantity_sum(Total(10_000, 1, 2, 13_000), "keluarga") == ">=11"
    assert shown_quantity_sum(Total(0, 1, 1, 3_000), "keluarga") == "<5"
    assert shown_quantity_sum(Total(None, 0, 0, None), "ton") is None
