"""What the people of an organisation owe, from every room that asks something of them: one list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from portal.commitments.queries import Unfinished, unfinished_of
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import in_wib
from portal.core.paging import PAGE_SIZE, Page
from portal.core.wording import _
from portal.web.formats import day


@dataclass(frozen=True)
class Task:
    """One thing to do, with the one button that leads to it.

    `day` is until when it is owed, or since when it waits, and orders the list; None for what may rest.
    `when` says so in words. With `posts` the button begins something new.
    """

    what: str
    about: str
    reference: str
    act: str
    url: str
    day: date | None
    when: str
    is_example: bool
    days_late: int = 0
    organisation: str = ""
    reason: str = ""
    note: str = ""
    posts: bool = False


Maker = Callable[[Any], Iterable[Task]]
_makers: list[Maker] = []


def asks(maker: Maker) -> Maker:
    """Register what gives for a person what a room asks of his or her organisations."""
    _makers.append(maker)
    return maker


def tasks_of(person: Any, number: int) -> Page[Task]:
    """One page of the list: what is owed by its day, and after it what may rest, as it was left."""
    found = sorted((task for maker in _makers for task in maker(person)), key=_order)
    first = (number - 1) * PAGE_SIZE
    return Page(found[first : first + PAGE_SIZE], number, len(found))


def _order(task: Task) -> tuple[bool, date]:
    return task.day is None, task.day or date.min


@asks
def _commitments(person: Any) -> list[Task]:
    """The returned, and drafts, the one that has rested longest first."""
    return [_commitment(each) for each in unfinished_of(person.organisation_ids)]


def _commitment(found: Unfinished) -> Task:
    returned = found.status is CommitmentStatus.RETURNED
    changed = in_wib(found.updated_at).date()
    return Task(
        what=_("Komitmen perlu diperbaiki") if returned else _("Draf komitmen"),
        about=found.title or _("(belum berjudul)"),
        reference=found.reference,
        act=_("Perbaiki komitmen") if returned else _("Lanjutkan draf"),
        url=url_for("commitments.show", reference=found.reference),
        day=changed if returned else None,
        when=_("terakhir diubah %(day)s", day=day(changed)),
        is_example=found.is_example,
        organisation=found.organisation_name,
        reason=found.reason if returned else "",
    )
