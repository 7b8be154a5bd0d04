"""What FGDs ask of people, on the first page of the workspace and of the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.action_items.queries import chased, due_soon
from portal.core.wording import _
from portal.meetings.invitation_queries import Coming, coming_for
from portal.minutes.models import Minutes
from portal.minutes.queries import Unanswered, underway, waiting_for_answer
from portal.minutes.rules import MinutesStatus
from portal.policy import Permission, can
from portal.web.context import mark_examples
from portal.web.formats import day
from portal.web.parts import Part, part_of

MOST_STEPS = 10


@dataclass(frozen=True)
class Calls:
    """Meetings to come to, and minutes to answer."""

    coming: Sequence[Coming]
    waiting: Sequence[Unanswered]


@dataclass(frozen=True)
class OwnStep:
    """Minutes for which this person has the next step."""

    title: str
    reference: str
    url: str
    what: str
    is_example: bool


def calls_for(person: Any) -> Calls:
    """What FGDs ask of the organisations of a person."""
    mine = person.organisation_ids
    return Calls(coming_for(mine), waiting_for_answer(mine))


@part_of("home.workspace", 40)
def _in_workspace(person: Any) -> Part | None:
    calls, items = calls_for(person), due_soon(person.organisation_ids)
    if not (calls.coming or calls.waiting or items):
        return None
    mark_examples([*calls.coming, *calls.waiting, *items])
    return Part("action_items/home_workspace.html", {"calls": calls, "items": items})


@part_of("home.office", 40)
def _in_office(person: Any) -> Part | None:
    steps = [step for step in (_own_step(person, minutes) for minutes in underway()) if step]
    counts = chased()
    if not (steps or counts.overdue or counts.unchecked):
        return None
    mark_examples(steps[:MOST_STEPS])
    return Part("action_items/home_office.html", {"steps": steps[:MOST_STEPS], "chased": counts})


def _own_step(person: Any, minutes: Minutes) -> OwnStep | None:
    """The step that is this person's to take, if any."""
    endpoint, what = _next(person, minutes)
    if not endpoint:
        return None
    url = url_for(endpoint, reference=minutes.reference)
    return OwnStep(minutes.meeting.title, minutes.reference, url, what, minutes.meeting.is_example)


def _next(person: Any, minutes: Minutes) -> tuple[str, str]:
    if minutes.status is MinutesStatus.DRAFT and minutes.meeting.note_taker_id == person.id:
        return "minutes_office.write", _("Notulen belum dikirim")
    if minutes.status is MinutesStatus.AWAITING and can(person, Permission.MINUTES_APPROVE, minutes):
        until = day(minutes.respond_by)
        return "minutes_office.record", _("Menunggu pengesahan Anda; tanggapan sampai %(day)s", day=until)
    if minutes.status is MinutesStatus.APPROVED and can(person, Permission.MEETING_PUBLISH, minutes):
        return "minutes_office.record", _("Sudah disahkan, belum diterbitkan")
    return "", ""
