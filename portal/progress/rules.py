"""A quarterly report's life cycle, and how its figures to date and of the quarter hang together. Pure.

Figures are totals to date ("sampai triwulan ini"), as the person who reports knows them; what a quarter
brought is the difference to the report before. So a correction is one later report, and no sum counts twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from portal.core.wording import Word, _l


class ReportStatus(Word):
    DRAFT = "draft", "draf", _l("Draf")
    SUBMITTED = "submitted", "diajukan", _l("Menunggu verifikasi")
    RETURNED = "returned", "dikembalikan", _l("Perlu perbaikan")
    VERIFIED = "verified", "terverifikasi", _l("Terverifikasi")


S = ReportStatus
MOVES: dict[ReportStatus, frozenset[ReportStatus]] = {
    S.DRAFT: frozenset({S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.RETURNED, S.VERIFIED}),
    S.RETURNED: frozenset({S.SUBMITTED}),
    S.VERIFIED: frozenset(),
}
EDITABLE = frozenset({S.DRAFT, S.RETURNED})
HANDED_IN = frozenset(
    {S.SUBMITTED, S.VERIFIED}
)  # the partner has done its part; only VERIFIED counts as realised


def may_move(old: ReportStatus, new: ReportStatus) -> bool:
    return new in MOVES[old]


@dataclass(frozen=True)
class Figures:
    """What was realised at one place or at several together; None where nobody said.

    rupiah: whole rupiah · quantity: in the commitment's unit · households, people, women, men, disabled
    (people with disabilities): heads reached.
    """

    rupiah: int | None = None
    quantity: Decimal | None = None
    households: int | None = None
    people: int | None = None
    women: int | None = None
    men: int | None = None
    disabled: int | None = None

    def __sub__(self, before: "Figures") -> "Figures":
        """What came between two totals to date; None stays None, and counts from nothing."""
        pairs = ((f.name, getattr(self, f.name), getattr(before, f.name)) for f in fields(self))
        return _figures({name: _minus(value, earlier) for name, value, earlier in pairs})


NOTHING = Figures()


def _minus(value: int | Decimal | None, before: int | Decimal | None) -> int | Decimal | None:
    return None if value is None else value - (before or 0)


def total_of(figures: Sequence[Figures]) -> Figures:
    """Places together; a sum is None when no place has the value. Heads are those of the places."""
    return _figures({f.name: _sum([getattr(each, f.name) for each in figures]) for f in fields(Figures)})


def _figures(values: dict[str, Any]) -> Figures:
    return Figures(**values)


def _sum(values: Sequence[int | Decimal | None]) -> int | Decimal | None:
    given = [value for value in values if value is not None]
    return sum(given[1:], given[0]) if given else None
