"""Daftar hadir: to be signed by hand, or with the people who were written down."""

from collections.abc import Sequence
from typing import Any

from portal.documents import words
from portal.meetings.models import Attendee, Meeting
from portal.meetings.rules import Sex
from portal.papers import facts

NOBODY = {"name": "", "sex": "", "position": "", "organisation": ""}
LETTERS = {Sex.MALE: "L", Sex.FEMALE: "P"}


def attendance_data(
    meeting: Meeting, people: Sequence[Attendee], place: str, rows: int = 0
) -> dict[str, Any]:
    """The data of templates/documents/attendance.typ; with `rows` an empty list of so many lines."""
    when = words.long_date(facts.day_of(meeting))
    return {
        "title": meeting.title,
        "mark": facts.mark_of(meeting),
        "facts": facts.when_and_where(meeting),
        "empty": bool(rows),
        "people": [NOBODY] * rows if rows else [_line(person) for person in people],
        "summary": "" if rows else f"Jumlah hadir: {facts.head_count(people)}.",
        "signatures": [facts.signature([f"{place}, {when}", "Notulis"], meeting.note_taker.name)],
    }


def _line(person: Attendee) -> dict[str, str]:
    return {
        "name": person.name,
        "sex": LETTERS[person.sex],
        "position": person.position,
        "organisation": facts.organisation_of(person),
    }
