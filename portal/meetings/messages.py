"""What is told about meetings, with a calendar file: invited, changed, cancelled. No attendee is named."""

from datetime import datetime

from portal.core.clock import in_wib, now
from portal.core.wording import _, spoken
from portal.meetings.calendar import Event, calendar_file
from portal.meetings.hours import hour_is_known
from portal.meetings.models import Meeting
from portal.meetings.rules import MeetingStatus
from portal.notifications.actions import Attachment, Notification
from portal.notifications.links import host, office
from portal.organisations.models import Organisation
from portal.web.formats import day, moment


def invited(meeting: Meeting, organisation: Organisation) -> Notification:
    """Come, and bring whom it concerns."""
    first = _('Kami mengundang "%(name)s" menghadiri FGD berikut.', name=organisation.name)
    subject = _("Undangan FGD: %(title)s", title=meeting.title)
    last = _("Undangan kalender terlampir. Mohon kehadiran wakil lembaga Anda.")
    return _letter(subject, meeting, first, last)


def changed(meeting: Meeting, organisation: Organisation) -> Notification:
    """Another time or place."""
    first = _(
        'Ada perubahan pada FGD yang mengundang "%(name)s". Keterangan terbaru:', name=organisation.name
    )
    subject = _("Perubahan FGD: %(title)s", title=meeting.title)
    last = _("Undangan kalender terlampir menggantikan yang lama.")
    return _letter(subject, meeting, first, last)


def cancelled(meeting: Meeting, organisation: Organisation) -> Notification:
    """It does not take place."""
    first = _('FGD yang mengundang "%(name)s" dibatalkan.', name=organisation.name)
    subject = _("FGD dibatalkan: %(title)s", title=meeting.title)
    last = _("Alasan:") + "\n" + meeting.reason
    return _letter(subject, meeting, first, last)


def uninvited(meeting: Meeting, organisation: Organisation) -> Notification:
    """It takes place without them."""
    first = _('Undangan FGD berikut untuk "%(name)s" ditarik kembali.', name=organisation.name)
    subject = _("Undangan ditarik: %(title)s", title=meeting.title)
    return _letter(subject, meeting, first, "", withdrawn=True)


def calendar_of(meeting: Meeting, withdrawn: bool = False) -> Attachment:
    """The meeting as a calendar file, worded in the language that is set."""
    name, address = office()
    event = Event(
        uid=f"{meeting.reference}@{host()}",
        sequence=meeting.sequence + withdrawn,
        stamp=now(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        place=meeting.place,
        description="\n".join([meeting.reference, *_agenda(meeting)]),
        organiser_name=name,
        organiser_email=address,
        cancelled=withdrawn or meeting.status is MeetingStatus.CANCELLED,
    )
    return Attachment(f"{meeting.reference}.ics", calendar_file(event))


def _letter(subject: str, meeting: Meeting, first: str, last: str, withdrawn: bool = False) -> Notification:
    agenda = _agenda(meeting)
    parts = [
        first,
        "\n".join(_facts(meeting)),
        "\n".join([_("Acara:"), *agenda]) if agenda else "",
        last,
        office()[0],
    ]
    path = "/ruang" if withdrawn else f"/ruang/fgd/{meeting.reference}/undangan.pdf"
    return Notification(subject, "\n\n".join(filter(None, parts)), path, calendar_of(meeting, withdrawn))


def _facts(meeting: Meeting) -> list[str]:
    facts = [
        (_("Perihal"), meeting.title),
        (_("Nomor"), meeting.reference),
        (_("Surat"), meeting.letter_number),
        (_("Waktu"), when(meeting)),
        (_("Tempat"), meeting.place),
        (_("Pimpinan"), meeting.chair_position or meeting.chair_name),
    ]
    return [f"{label}: {text}" for label, text in facts if text]


def when(meeting: Meeting) -> str:
    """The day and the hours, as far as they are known, in the language that is set."""
    if not hour_is_known(meeting.starts_at):
        return day(meeting.starts_at)
    if meeting.ends_at is None:
        end = _("s.d. selesai")
    else:
        end = _("s.d. %(time)s WIB", time=_clock(meeting.ends_at))
    return f"{moment(meeting.starts_at)} {end}"


def _clock(instant: datetime) -> str:
    return in_wib(instant).strftime("%H.%M" if spoken() == "id" else "%H:%M")


def _agenda(meeting: Meeting) -> list[str]:
    lines = []
    for number, item in enumerate(meeting.agenda, 1):
        more = [_("%(count)d menit", count=item.minutes)] if item.minutes else []
        more += [item.presenter] if item.presenter else []
        lines.append(f"{number}. {item.title}" + (f" ({', '.join(more)})" if more else ""))
    return lines
