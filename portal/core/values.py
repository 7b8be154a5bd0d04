"""Values that every room speaks in. Rupiah are whole numbers, quantities exact decimals."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Self

SMALL_COUNT = 5  # counts of people or households from 1 to 4 are masked at desa level and below (UU 27/2022)
MASKED = "<5"
MAX_RUPIAH = 10**15
MAX_COUNT = 10_000_000
_POSSIBLE_NIK = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?!\d)")


def parse_rupiah(text: str) -> int:
    """Rupiah as people type them: "185000000", "Rp 185.000.000,-". Raises ValueError for the rest."""
    bare = re.sub(r"^\s*rp\.?\s*", "", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r",(-|0{1,2})$", "", bare.strip())
    if not re.fullmatch(r"[0-9]{1,15}|[0-9]{1,3}(?:[. ][0-9]{3})+", bare):
        raise ValueError(text)
    return int(re.sub(r"\D", "", bare))


def parse_quantity(text: str) -> Decimal:
    """A quantity as people type it: "1.250,5" or "1250.5"; at most three decimals. Raises ValueError."""
    bare = text.strip().replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?", bare) or re.fullmatch(r"\d+,\d{1,3}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,3})?", bare):
        raise ValueError(text)
    try:
        return Decimal(bare)
    except InvalidOperation as error:  # pragma: no cover - the pattern above leaves no such text
        raise ValueError(text) from error


def has_possible_nik(text: str) -> bool:
    """Whether a run of 16 digits, perhaps spaced or dotted, stands in the text: it may be somebody's NIK."""
    return bool(_POSSIBLE_NIK.search(text))


def hide_possible_nik(text: str) -> str:
    """The text with an x for each run of figures that may be somebody's NIK."""
    return _POSSIBLE_NIK.sub("x", text)


def masked(count: int | None) -> int | str | None:
    """A count of people or households as the public may see it at desa level or below."""
    return MASKED if count is not None and 0 < count < SMALL_COUNT else count


@dataclass(frozen=True, order=True)
class Quarter:
    """A triwulan of the calendar year: number 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def from_slug(cls, slug: str) -> Self | None:
        """The quarter that an address names ("2026-2"), or None."""
        found = re.fullmatch(r"(20\d\d)-([1-4])", slug)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def roman(self) -> str:
        return ("I", "II", "III", "IV")[self.number - 1]

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Self:
        return type(self)(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> Self:
        return type(self).of(self.first_day - timedelta(days=1))


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    starts_on: date
    ends_on: date

    def overlaps(self, other: "Period") -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on
