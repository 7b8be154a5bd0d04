"""Surat undangan: the letter that invites, with the agenda; to one organisation or to all of a list."""

from collections.abc import Sequence
from typing import Any

from portal.core.clock import in_wib
from portal.documents import words
from portal.meetings.models import Meeting
from portal.papers import facts
from portal.papers.rules import NAMED_IN_LETTER, schedule

CLOSING = (
    "Mengingat pentingnya acara ini, kehadiran Bapak/Ibu sangat kami harapkan. "
    "Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih."
)


def invitation_data(meeting: Meeting, names: Sequence[str], place: str, district: str) -> dict[str, Any]:
    """The data of templates/documents/invitation.typ; `names` are those to whom it is addressed."""
    listed = len(names) > NAMED_IN_LETTER
    signing_as = meeting.chair_position or "Pimpinan rapat"
    return {
        "title": meeting.title,
        "mark": facts.mark_of(meeting),
        "dated": f"{place}, {_sent_on(meeting)}",
        "letter": [
            ["Nomor", meeting.letter_number or facts.TO_FILL],
            ["Sifat", "Penting"],
            ["Lampiran", "1 (satu) lembar" if listed else "–"],
            ["Hal", f"Undangan {meeting.title}"],
        ],
        "to": ["Daftar undangan terlampir"] if listed else list(names) or [facts.TO_FILL],
        "list": list(names) if listed else [],
        "opening": _opening(district),
        "facts": [*facts.when_and_where(meeting), ["Acara", meeting.title]],
        "agenda": _agenda(meeting),
        "closing": CLOSING,
        "signatures": [facts.signature([f"{signing_as},"], meeting.chair_name)],
    }


def _opening(district: str) -> str:
    return (
        f"Dalam rangka kolaborasi penanganan kemiskinan di {district}, "
        "bersama ini kami mengundang Bapak/Ibu untuk hadir pada:"
    )


def _sent_on(meeting: Meeting) -> str:
    """The day on which the first letter went out; before that it is written by hand."""
    sent = [invitation.sent_at for invitation in meeting.invitations if invitation.sent_at]
    return words.long_date(in_wib(min(sent)).date()) if sent else facts.TO_FILL


def _agenda(meeting: Meeting) -> list[dict[str, str]]:
    times = schedule(in_wib(meeting.starts_at), [point.minutes for point in meeting.agenda])
    return [
        {"number": str(number), "time": time, "title": point.title, "presenter": point.presenter}
        for number, (point, time) in enumerate(zip(meeting.agenda, times, strict=True), 1)
    ]
