"""Meetings before and during, made straight in the database, and the people around them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName
from portal.audit.models import AuditEntry
from portal.core.clock import WIB, now
from portal.core.database import db, transaction
from portal.core.references import next_reference
from portal.meetings.models import AgendaItem, Attendee, Meeting, MeetingInvitation
from portal.meetings.rules import AttendanceSource, MeetingStatus, Sex
from portal.minutes.models import ActionItem, Minutes
from portal.minutes.rules import MinutesStatus
from portal.notifications.models import OutboxMail
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from tests.factories import a_user, an_organisation

LANGUAGES = ("", "/en")
NAUGHTY = "<script>alert('x')</script> {{7*7}} \"' ﷽ 𝒜 \u202eabc ../../etc' OR 1=1--"
REASON = "Ruangan dipakai untuk acara lain."
MORNING = datetime(2030, 3, 4, 9, 0, tzinfo=WIB)


def a_note_taker() -> User:
    return a_user(OfficeRoleName.NOTE_TAKER)


def a_meeting(*invited: Organisation, **given: Any) -> Meeting:
    """A planned FGD of next week with one line of agenda."""
    taker = given.pop("note_taker", None) or a_note_taker()
    defaults: dict[str, Any] = {
        "reference": next_reference("FGD"),
        "title": "FGD kantong kemiskinan",
        "starts_at": now() + timedelta(days=7),
        "place": "Ruang Pola",
        "status": MeetingStatus.PLANNED,
        "note_taker_id": taker.id,
        "created_by_id": taker.id,
    }
    meeting = Meeting(**(defaults | given))
    meeting.agenda = [AgendaItem(title="Pembukaan", minutes=10, presenter="Sekda")]
    meeting.invitations = [MeetingInvitation(organisation_id=each.id) for each in invited]
    return _kept(meeting)


def an_open_meeting(**given: Any) -> Meeting:
    """One that began a moment ago and where people sign."""
    signing = {"attendance_token": "kode-di-dinding", "attendance_opened": True}
    return a_meeting(**(signing | {"starts_at": now() - timedelta(minutes=5)} | given))


def an_attendee(meeting: Meeting, name: str = "Peserta Rahasia", **given: Any) -> Attendee:
    """A woman of a company that is not on record."""
    defaults: dict[str, Any] = {
        "organisation_written": "PT Tidak Terdaftar",
        "kind": OrganisationKind.PRIVATE,
        "sex": Sex.FEMALE,
        "source": AttendanceSource.TYPED,
        "contact": "0811222333",
    }
    return _kept(Attendee(meeting_id=meeting.id, name=name, **(defaults | given)))


def an_open_item(organisation: Organisation | None = None, approved: bool = True, **given: Any) -> ActionItem:
    """What an earlier meeting left to be done."""
    meeting = a_meeting(status=MeetingStatus.HELD, starts_at=now() - timedelta(days=90))
    status = MinutesStatus.APPROVED if approved else MinutesStatus.DRAFT
    minutes = _kept(Minutes(meeting_id=meeting.id, status=status))
    defaults = {"number": 1, "what": "Memperbaiki 40 rumah di Stabat"}
    owner = organisation or an_organisation()
    return _kept(ActionItem(minutes_id=minutes.id, organisation_id=owner.id, **(defaults | given)))


def a_plan(taker: User, **given: Any) -> dict[str, Any]:
    """What is answered about a meeting, for the action."""
    return {
        "title": "FGD kantong kemiskinan",
        "starts_at": MORNING,
        "ends_at": None,
        "place": "Ruang Pola",
        "letter_number": "005/123/2030",
        "chair_name": "Pimpinan Rapat",
        "chair_position": "Sekretaris Daerah",
        "chair_user_id": None,
        "note_taker_id": taker.id,
        "pockets": [],
        "strategies": [2, 5],
        "organisations": [],
        "agenda": [a_line("Pembukaan", 10), a_line("Pembahasan", 90)],
    } | given


def a_line(title: str, minutes: int | None = None, carried: int | None = None) -> dict[str, Any]:
    return {"title": title, "minutes": minutes, "presenter": "", "carried": carried}


def did(action: Any, *targets: Any, **answers: Any) -> Any:
    """One act in one transaction, as a form would do it."""
    with transaction():
        return action(*targets, **answers)


def people_at(meeting: Meeting) -> list[Attendee]:
    db.session.expire_all()
    statement = select(Attendee).where(Attendee.meeting_id == meeting.id).order_by(Attendee.id)
    return list(db.session.scalars(statement))


def mails() -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


def trail() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def _kept(thing: Any) -> Any:
    db.session.add(thing)
    db.session.commit()
    return thing
