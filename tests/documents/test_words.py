"""Numbers, dates and times as papers write them."""

from datetime import date, datetime

import pytest

from portal.documents import words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (2000, "dua ribu"),
        (2024, "dua ribu dua puluh empat"),
        (9999, "sembilan ribu sembilan ratus sembilan puluh sembilan"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (999_999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_numbers_in_words(number: int, text: str) -> None:
    assert words.number_in_words(number) == text


def test_every_number_reads_back_as_itself() -> None:
    values = {word: number for number, word in enumerate(words.SMALL)}
    for number in range(10_000):
        assert read_back(words.number_in_words(number), values) == number


def read_back(text: str, values: dict[str, int]) -> int:
    """Another way round: words to a number."""
    total = current = 0
    for word in text.replace("seribu", "satu ribu").replace("seratus", "satu ratus").split():
        if word == "belas":
            current += 10
        elif word == "puluh":
            current += (current % 10) * 9
        elif word == "ratus":
            current *= 100
        elif word == "ribu":
            total, current = current * 1000, 0
        else:
            current += values[word]
    return total + current


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        words.number_in_words(number)


def test_a_date_in_words() -> None:
    expected = "Jumat tanggal tiga belas bulan Desember tahun dua ribu dua puluh empat"
    assert words.date_in_words(date(2024, 12, 13)) == expected
    assert words.day_and_date(date(2026, 11, 1)) == "Minggu, 1 November 2026"


def test_a_time_span_ends_at_a_time_or_when_it_is_over() -> None:
    nine, noon = datetime(2024, 12, 13, 9, 0), datetime(2024, 12, 13, 12, 30)  # noqa: DTZ001 - a wall clock
    assert words.time_span(nine, None) == "pukul 09.00 WIB s.d. selesai"
    assert words.time_span(nine, noon) == "pukul 09.00 WIB s.d. 12.30 WIB"
    assert words.amount(24, "orang") == "24 (dua puluh empat) orang"
