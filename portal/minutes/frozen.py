"""The text that an approval freezes: minutes, what was discussed and decided, and who does what. Pure.

One canonical text, the same in every language of the site: headings and labels are fixed words, dates are ISO
8601, and whatever a person wrote stands four spaces in, so that no written line can pass for a heading. The
SHA-256 shown on pages and papers is taken over exactly this text as UTF-8; it is stored beside it, so
`sha256sum` over the downloaded file gives the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

INDENT = "    "


@dataclass(frozen=True)
class FrozenPoint:
    organisation: str
    said: str
    answer: str


@dataclass(frozen=True)
class FrozenItem:
    what: str
    organisation: str
    person: str
    due_on: date | None
    priority: str


@dataclass(frozen=True)
class Record:
    """What is frozen of one meeting. `starts_at` is a moment in WIB."""

    reference: str
    title: str
    starts_at: datetime
    place: str
    chair: str
    revision: int
    text: str
    points: Sequence[FrozenPoint]
    decisions: Sequence[str]
    items: Sequence[FrozenItem]


def canonical_text(record: Record) -> str:
    """The frozen text of minutes; it ends with a line end."""
    return "\n".join(_lines(record)) + "\n"


def canonical_addendum(reference: str, number: int, minutes_sha256: str, text: str) -> str:
    """The text over which the hash of an addendum is taken: it names the minutes it belongs to."""
    lines = [f"ADENDUM {number} NOTULEN {reference}", f"naskah: {minutes_sha256}", "", *_written(text)]
    return "\n".join(lines) + "\n"


def _lines(record: Record) -> Iterator[str]:
    yield f"NOTULEN {record.reference}"
    yield f"judul: {record.title}"
    yield f"mulai: {record.starts_at.isoformat(timespec='minutes')}"
    yield f"tempat: {record.place}"
    yield f"pimpinan: {record.chair}"
    yield f"revisi: {record.revision}"
    yield from ("", "[naskah]", *_written(record.text))
    yield from ("", "[pembahasan]")
    for number, point in enumerate(record.points, 1):
        yield f"{number}. {point.organisation}"
        yield from _written(point.said)
        yield from ("  tanggapan:", *_written(point.answer)) if point.answer else ()
    yield from ("", "[kesimpulan]")
    for number, decision in enumerate(record.decisions, 1):
        yield from (f"{number}.", *_written(decision))
    yield from ("", "[rencana tindak lanjut]")
    for number, item in enumerate(record.items, 1):
        yield from (f"{number}.", *_written(item.what))
        yield f"  mitra: {item.organisation}"
        yield f"  orang: {item.person}"
        yield f"  tenggat: {item.due_on.isoformat() if item.due_on else ''}"
        yield f"  prioritas: {item.priority}"


def _written(text: str) -> Iterator[str]:
    return ((INDENT + line).rstrip() for line in text.split("\n"))
