"""Meetings with minutes in any state, made straight in the database, and the people around them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName
from portal.audit.models import AuditEntry
from portal.core.clock import now, today
from portal.core.database import db, transaction
from portal.core.references import next_reference
from portal.meetings.models import Attendee, Meeting
from portal.meetings.rules import AttendanceSource, MeetingStatus, Sex
from portal.minutes import actions, queries
from portal.minutes.models import ActionItem, Minutes
from portal.minutes.rules import Priority
from portal.notifications.models import OutboxMail
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.points import actions as points
from tests.factories import a_user, an_organisation

REASON = "Ada angka yang perlu diperiksa."
STARTED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def a_note_taker() -> User:
    return a_user(OfficeRoleName.NOTE_TAKER)


def a_sekda() -> User:
    return a_user(OfficeRoleName.SEKDA)


def a_meeting(*attending: Organisation, **given: Any) -> Meeting:
    """An FGD that took place, with one person of each organisation there."""
    taker = given.pop("note_taker", None) or a_note_taker()
    defaults: dict[str, Any] = {
        "reference": next_reference("FGD"),
        "title": "FGD kantong kemiskinan",
        "starts_at": STARTED,
        "place": "Ruang Pola",
        "chair_name": "Pimpinan Rapat",
        "status": MeetingStatus.HELD,
        "note_taker_id": taker.id,
        "created_by_id": taker.id,
    }
    meeting = Meeting(**(defaults | given))
    meeting.attendance = [
        Attendee(
            name="Peserta Rahasia",
            organisation_id=organisation.id,
            kind=OrganisationKind.PRIVATE,
            sex=Sex.FEMALE,
            source=AttendanceSource.TYPED,
        )
        for organisation in attending
    ]
    db.session.add(meeting)
    db.session.commit()
    return meeting


def did(action: Any, *targets: Any, **answers: Any) -> Any:
    """One act in one transaction, as a form would do it."""
    with transaction():
        return action(*targets, **answers)


def some_minutes(
    meeting: Meeting | None = None, text: str = "# Pembukaan", by: User | None = None
) -> Minutes:
    """A draft with one revision, one decision and one action item."""
    meeting = meeting or a_meeting()
    writer = by or meeting.note_taker
    minutes = did(actions.save_text, minutes_of(meeting), by=writer, text=text, base=0)
    did(points.add_decision, minutes, by=writer, text="Tujuh strategi disepakati")
    return minutes


def add_item(minutes: Minutes, organisation: Organisation | None = None, **given: Any) -> ActionItem:
    """An action item of a draft."""
    organisation = organisation or an_organisation()
    answers: dict[str, Any] = {
        "what": "Memperbaiki 40 rumah di Stabat",
        "organisation": organisation.slug,
        "person": "Penanggung Jawab",
        "due_on": today() + timedelta(days=30),
        "priority": Priority.NORMAL,
    }
    return did(points.add_item, minutes, by=minutes.meeting.note_taker, **(answers | given))


def sent(minutes: Minutes, until: date | None = None) -> Minutes:
    """The draft, sent to those who attended."""
    until = until or today() + timedelta(days=7)
    taker = minutes.meeting.note_taker
    return did(actions.send_minutes, minutes, by=taker, respond_by=until, closed=time(12, 30))


def approved(minutes: Minutes) -> Minutes:
    """Sent and approved by a Sekda; nobody had to answer."""
    db.session.execute(db.update(Minutes).where(Minutes.id == sent(minutes).id).values(respond_by=None))
    db.session.commit()
    return did(actions.approve_minutes, minutes, by=a_sekda())


def an_item(organisation: Organisation | None = None, **given: Any) -> ActionItem:
    """A living action item, of approved minutes."""
    minutes = some_minutes(given.pop("meeting", None))
    item = add_item(minutes, organisation, **given)
    approved(minutes)
    return item


def minutes_of(meeting: Meeting) -> Minutes:
    found = queries.get_minutes(meeting.reference)
    assert found is not None
    return found


def verbs(thing: Any) -> list[str]:
    """What the trail says was done to a thing, oldest first."""
    mine = AuditEntry.object_id == str(thing.id)
    statement = select(AuditEntry.action).where(AuditEntry.object_kind == thing.__tablename__, mine)
    return list(db.session.scalars(statement.order_by(AuditEntry.id)))


def entries() -> int:
    """How many entries the trail has."""
    return len(db.session.scalars(select(AuditEntry.id)).all())


def mails_to(person: User) -> list[str]:
    """Subjects of the mails to somebody, oldest first."""
    statement = select(OutboxMail.subject).where(OutboxMail.recipient == person.email)
    return list(db.session.scalars(statement.order_by(OutboxMail.id)))


def later(**delta: int) -> datetime:
    return now() + timedelta(**delta)
