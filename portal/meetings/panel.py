"""What stands around the office's pages of meetings: the filters of the list, and the next step."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.audit.queries import history_of
from portal.audit.reading import HistoryLine
from portal.core.clock import now
from portal.core.wording import _
from portal.meetings import queries
from portal.meetings.attendance_queries import HeadCount, attendance_counts
from portal.meetings.carrying import carried_into, minutes_status
from portal.meetings.invitation_queries import Invited, invited_to
from portal.meetings.messages import when
from portal.meetings.models import Meeting
from portal.meetings.queries import MeetingFilter
from portal.meetings.rules import MeetingStatus, NextStep, Standing, attendance_is_open, next_step
from portal.policy import Permission, can
from portal.web import filters
from portal.web.filters import Panel, Select
from portal.web.visitor import current_actor

PRESSED = {  # steps that are a press of a button; the others lead to a page
    NextStep.INVITE: "meetings_office.invite",
    NextStep.OPEN: "attendance_office.open_list",
    NextStep.HOLD: "meetings_office.hold",
}
LED = {
    NextStep.CHOOSE: "meetings_office.edit",
    NextStep.SHOW_QR: "attendance_office.qr",
    NextStep.WRITE: "minutes_office.write",
    NextStep.READ: "minutes_office.record",
}


@dataclass(frozen=True)
class Sheet:
    """Everything that the page of a meeting shows beside the meeting itself."""

    invited: list[Invited]
    counts: HeadCount
    history: list[HistoryLine]
    signing: bool
    when: str
    step: NextStep | None
    step_url: str
    is_frozen: bool
    carried: dict[int, tuple[str, int]]

    @property
    def unsent(self) -> int:
        """Invited organisations with a manager and without a letter."""
        return sum(each.sent_at is None and each.has_manager for each in self.invited)

    @property
    def is_pressed(self) -> bool:
        return self.step in PRESSED


def sheet_of(meeting: Meeting) -> Sheet:
    """The page of one meeting."""
    invited, counts = invited_to(meeting), attendance_counts(meeting)
    signing = attendance_is_open(meeting.attendance_opened, meeting.starts_at, now())
    written = minutes_status(meeting) if meeting.status is MeetingStatus.HELD else None
    standing = Standing(
        meeting.status,
        meeting.starts_at,
        invited=len(invited),
        unsent=sum(each.sent_at is None and each.has_manager for each in invited),
        signing=signing,
        signed=counts.total > 0,
        sent=written in ("awaiting", "approved"),
    )
    step = next_step(standing, now()) if can(current_actor(), Permission.MEETING_PLAN) else None
    url = url_for((PRESSED | LED)[step], reference=meeting.reference) if step else ""
    more = (when(meeting), step, url, written == "approved", carried_into(meeting))
    return Sheet(invited, counts, history_of("meetings", meeting.id), signing, *more)


def asked_meetings() -> MeetingFilter:
    """What the address asks. Raises UnknownFilter."""
    return MeetingFilter(filters.word("status", MeetingStatus), filters.year(), filters.text("q"))


def meeting_panel() -> Panel:
    """Status, year and words."""
    statuses = [("", _("Semua status")), *((each.slug, each.label) for each in MeetingStatus)]
    years = [("", _("Semua tahun")), *((str(year), str(year)) for year in queries.years())]
    selects = [Select("status", _("Status"), statuses), Select("tahun", _("Tahun"), years)]
    return Panel(selects, _("Cari judul, tempat, nomor, atau pimpinan"))


def people_panel(meeting: Any) -> Panel:
    """Words alone."""
    return Panel([], _("Cari nama, lembaga, atau jabatan"))
