"""What is done with the list of who was there. The audit trail never learns a name or a contact."""

import secrets
from typing import TypedDict, Unpack

from sqlalchemy import func, select, update

from portal.accounts.models import User
from portal.attendance import pasting
from portal.attendance.pasting import Reading
from portal.audit.actions import record, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.meetings.actions import NOT_NOW, NOT_YOURS, locked
from portal.meetings.attendance_queries import Desk, everybody_at, organisation_names
from portal.meetings.models import Attendee, Meeting
from portal.meetings.rules import (
    MOST_PEOPLE,
    AttendanceSource,
    MeetingStatus,
    Sex,
    attendance_is_open,
    attendance_is_over,
    guessed_kind,
    written_key,
)
from portal.organisations.queries import get_organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.policy import Permission, can

HIDDEN = "•••"  # stands in the trail for what a person is called and how they are reached
CLOSED = _l("Daftar hadir FGD ini sudah ditutup.")
OVER = _l("Sudah lewat 12 jam sejak FGD dimulai. Ketik atau tempel daftar hadirnya.")
KIND_WANTED = _l("Lembaga ini belum terdaftar di sini. Pilih jenisnya")
FULL = _l("Daftar hadir ini sudah penuh.")
NOTHING_PASTED = _l("Tidak ada baris yang dapat disimpan")
SAME_PERSON = _l("Pilih peserta lain dari daftar yang sama")
NO_SUCH_ORGANISATION = _l("Pilih lembaga dari daftar")


class AttendeeAnswers(TypedDict):
    """What is answered about one person; `organisation` as typed, `kind` where it is not on record."""

    name: str
    organisation: str
    kind: OrganisationKind | None
    position: str | None
    sex: Sex
    contact: str | None


def open_attendance(meeting: Meeting, *, by: User) -> Meeting:
    """Let people sign by phone; the code on the wall stays the same when it is opened again."""
    _may_keep(by)
    present = locked(meeting)
    if present.status is MeetingStatus.CANCELLED:
        raise NotAllowedNow(NOT_NOW)
    if attendance_is_over(present.starts_at, now()):
        raise NotAllowedNow(OVER)
    present.attendance_token = present.attendance_token or secrets.token_urlsafe(12)
    record("attendance.open", present, by=by, changes=set_fields(present, {"attendance_opened": True}))
    return present


def close_attendance(meeting: Meeting, *, by: User) -> Meeting:
    """Nobody signs by phone any more."""
    _may_keep(by)
    present = locked(meeting)
    record("attendance.close", present, by=by, changes=set_fields(present, {"attendance_opened": False}))
    return present


def sign_attendance(desk: Desk, *, consent: bool, **answers: Unpack[AttendeeAnswers]) -> Attendee:
    """A person signs by phone, having agreed. Raises NotAllowedNow when the list was closed meanwhile."""
    meeting = db.session.scalars(select(Meeting).filter_by(attendance_token=desk.token)).one()
    if not consent or not attendance_is_open(meeting.attendance_opened, meeting.starts_at, now()):
        raise NotAllowedNow(CLOSED)
    _leave_room(meeting, 1)
    person = _kept(meeting, AttendanceSource.QR, _recognised(answers, must_say_kind=True))
    record("attendance.sign", person, by=None)
    return person


def add_attendee(meeting: Meeting, *, by: User, **answers: Unpack[AttendeeAnswers]) -> Attendee:
    """The note-taker types a person."""
    _may_keep(by)
    _leave_room(meeting, 1)
    person = _kept(meeting, AttendanceSource.TYPED, _recognised(answers))
    record("attendance.add", person, by=by)
    return person


def add_pasted(meeting: Meeting, *, by: User, text: str) -> Reading:
    """Keep every line of a paste that can be taken; returns the reading with the lines that cannot."""
    _may_keep(by)
    present = locked(meeting)
    reading = read_paste(present, text)
    if not reading.people:
        raise Refused(NOTHING_PASTED, "text")
    _leave_room(present, len(reading.people))
    db.session.add_all(
        Attendee(meeting_id=present.id, source=AttendanceSource.PASTED, **vars(person))
        for person in reading.people
    )
    record("attendance.paste", present, by=by, changes={"people": (None, len(reading.people))})
    return reading


def read_paste(meeting: Meeting, text: str) -> Reading:
    """What a paste would add to this list."""
    there = frozenset((written_key(p.name), written_key(p.organisation_name)) for p in everybody_at(meeting))
    return pasting.read(text, organisation_names(), there)


def edit_attendee(attendee: Attendee, *, by: User, **answers: Unpack[AttendeeAnswers]) -> Attendee:
    """Correct a line; the trail says which columns, not what stood in them."""
    _may_keep(by)
    columns = _recognised(answers)
    if written_key(answers["organisation"]) == written_key(attendee.organisation_name):
        columns |= {name: getattr(attendee, name) for name in ("organisation_id", "organisation_written")}
    changes = set_fields(attendee, columns)
    hidden = {name: (HIDDEN, HIDDEN) for name in changes if name != "organisation_id"}
    record("attendance.edit", attendee, by=by, changes=hidden)
    return attendee


def remove_attendee(attendee: Attendee, *, by: User) -> None:
    """Delete a person with the lines that were merged into theirs: the right of whoever signed."""
    _may_keep(by)
    record("attendance.remove", attendee, by=by)
    for line in [*db.session.scalars(select(Attendee).filter_by(merged_into_id=attendee.id)), attendee]:
        db.session.delete(line)
        db.session.flush()


def merge_attendee(attendee: Attendee, *, by: User, into: int) -> Attendee:
    """The line means the same person as another one; it stays, and counts no more."""
    _may_keep(by)
    kept = db.session.get(Attendee, into)
    if (
        kept is None
        or kept.id == attendee.id
        or kept.meeting_id != attendee.meeting_id
        or kept.merged_into_id
    ):
        raise Refused(SAME_PERSON, "into")
    followers = update(Attendee).where(Attendee.merged_into_id == attendee.id)
    db.session.execute(followers.values(merged_into_id=kept.id))
    attendee.merged_into_id = kept.id
    record("attendance.merge", attendee, by=by, changes={"merged_into": (None, kept.reference)})
    return kept


def split_attendee(attendee: Attendee, *, by: User) -> Attendee:
    """They were two after all: the line counts again."""
    _may_keep(by)
    if attendee.merged_into_id is None:
        raise NotAllowedNow(NOT_NOW)
    attendee.merged_into_id = None
    record("attendance.split", attendee, by=by)
    return attendee


def match_written(meeting: Meeting, *, by: User, written: str, organisation: str) -> int:
    """A name that people wrote means an organisation on record; what they wrote is kept beside it."""
    _may_keep(by)
    found = get_organisation(organisation)
    if found is None or found.status is not OrganisationStatus.VERIFIED:
        raise Refused(NO_SUCH_ORGANISATION)
    same = (Attendee.meeting_id == meeting.id, Attendee.organisation_written == written)
    lines = update(Attendee).where(*same, Attendee.organisation_id.is_(None))
    done = db.session.execute(lines.values(organisation_id=found.id, kind=found.kind))
    record("attendance.match", meeting, by=by, changes={"organisation": (None, found.name)})
    return int(done.rowcount)  # type: ignore[attr-defined]


def forget_contacts(meeting: Meeting, *, by: User) -> int:
    """Delete every contact of a list, merged lines included; returns how many there were."""
    _may_keep(by)
    lines = update(Attendee).where(Attendee.meeting_id == meeting.id, Attendee.contact != "")
    count = int(db.session.execute(lines.values(contact="")).rowcount)  # type: ignore[attr-defined]
    record("attendance.forget_contacts", meeting, by=by, changes={"contacts": (count, 0)})
    return count


def _may_keep(by: User) -> None:
    if not can(by, Permission.MEETING_PLAN):
        raise Refused(NOT_YOURS)


def _leave_room(meeting: Meeting, more: int) -> None:
    there = db.session.scalar(select(func.count(Attendee.id)).where(Attendee.meeting_id == meeting.id)) or 0
    if there + more > MOST_PEOPLE:
        raise Refused(FULL)


def _kept(meeting: Meeting, source: AttendanceSource, answers: dict[str, object]) -> Attendee:
    person = Attendee(meeting_id=meeting.id, source=source, **answers)
    db.session.add(person)
    db.session.flush()
    return person


def _recognised(answers: AttendeeAnswers, must_say_kind: bool = False) -> dict[str, object]:
    """The answers as columns: an organisation on record is known by its exact name, others stay as typed."""
    written = answers["organisation"]
    found = organisation_names().get(written_key(written))
    if found is None and answers["kind"] is None and must_say_kind:
        raise Refused(KIND_WANTED, "kind")
    return {
        "name": answers["name"],
        "organisation_id": found[0] if found else None,
        "organisation_written": written,
        "kind": found[1] if found else answers["kind"] or guessed_kind(written),
        "position": answers["position"] or "",
        "sex": answers["sex"],
        "contact": answers["contact"] or "",
    }
