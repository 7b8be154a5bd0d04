"""Makes each paper as PDF. Papers are Indonesian, whatever the language of the page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import current_app

from portal.config import Settings
from portal.core.wording import speaking
from portal.documents.letterhead import letterhead
from portal.documents.rendering import render
from portal.meetings.models import Meeting
from portal.minutes.models import Minutes
from portal.papers.attendance_paper import attendance_data
from portal.papers.invitation_paper import invitation_data
from portal.papers.minutes_paper import minutes_data
from portal.papers.queries import names_of, people_at
from portal.papers.report_paper import report_data


def minutes_pdf(minutes: Minutes) -> bytes:
    """Notulen, dated by its approval."""
    meeting, people = minutes.meeting, people_at(minutes.meeting)
    return _made(
        "minutes", meeting, minutes.approved_at, lambda s: minutes_data(minutes, people, s.letterhead_place)
    )


def report_pdf(minutes: Minutes) -> bytes:
    """Berita acara."""
    meeting, people = minutes.meeting, people_at(minutes.meeting)
    return _made(
        "report", meeting, minutes.approved_at, lambda s: report_data(minutes, people, s.letterhead_place)
    )


def attendance_pdf(meeting: Meeting, rows: int = 0) -> bytes:
    """Daftar hadir, filled, or with so many empty rows."""
    people = [] if rows else people_at(meeting)
    return _made(
        "attendance", meeting, None, lambda s: attendance_data(meeting, people, s.letterhead_place, rows)
    )


def invitation_pdf(meeting: Meeting, organisation_ids: frozenset[int]) -> bytes:
    """Undangan to these organisations."""
    names = names_of(organisation_ids)
    return _made(
        "invitation",
        meeting,
        None,
        lambda s: invitation_data(meeting, names, s.letterhead_place, s.district_name),
    )


def _made(
    paper: str, meeting: Meeting, at: datetime | None, fill: Callable[[Settings], dict[str, Any]]
) -> bytes:
    settings: Settings = current_app.config["SETTINGS"]
    with speaking("id"):
        data = fill(settings)
    head = {"reference": meeting.reference, "head": letterhead(settings)}
    return render(paper, data | head, at=at or meeting.starts_at)
