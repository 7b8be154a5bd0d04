"""What FGDs ask of an organisation's people: meetings, minutes to answer, action items that are due."""

from typing import Any

from flask import url_for

from portal.action_items.queries import ItemRow, due_soon
from portal.core.clock import in_wib
from portal.core.wording import _
from portal.drafts.tasks import Task, asks
from portal.meetings.invitation_queries import Coming, coming_for
from portal.minutes.queries import Unanswered, waiting_for_answer
from portal.web.formats import day, day_short, moment


@asks
def fgd_tasks(person: Any) -> list[Task]:
    """Of all FGDs."""
    mine = person.organisation_ids
    return [
        *map(_item, due_soon(mine)),
        *map(_minutes, waiting_for_answer(mine)),
        *map(_meeting, coming_for(mine)),
    ]


def _item(item: ItemRow) -> Task:
    return Task(
        what=_("RTL nomor %(number)d", number=item.number),
        about=item.what,
        reference=item.meeting_reference,
        act=_("Kerjakan RTL"),
        url=url_for("items.show", reference=item.meeting_reference, number=item.number),
        day=item.due_on,
        when=_("tenggat %(day)s", day=day_short(item.due_on)),
        is_example=item.is_example,
        days_late=item.days_late,
        organisation=item.organisation_name,
    )


def _minutes(minutes: Unanswered) -> Task:
    return Task(
        what=_("Notulen FGD"),
        about=minutes.title,
        reference=minutes.reference,
        act=_("Tanggapi notulen"),
        url=url_for("minutes.show", reference=minutes.reference),
        day=minutes.respond_by,
        when=_("sampai %(day)s", day=day_short(minutes.respond_by)) if minutes.respond_by else "",
        is_example=minutes.is_example,
    )


def _meeting(coming: Coming) -> Task:
    return Task(
        what=_("Undangan ke FGD"),
        about=coming.title,
        reference=coming.reference,
        act=_("Buka undangan (PDF)"),
        url=url_for("papers_workspace.invitation", reference=coming.reference),
        day=in_wib(coming.starts_at).date(),
        when=moment(coming.starts_at) if coming.hour_is_known else day(coming.starts_at),
        is_example=coming.is_example,
        note=coming.place,
    )
