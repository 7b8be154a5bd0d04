"""The lists of reports: what the address asks, the questions above them, the columns of their file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.core.clock import today
from portal.core.errors import UnknownFilter
from portal.core.paging import PAGE_SIZE, Page
from portal.core.wording import Word, _, _l
from portal.organisations.queries import get_organisation
from portal.progress.owing import Owed, overdue_reports, owed_reports
from portal.progress.queries import ReportFilter, all_reports, list_reports
from portal.progress.rules import ReportStatus
from portal.strategies.choices import short_names
from portal.web import filters
from portal.web.filters import Panel, Select, options_of

FIRST_YEAR = 2024
COLUMNS = (
    "reference", "title", "organisation", "strategy", "quarter", "state", "due_on", "days_late",
    "first_submitted_at", "submitted_at", "verified_at", "no_progress", "is_final",
)  # fmt: skip


class OfficeList(Word):
    """The office's lists, by the filter `status`."""

    WAITING = "waiting", "diajukan", _l("Menunggu diperiksa")
    OVERDUE = "overdue", "terlambat", _l("Terlambat")
    RETURNED = "returned", "dikembalikan", _l("Perlu perbaikan")
    VERIFIED = "verified", "terverifikasi", _l("Terverifikasi")


STATUSES = {
    OfficeList.WAITING: ReportStatus.SUBMITTED,
    OfficeList.RETURNED: ReportStatus.RETURNED,
    OfficeList.VERIFIED: ReportStatus.VERIFIED,
}


@dataclass(frozen=True)
class OwedGroup:
    """What one commitment owes: the report that comes first, and how many quarters come after it."""

    first: Owed
    more: int


@dataclass(frozen=True)
class OfficeAsked:
    """What the office's address asks for."""

    which: OfficeList
    reports: ReportFilter


def owed_groups(owed: Sequence[Owed]) -> list[OwedGroup]:
    """One row for each commitment, in the order of their first report."""
    by_commitment: dict[int, list[Owed]] = {}
    for each in owed:
        by_commitment.setdefault(each.commitment_id, []).append(each)
    firsts = [(min(group, key=lambda each: each.quarter), len(group) - 1) for group in by_commitment.values()]
    return [OwedGroup(*row) for row in sorted(firsts, key=lambda row: (row[0].due_on, row[0].reference))]


def owed_of(actor: Any) -> list[OwedGroup]:
    """What this person's organisations owe today, oldest first."""
    return owed_groups(owed_reports(actor.organisation_ids, today()))


def asked_own(actor: Any) -> ReportFilter:
    """The filters of this request for the actor's own organisations. Raises UnknownFilter."""
    status = filters.word("status", ReportStatus)
    return ReportFilter(
        organisation_ids=actor.organisation_ids,
        year=filters.year(),
        quarter_number=filters.number("triwulan", 1, 4),
        statuses=frozenset({status}) if status else None,
        words=filters.text("q"),
    )


def own_panel() -> Panel:
    """State, year, quarter, words."""
    status = Select("status", _("Status"), [("", _("Semua status")), *options_of(ReportStatus)])
    return Panel([status, *_periods()], _("Cari judul atau nomor"))


def asked_office(narrowed: frozenset[int]) -> OfficeAsked:
    """The filters of this request; who is narrowed to some strategies sees those. Raises UnknownFilter."""
    which = filters.word("status", OfficeList) or OfficeList.WAITING
    strategy = filters.number("strategi", 1, 7)
    organisation = _organisation_id(filters.text("mitra"))
    status = STATUSES.get(which)
    asked = ReportFilter(
        organisation_ids=None if organisation is None else frozenset({organisation}),
        strategies=frozenset({strategy}) if strategy else narrowed or None,
        year=filters.year(),
        quarter_number=filters.number("triwulan", 1, 4),
        statuses=frozenset({status}) if status else None,
        words=filters.text("q"),
        waiting_first=which is OfficeList.WAITING,
    )
    return OfficeAsked(which, asked)


def office_panel() -> Panel:
    """State, strategy, year, quarter, words; a partner that a link names stays as a chip."""
    lists = [("", OfficeList.WAITING.label), *options_of(list(OfficeList)[1:])]
    return Panel(
        [
            Select("status", _("Status"), lists, default=OfficeList.WAITING.slug),
            Select("strategi", _("Strategi"), [("", _("Semua strategi")), *short_names()]),
            *_periods(),
        ],
        _("Cari judul, nomor, atau mitra"),
        {"mitra": filters.text("mitra")},
    )


def page_of(asked: OfficeAsked, number: int) -> Page[Any]:
    """One page of the office's list: reports, or those that are owed and late."""
    if asked.which is not OfficeList.OVERDUE:
        return list_reports(asked.reports, number)
    found = _overdue(asked.reports)
    first = (number - 1) * PAGE_SIZE
    return Page(found[first : first + PAGE_SIZE], number, len(found))


def rows_of(asked: OfficeAsked) -> Sequence[Any]:
    """The whole list."""
    return _overdue(asked.reports) if asked.which is OfficeList.OVERDUE else all_reports(asked.reports)


def _overdue(asked: ReportFilter) -> list[Owed]:
    """Of these nothing came, or they were not mended in time."""
    return [each for each in overdue_reports(asked.organisation_ids, today()) if _matches(each, asked)]


def cells(row: Any) -> tuple[Any, ...]:
    """The cells of COLUMNS for a report or for one that is owed."""
    told = [getattr(row, name, None) for name in COLUMNS[8:]]
    return (
        row.reference, row.title, row.organisation_name, row.strategy_number, row.quarter.slug, row.state,
        row.due_on, getattr(row, "days_late", None), *told,
    )  # fmt: skip


def _matches(owed: Owed, asked: ReportFilter) -> bool:
    words = asked.words.lower()
    return (
        (asked.strategies is None or owed.strategy_number in asked.strategies)
        and (asked.year is None or owed.quarter.year == asked.year)
        and (asked.quarter_number is None or owed.quarter.number == asked.quarter_number)
        and words in f"{owed.title}\n{owed.reference}\n{owed.organisation_name}".lower()
    )


def _periods() -> list[Select]:
    years = [(str(year), str(year)) for year in range(today().year, FIRST_YEAR - 1, -1)]
    numbers = [(str(n), _("Triwulan %(roman)s", roman=r)) for n, r in enumerate(("I", "II", "III", "IV"), 1)]
    return [
        Select("tahun", _("Tahun"), [("", _("Semua tahun")), *years]),
        Select("triwulan", _("Triwulan"), [("", _("Semua triwulan")), *numbers]),
    ]


def _organisation_id(slug: str) -> int | None:
    organisation = get_organisation(slug) if slug else None
    if slug and organisation is None:
        raise UnknownFilter("mitra", slug)
    return organisation.id if organisation else None
