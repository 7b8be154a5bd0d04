"""Which papers there are, and what of them needs no database. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from portal.core.wording import Word, _l
from portal.documents.words import clock_time

ROWS = 20  # empty lines of a daftar hadir, unless told otherwise
FEWEST_ROWS, MOST_ROWS = 5, 200
MOST_SCANS = 50  # files of one meeting
NAMED_IN_LETTER = 3  # a letter to more organisations names them on a page of its own


class ScanRole(Word):
    """What a file of a meeting is."""

    MINUTES = "signed_minutes", "notulen", _l("Notulen bertanda tangan")
    REPORT = "signed_report", "berita-acara", _l("Berita acara bertanda tangan")
    ATTENDANCE = "signed_attendance", "daftar-hadir", _l("Daftar hadir bertanda tangan")
    LETTER = "signed_letter", "undangan", _l("Surat undangan bertanda tangan")
    OTHER = "meeting_document", "lainnya", _l("Bahan rapat atau dokumentasi")


def schedule(starts: datetime, minutes: Sequence[int | None]) -> list[str]:
    """The times of the points of an agenda: from–until while each point says its minutes, then durations."""
    times, at, known = [], starts, True
    for length in minutes:
        known = known and length is not None
        if known:
            until = at + timedelta(minutes=length or 0)
            times.append(f"{clock_time(at)}–{clock_time(until)}")
            at = until
        else:
            times.append(f"{length} menit" if length else "")
    return times


def one_of_each(people: Iterable[tuple[str, str]]) -> list[int]:
    """The places of the first person of each organisation, from (name, organisation) pairs."""
    seen: set[str] = set()
    first = []
    for place, (_name, organisation) in enumerate(people):
        key = organisation.casefold()
        if key and key not in seen:
            seen.add(key)
            first.append(place)
    return first
