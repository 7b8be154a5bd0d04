"""What several papers say of a meeting, in the words of papers."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from portal.core.clock import in_wib
from portal.documents import words
from portal.documents.richtext import Node, paragraphs_of
from portal.meetings.models import Attendee, Meeting
from portal.meetings.rules import Sex
from portal.minutes.models import ActionItem
from portal.organisations.rules import OrganisationKind

EXAMPLE = "DATA CONTOH"
TO_FILL = "." * 40


def day_of(meeting: Meeting) -> date:
    """The day of the meeting in WIB."""
    return in_wib(meeting.starts_at).date()


def when_and_where(meeting: Meeting) -> list[list[str]]:
    """Day, time and place."""
    ends = in_wib(meeting.ends_at) if meeting.ends_at else None
    return [
        ["Hari/tanggal", words.day_and_date(day_of(meeting))],
        ["Waktu", words.time_span(in_wib(meeting.starts_at), ends)],
        ["Tempat", meeting.place],
    ]


def head_count(people: Sequence[Attendee]) -> str:
    """24 orang (14 laki-laki, 10 perempuan)."""
    sexes = Counter(person.sex for person in people)
    return f"{len(people)} orang ({sexes[Sex.MALE]} laki-laki, {sexes[Sex.FEMALE]} perempuan)"


def kinds_of(people: Sequence[Attendee]) -> list[str]:
    """Perangkat daerah: 10 orang."""
    kinds = Counter(person.kind for person in people)
    return [f"{kind.label}: {kinds[kind]} orang" for kind in OrganisationKind if kinds[kind]]


def organisation_of(person: Attendee) -> str:
    """The organisation as it is on record, else as it was written."""
    return person.organisation.name if person.organisation else person.organisation_written


def item_lines(items: Sequence[ActionItem]) -> list[dict[str, Any]]:
    """The table of action items."""
    return [
        {
            "number": str(item.number),
            "what": paragraphs_of(item.what),
            "who": paragraphs_of("\n".join(filter(None, (item.organisation.name, item.person)))),
            "due": words.long_date(item.due_on) if item.due_on else "",
            "note": f"Prioritas {str(item.priority.label).lower()}",
        }
        for item in items
    ]


def chair_of(meeting: Meeting) -> str:
    return ", ".join(part for part in (meeting.chair_name, meeting.chair_position) if part)


def signature(role: list[str], name: str, position: str = "", nip: bool = True) -> dict[str, Any]:
    """One block to sign; without a name there is room to write one."""
    return {"role": role, "name": name, "position": position, "nip": nip}


def mark_of(meeting: Meeting, *more: str) -> str:
    """What a paper must say before anything else: that it is invented, or not final."""
    return " · ".join(filter(None, (EXAMPLE if meeting.is_example else "", *more)))


def texts(parts: Sequence[str]) -> list[list[Node]]:
    return [paragraphs_of(part) for part in parts]
