"""The list of partners that are waited for: rows, figures, file, and the part on the office's home."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from portal.action_items.queries import overdue_count
from portal.core.paging import PAGE_SIZE, Page
from portal.notifications.links import link_to
from portal.reminders import queries
from portal.reminders.messages import nudge
from portal.reminders.queries import Debtor
from portal.reminders.rules import whatsapp_number
from portal.web.parts import Part, part_of

COLUMNS = (
    "partner", "reference", "title", "quarter", "due_on", "days_late", "silent_since",
)  # fmt: skip
ON_HOME = 5


@dataclass(frozen=True)
class DebtorRow:
    """A partner with the message that the office may send, and the address that opens WhatsApp with it."""

    debtor: Debtor
    message: str
    whatsapp: str


@dataclass(frozen=True)
class Summary:
    """How many partners are waited for, how many reports are late, how many commitments are silent."""

    partners: int
    reports: int
    silent: int
    in_time: int
    begun: int


@dataclass(frozen=True)
class Board:
    """One page of those who are waited for, and the figures of all of them."""

    found: Page[DebtorRow]
    summary: Summary


def board(number: int) -> Board:
    """One page of the list with the figures above it; telephone numbers are read for that page only."""
    found = queries.debtors()
    first = (number - 1) * PAGE_SIZE
    shown = found[first : first + PAGE_SIZE]
    phones = queries.phones_of([each.id for each in shown])
    return Board(Page([_row(each, phones[each.id]) for each in shown], number, len(found)), _summary(found))


def file_rows() -> Iterator[tuple[Any, ...]]:
    """The cells of COLUMNS."""
    for debtor in queries.debtors():
        for each in debtor.reports:
            yield (
                debtor.name, each.reference, each.title, each.quarter.slug, each.due_on, each.days_late, None
            )  # fmt: skip
        for quiet in debtor.silent:
            yield debtor.name, quiet.reference, quiet.title, None, None, None, quiet.heard_on


@part_of("home.office", 30)
def _on_home(_person: Any) -> Part | None:
    """Who is waited for the longest, and how many action items are late."""
    (found, number), items = queries.longest_debtors(ON_HOME), overdue_count()
    if not (found or items):
        return None
    return Part("reminders/on_home.html", {"debtors": found, "total": number, "items_late": items})


def _summary(found: Sequence[Debtor]) -> Summary:
    in_time, begun = queries.reports_handed_in_on_time()
    late, silent = sum(len(each.reports) for each in found), sum(len(each.silent) for each in found)
    return Summary(len(found), late, silent, in_time, begun)


def _row(debtor: Debtor, phone: str) -> DebtorRow:
    message = nudge(debtor.name, debtor.reports, link_to("/ruang/laporan")) if debtor.reports else ""
    address = f"https://wa.me/{whatsapp_number(phone)}?text={quote(message)}" if message else ""
    return DebtorRow(debtor, message, address)
