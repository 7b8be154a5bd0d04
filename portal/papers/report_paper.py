"""Berita acara: what was agreed, signed by the chair, the note-taker and one person of each organisation."""

from collections.abc import Sequence
from typing import Any

from portal.documents import words
from portal.meetings.models import Attendee
from portal.minutes.models import Minutes
from portal.minutes.rules import MinutesStatus
from portal.papers import facts
from portal.papers.rules import one_of_each

CLOSING = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."


def report_data(minutes: Minutes, people: Sequence[Attendee], place: str) -> dict[str, Any]:
    """The data of templates/documents/report.typ. The number is written by hand."""
    meeting = minutes.meeting
    draft = "" if minutes.status is MinutesStatus.APPROVED else "RANCANGAN · NOTULEN BELUM DISAHKAN"
    when = words.long_date(facts.day_of(meeting))
    return {
        "title": meeting.title,
        "number": facts.TO_FILL,
        "mark": facts.mark_of(meeting, draft),
        "opening": _opening(minutes, people),
        "parties": [
            _party(meeting.chair_name, meeting.chair_position, "Pimpinan Rapat"),
            _party(meeting.note_taker.name, "", "Notulis"),
        ],
        "decisions": facts.texts([decision.text for decision in minutes.decisions]),
        "items": facts.item_lines(minutes.action_items),
        "closing": CLOSING,
        "signatures": [
            facts.signature(["", "Pimpinan rapat"], meeting.chair_name, meeting.chair_position),
            facts.signature([f"{place}, {when}", "Notulis"], meeting.note_taker.name),
        ],
        "representatives": _representatives(people),
    }


def _party(name: str, position: str, called: str) -> dict[str, str]:
    return {"name": name or facts.TO_FILL, "position": position, "called": called}


def _opening(minutes: Minutes, people: Sequence[Attendee]) -> str:
    meeting, day = minutes.meeting, facts.day_of(minutes.meeting)
    _day, (_label, time), (_label, place) = facts.when_and_where(meeting)
    number = words.amount(len(people), "orang")
    there = f" yang dihadiri {number} sebagaimana daftar hadir terlampir" if people else ""
    return (
        f"Pada hari ini {words.date_in_words(day)} ({day:%d-%m-%Y}), {time}, "
        f"bertempat di {place}, telah dilaksanakan {meeting.title}{there}."
    )


def _representatives(people: Sequence[Attendee]) -> list[dict[str, str]]:
    named = [(person.name, facts.organisation_of(person)) for person in people]
    return [
        {
            "name": people[place].name,
            "about": ", ".join(filter(None, (people[place].position, named[place][1]))),
        }
        for place in one_of_each(named)
    ]
