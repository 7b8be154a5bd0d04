"""Numbers, dates and times as Indonesian papers write them (EYD), whatever the language of the site. Pure."""

from datetime import date, datetime

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SMALL = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
TEN, TWENTY, HUNDRED, THOUSAND, MILLION = 10, 20, 100, 1000, 1_000_000


def number_in_words(number: int) -> str:
    """13 → "tiga belas", 1000 → "seribu". Raises ValueError below 0 and from a million on."""
    if not 0 <= number < MILLION:
        raise ValueError(number)
    if number < len(SMALL):
        return SMALL[number]
    if number < TWENTY:
        return f"{SMALL[number - TEN]} belas"
    if number < HUNDRED:
        return _joined(f"{SMALL[number // TEN]} puluh", number % TEN)
    if number < THOUSAND:
        return _joined(_counted(number // HUNDRED, "ratus"), number % HUNDRED)
    return _joined(_counted(number // THOUSAND, "ribu"), number % THOUSAND)


def _counted(count: int, unit: str) -> str:
    return f"se{unit}" if count == 1 else f"{number_in_words(count)} {unit}"


def _joined(head: str, rest: int) -> str:
    return f"{head} {number_in_words(rest)}" if rest else head


def date_in_words(day: date) -> str:
    """Jumat tanggal tiga belas bulan Desember tahun dua ribu dua puluh empat."""
    year = number_in_words(day.year)
    month = MONTHS[day.month - 1]
    return f"{weekday(day)} tanggal {number_in_words(day.day)} bulan {month} tahun {year}"


def weekday(day: date) -> str:
    return DAYS[day.weekday()]


def long_date(day: date) -> str:
    """13 Desember 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """Jumat, 13 Desember 2024."""
    return f"{weekday(day)}, {long_date(day)}"


def clock_time(moment: datetime) -> str:
    """09.00: a full stop between hour and minute."""
    return f"{moment:%H.%M}"


def time_span(starts: datetime, ends: datetime | None) -> str:
    """Pukul 09.00 WIB s.d. selesai. Both in WIB."""
    until = f"{clock_time(ends)} WIB" if ends else "selesai"
    return f"pukul {clock_time(starts)} WIB s.d. {until}"


def amount(number: int, unit: str) -> str:
    """2 (dua) orang."""
    return f"{number} ({number_in_words(number)}) {unit}"
