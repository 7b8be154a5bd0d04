"""A quarterly report's life cycle, and how its figures to date and of the quarter hang together. Pure.

Figures are totals to date ("sampai triwulan ini"), as the person who reports knows them; what a quarter
brought is the difference to the report before. So a correction is one later report, and no sum counts twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portal.commitments.reporting_rules import due_on, next_owed
from portal.core.values import Quarter
from portal.core.wording import Word, _l


class ReportStatus(Word):
    DRAFT = "draft", "draf", _l("Draf")
    SUBMITTED = "submitted", "diajukan", _l("Menunggu verifikasi")
    RETURNED = "returned", "dikembalikan", _l("Perlu perbaikan")
    VERIFIED = "verified", "terverifikasi", _l("Terverifikasi")


class ReportState(Word):
    """What is shown of one quarter of one commitment: the stored status, or what stands in its place."""

    OPEN = "open", "belum", _l("Belum dilaporkan")
    OVERDUE = "overdue", "terlambat", _l("Terlambat")
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
HANDED_IN = frozenset({S.SUBMITTED, S.VERIFIED})  # the partner did its part; only VERIFIED is realised


def may_move(old: ReportStatus, new: ReportStatus) -> bool:
    return new in MOVES[old]


def state_of(status: ReportStatus | None, due_on: date, today: date) -> ReportState:
    """What is shown: what nobody has begun is open, or overdue once its day has passed."""
    if status is not None:
        return ReportState.of(status.value)
    return ReportState.OVERDUE if due_on < today else ReportState.OPEN


def first_in_the_way(
    quarter: Quarter, first: Quarter, statuses: Mapping[Quarter, ReportStatus]
) -> Quarter | None:
    """The earliest quarter that must be reported before this one, or None.

    Reports come in order, so that totals to date can be compared; one that the office returned holds nobody
    up. The quarter before the first that is owed needs no report.
    """
    each = first
    while each < quarter:
        if statuses.get(each, S.DRAFT) is S.DRAFT:
            return each
        each = each.next
    return None


def next_due(
    first: Quarter, reports: Mapping[Quarter, tuple[ReportStatus, date | None]], report_days: int
) -> date:
    """When the most urgent report is due that is not handed in.

    `reports` gives each quarter's status and the day of its last return. Whoever handed in gets as many days
    again after a return, so that the time which the office took makes nobody late.
    """
    begun = {each for each, (status, _day) in reports.items() if status is not S.DRAFT}
    due = [due_on(next_owed(first, begun), report_days)]
    due += [
        due_again(each, day, report_days) for each, (status, day) in reports.items() if status is S.RETURNED
    ]
    return min(due)


def due_again(quarter: Quarter, returned_on: date | None, report_days: int) -> date:
    """When a report is due, given the day on which the office last returned it, if it did."""
    due = due_on(quarter, report_days)
    return max(due, returned_on + timedelta(days=report_days)) if returned_on else due


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


class Verdict(Word):
    """What the office may decide about a report that waits; COMPLETE only about a last one."""

    VERIFY = "verify", "verifikasi", _l("Verifikasi")
    COMPLETE = "complete", "selesai", _l("Verifikasi, dan nyatakan komitmen selesai")
    RETURN = "return", "kembalikan", _l("Kembalikan untuk diperbaiki")
