"""Notulen: everything that was said, concluded and promised. Its parts follow the usual form of offices."""

from collections.abc import Sequence
from typing import Any

from portal.core.clock import in_wib
from portal.documents import words
from portal.documents.richtext import blocks_of, paragraphs_of
from portal.meetings.models import Attendee
from portal.minutes.models import Addendum, DiscussionPoint, Minutes
from portal.minutes.rules import MinutesStatus
from portal.papers import facts

MARKS = {
    MinutesStatus.DRAFT: "DRAF · BELUM DISAHKAN",
    MinutesStatus.AWAITING: "MENUNGGU PENGESAHAN",
    MinutesStatus.APPROVED: "",
}


def minutes_data(minutes: Minutes, people: Sequence[Attendee], place: str) -> dict[str, Any]:
    """The data of templates/documents/minutes.typ."""
    meeting = minutes.meeting
    return {
        "title": meeting.title,
        "mark": facts.mark_of(meeting, MARKS[minutes.status]),
        "facts": _facts(minutes, people),
        "text": blocks_of(minutes.html),
        "points": [_point(str(number), point) for number, point in enumerate(minutes.points, 1)],
        "decisions": facts.texts([decision.text for decision in minutes.decisions]),
        "items": facts.item_lines(minutes.action_items),
        "closing": _closing(minutes),
        "papers": ["daftar hadir bertanda tangan", "dokumentasi", "bahan rapat"],
        "signatures": _signatures(minutes, place),
        "sha256": minutes.sha256 if minutes.status is MinutesStatus.APPROVED else "",
        "approval": _approval(minutes),
        "addenda": [_addendum(addendum) for addendum in minutes.addenda if addendum.approved_at],
    }


def _point(number: str, point: DiscussionPoint) -> dict[str, Any]:
    return {
        "number": number,
        "organisation": point.organisation.name if point.organisation else "",
        "said": paragraphs_of(point.said),
        "answer": paragraphs_of(point.answer),
    }


def _facts(minutes: Minutes, people: Sequence[Attendee]) -> list[list[Any]]:
    meeting = minutes.meeting
    letter = f"Nomor {meeting.letter_number}" if meeting.letter_number else "–"
    return [
        ["Nama rapat", meeting.title],
        *facts.when_and_where(meeting),
        ["Surat undangan", letter],
        ["Acara", [point.title for point in meeting.agenda]],
        ["Pimpinan rapat", facts.chair_of(meeting) or "–"],
        ["Notulis", meeting.note_taker.name],
        ["Peserta", f"{facts.head_count(people)}, daftar hadir terlampir"],
        *([["Unsur", facts.kinds_of(people)]] if people else []),
    ]


def _closing(minutes: Minutes) -> str:
    time = words.clock_time(in_wib(minutes.closed_at)) if minutes.closed_at else "." * 12
    return f"Rapat ditutup pukul {time} WIB."


def _signatures(minutes: Minutes, place: str) -> list[dict[str, Any]]:
    meeting = minutes.meeting
    when = words.long_date(facts.day_of(meeting))
    return [
        facts.signature(["Mengesahkan,", "Pimpinan rapat"], meeting.chair_name, meeting.chair_position),
        facts.signature([f"{place}, {when}", "Notulis"], meeting.note_taker.name),
    ]


def _approval(minutes: Minutes) -> str:
    if minutes.approved_at is None:
        return ""
    at, by = in_wib(minutes.approved_at), minutes.approved_by
    who = f" oleh {by.name}" if by else ""
    return f"Disahkan {words.long_date(at.date())}, pukul {words.clock_time(at)} WIB{who}."


def _addendum(addendum: Addendum) -> dict[str, Any]:
    day = words.long_date(in_wib(addendum.approved_at).date()) if addendum.approved_at else ""
    return {
        "number": str(addendum.number),
        "text": blocks_of(addendum.html),
        "approval": f"Disahkan {day}.",
        "sha256": addendum.sha256,
    }
