"""The pages of the attendance list: the list with what needs a decision, and the code on the wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.attendance.forms import MergeForm, PasteForm
from portal.attendance.pasting import Reading
from portal.core.clock import now
from portal.core.paging import Page
from portal.core.wording import ngettext
from portal.meetings import attendance_queries as attendance
from portal.meetings.attendance_queries import HeadCount, WrittenName
from portal.meetings.models import Attendee, Meeting
from portal.meetings.panel import people_panel
from portal.meetings.rules import attendance_is_open, attendance_is_over
from portal.web import filters
from portal.web.filters import Panel
from portal.web.formats import moment
from portal.web.qr import Printed, printed


@dataclass(frozen=True)
class Roll:
    """The list of one meeting as its page shows it."""

    found: Page[Attendee]
    panel: Panel
    counts: HeadCount
    doubles: Sequence[Sequence[Attendee]]
    written: Sequence[WrittenName]
    merged: dict[int, list[Attendee]]
    contacts: int
    is_open: bool
    is_over: bool


@dataclass(frozen=True)
class Wall:
    """What hangs on the wall; `code` is missing until the list was opened once."""

    code: Printed | None
    is_open: bool


def roll_of(meeting: Meeting) -> Roll:
    """The list, what may stand in it twice, and names that may mean an organisation on record."""
    found = filters.existing(attendance.people_of(meeting, filters.text("q"), filters.page_number()))
    lines = attendance.every_line(meeting)
    people = [line for line in lines if line.merged_into_id is None]
    merged: dict[int, list[Attendee]] = {}
    for line in lines:
        if line.merged_into_id is not None:
            merged.setdefault(line.merged_into_id, []).append(line)
    return Roll(
        found=found,
        panel=people_panel(meeting),
        counts=attendance.counted(people),
        doubles=attendance.doubles(people),
        written=attendance.written_names(people),
        merged=merged,
        contacts=sum(bool(line.contact) for line in lines),
        is_open=_is_open(meeting),
        is_over=attendance_is_over(meeting.starts_at, now()),
    )


def wall_of(meeting: Meeting) -> Wall:
    """The code of a meeting."""
    token = meeting.attendance_token
    code = printed(f"/hadir/{token}", meeting.title) if token else None
    return Wall(code, _is_open(meeting))


def back_to(meeting: Meeting) -> ResponseReturnValue:
    """To the list again."""
    return redirect(url_for("attendance_office.attendees", reference=meeting.reference))


def after_paste(meeting: Meeting, reading: Reading) -> ResponseReturnValue:
    """Back to the list; lines that could not be taken stay in the box to be mended."""
    left = len(reading.refused)
    if not left:
        return back_to(meeting)
    flash(
        ngettext(
            "%(num)d baris belum tersimpan. Perbaiki, lalu periksa lagi.",
            "%(num)d baris belum tersimpan. Perbaiki, lalu periksa lagi.",
            left,
        ),
        "warning",
    )
    form = PasteForm(formdata=None, data={"text": reading.rest})
    return render_template("attendance/paste.html", form=form, meeting=meeting, reading=None)


def merge_form(attendee: Attendee) -> MergeForm:
    """The form with everybody else on the list; `dengan` in the address is chosen already."""
    form = MergeForm(version=attendee.version, into=filters.number("dengan", 1, 999_999_999))
    others = [each for each in attendance.everybody_at(attendee.meeting) if each.id != attendee.id]
    others.sort(key=lambda each: (each.name.casefold(), each.id))
    form.into.choices = [("", "–"), *((each.id, _called(each)) for each in others)]
    return form


def _called(attendee: Attendee) -> str:
    parts: list[Any] = [
        *(attendee.name, attendee.organisation_name, attendee.position),
        *(attendee.source.label, moment(attendee.created_at)),
    ]
    return " · ".join(str(part) for part in parts if part)


def _is_open(meeting: Meeting) -> bool:
    return attendance_is_open(meeting.attendance_opened, meeting.starts_at, now())
