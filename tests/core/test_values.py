"""Rupiah, quantities, quarters, masks and possible NIKs, as people type them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.core import clock
from portal.core.values import Period, Quarter, has_possible_nik, masked, parse_quantity, parse_rupiah


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("185000000", 185_000_000),
        ("185.000.000", 185_000_000),
        ("Rp 185.000.000,-", 185_000_000),
        ("Rp. 1.500.000,00", 1_500_000),
        ("rp0", 0),
    ],
)
def test_rupiah_is_read_as_offices_type_it(typed: str, rupiah: int) -> None:
    assert parse_rupiah(typed) == rupiah


@pytest.mark.parametrize("typed", ["", "185 juta", "1.5", "-5", "1,5", "1e9", "１２３", "12.34.567"])
def test_what_is_no_whole_rupiah_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_rupiah(typed)


@given(some.integers(0, 10**15 - 1))
def test_rupiah_written_with_dots_comes_back(value: int) -> None:
    assert parse_rupiah(f"Rp{value:,}".replace(",", ".")) == value


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("40", "40"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.250,5", "1250.5"),
        ("1.250", "1250"),
        ("0,125", "0.125"),
    ],
)
def test_quantities_are_read_in_the_indonesian_way_first(typed: str, quantity: str) -> None:
    assert parse_quantity(typed) == Decimal(quantity)


@pytest.mark.parametrize("typed", ["", "-1", "1.2345", "1,2345", "banyak", "NaN", "Infinity", "1e3"])
def test_what_is_no_quantity_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_quantity(typed)


@pytest.mark.parametrize(
    ("count", "shown"), [(None, None), (0, 0), (1, "<5"), (4, "<5"), (5, 5), (1000, 1000)]
)
def test_counts_from_one_to_four_are_masked(count: int | None, shown: int | str | None) -> None:
    assert masked(count) == shown


@pytest.mark.parametrize(
    "text", ["1205071234560001", "NIK 1205 0712 3456 0001.", "12.05.07.123456.0001", "a1205071234560001b"]
)
def test_sixteen_digits_may_be_a_nik(text: str) -> None:
    assert has_possible_nik(text)


@pytest.mark.parametrize(
    "text",
    ["Rp185.000.000", "0812 3456 7890", "120507123456000", "12050712345600012", "2026-11-24 dan 2026-12-31"],
)
def test_other_numbers_are_no_nik(text: str) -> None:
    assert not has_possible_nik(text)


def test_a_day_begins_at_midnight_in_stabat() -> None:
    with clock.at(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)):
        assert clock.today() == date(2027, 1, 1)
    with clock.at(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)]
)
def test_a_triwulan_has_three_months(month: int, quarter: int) -> None:
    assert Quarter.of(date(2026, month, 1)) == Quarter(2026, quarter)


def test_periods_overlap_on_a_single_common_day() -> None:
    spring = Period(date(2026, 1, 1), date(2026, 6, 30))
    assert spring.overlaps(Period(date(2026, 6, 30), date(2026, 7, 1)))
    assert not spring.overlaps(Period(date(2026, 7, 1), date(2026, 7, 2)))
