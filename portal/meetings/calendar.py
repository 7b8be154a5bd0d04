"""A meeting as a calendar file (RFC 5545). Pure: the same meeting always gives the same file.

Times are written in UTC, which every calendar turns into its own; so no table of time zones is needed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.core.clock import in_wib

LINE_OCTETS = 75  # RFC 5545, 3.1: longer lines are folded
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Event:
    """What a calendar shows. `sequence` grows with every change that people have to know.

    `whole_day`: only the day is known.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime | None
    title: str
    place: str
    description: str
    organiser_name: str
    organiser_email: str
    cancelled: bool = False
    whole_day: bool = False


def calendar_file(*events: Event) -> str:
    """The whole file, its lines ended by CRLF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Simpul//FGD//ID", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    for event in events:
        lines += _lines_of(event)
    return "".join(fold(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def _lines_of(event: Event) -> list[str]:
    ends = [f"DTEND:{_utc(event.ends_at)}"] if event.ends_at and not event.whole_day else []
    day = f"DTSTART;VALUE=DATE:{in_wib(event.starts_at):%Y%m%d}"
    return [
        "BEGIN:VEVENT",
        f"UID:{escape(event.uid)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_utc(event.stamp)}",
        day if event.whole_day else f"DTSTART:{_utc(event.starts_at)}",
        *ends,
        f"SUMMARY:{escape(event.title)}",
        f"LOCATION:{escape(event.place)}",
        f"DESCRIPTION:{escape(event.description)}",
        f'ORGANIZER;CN="{_quoted(event.organiser_name)}":mailto:{_one_line(event.organiser_email)}',
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def escape(text: str) -> str:
    """A text value: backslash, semicolon and comma escaped, line ends written as \\n, controls dropped."""
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def fold(line: str) -> str:
    """Lines of at most 75 octets, each further one begun by a space; no character is cut in two."""
    parts, part, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE_OCTETS:
            parts.append(part)
            part, size = " ", 1
        part, size = part + character, size + width
    return "\r\n".join([*parts, part])


def _quoted(text: str) -> str:
    """A parameter value inside quotes, which cannot hold a quote itself."""
    return _one_line(text).replace('"', "'")


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
