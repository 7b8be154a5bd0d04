"""A meeting with everything that papers can show."""

from datetime import UTC, datetime, timedelta
from typing import Any

from portal.core.clock import today
from portal.core.database import db
from portal.meetings.models import AgendaItem, Attendee, Meeting, MeetingInvitation
from portal.meetings.rules import AttendanceSource, Sex
from portal.minutes import actions
from portal.minutes.models import Minutes
from portal.minutes.rules import Priority
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.points.actions import add_decision, add_item, add_point
from tests.factories import an_organisation
from tests.minutes.support import a_meeting, a_note_taker, approved, did, minutes_of

FRIDAY = datetime(2024, 12, 13, 2, 0, tzinfo=UTC)  # 09.00 WIB
TEXT = "# Pembukaan\n\nRapat dibuka oleh **Sekda**.\n\n1. satu\n2. dua\n\n| KK |\n|--:|\n| 9 |"


def a_full_meeting(**given: Any) -> Meeting:
    """The meeting of 13 December 2024, with agenda, invitations, three people, one written twice."""
    first, second = an_organisation(name="PT Contoh Sawit"), an_organisation(name="Dinas Contoh")
    defaults: dict[str, Any] = {
        "title": "FGD Kajian Kantong-kantong Kemiskinan",
        "starts_at": FRIDAY,
        "place": "Ruang Pola Kantor Bupati Langkat",
        "letter_number": "400-25/K/2024",
        "chair_name": "Amril, S.Sos., M.A.P.",
        "chair_position": "Sekretaris Daerah",
        "note_taker": a_note_taker(),
    }
    meeting = a_meeting(**(defaults | given))
    meeting.agenda = [
        AgendaItem(position=1, title="Pembukaan", minutes=15, presenter="Sekda"),
        AgendaItem(position=2, title="Pembahasan", minutes=90, presenter="Bappeda"),
        AgendaItem(position=3, title="Penutup"),
    ]
    meeting.invitations = [
        MeetingInvitation(organisation_id=first.id, sent_at=FRIDAY - timedelta(days=4)),
        MeetingInvitation(organisation_id=second.id),
    ]
    siti = attendee("Siti Rahmah, S.E.", second, Sex.FEMALE, "Kepala Bidang", OrganisationKind.GOVERNMENT)
    meeting.attendance = [attendee("Budi Santoso", first), siti, attendee("Budi Kedua", first)]
    db.session.commit()
    meeting.attendance.append(attendee("Siti rahmah", second, merged_into_id=siti.id))
    db.session.commit()
    return meeting


def attendee(
    name: str,
    organisation: Organisation,
    sex: Sex = Sex.MALE,
    position: str = "Manajer",
    kind: OrganisationKind = OrganisationKind.PRIVATE,
    **given: Any,
) -> Attendee:
    return Attendee(
        name=name,
        organisation_id=organisation.id,
        sex=sex,
        position=position,
        kind=kind,
        contact="0811-RAHASIA",
        source=AttendanceSource.TYPED,
        **given,
    )


def full_minutes(
    meeting: Meeting | None = None, text: str = TEXT, what: str = "Memperbaiki 40 rumah"
) -> Minutes:
    """A draft with a text, a point, two decisions and an action item."""
    meeting = meeting or a_full_meeting()
    by, minutes = meeting.note_taker, minutes_of(meeting)
    minutes = did(actions.save_text, minutes, by=by, text=text, base=0)
    slug = meeting.invitations[0].organisation.slug
    said = {"organisation": slug, "said": "Kapan data diperbarui?", "answer": "Setiap triwulan."}
    did(add_point, minutes, by=by, **said)
    for decision in ("Pendataan sasaran secara akurat", "Kemitraan dengan berbagai pihak"):
        did(add_decision, minutes, by=by, text=decision)
    item = {"what": what, "organisation": slug, "person": "Budi Santoso", "priority": Priority.HIGH}
    did(add_item, minutes, by=by, due_on=today() + timedelta(days=30), **item)
    return minutes


def approved_minutes() -> Minutes:
    return approved(full_minutes())
