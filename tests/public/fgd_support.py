"""Published FGDs with secrets beside them, and a reader of calendar files."""

import re
from datetime import date
from typing import Any

from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.meetings.models import AgendaItem, Attendee, Meeting
from portal.meetings.rules import AttendanceSource, Sex
from portal.minutes import later_actions
from portal.minutes.models import ActionItem, Minutes
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.strategies.queries import get_strategy
from tests.factories import a_commitment, a_pocket, a_verifier, an_organisation
from tests.minutes.support import a_meeting, add_item, approved, did, some_minutes

SECRET = "RAHASIA"
CROWD = (  # kind, sex, how many
    (OrganisationKind.GOVERNMENT, Sex.MALE, 9),
    (OrganisationKind.GOVERNMENT, Sex.FEMALE, 4),
    (OrganisationKind.NGO, Sex.FEMALE, 3),
    (OrganisationKind.COMMUNITY, Sex.FEMALE, 2),
)


def people(*groups: tuple[OrganisationKind, Sex, int]) -> list[Attendee]:
    """Attendees whose every word is secret."""
    return [
        Attendee(
            name=f"{SECRET} nama {number}",
            organisation_written=f"{SECRET} lembaga",
            position=f"{SECRET} jabatan",
            contact=f"{SECRET} 0812",
            kind=kind,
            sex=sex,
            source=AttendanceSource.QR,
        )
        for kind, sex, count in groups
        for number in range(count)
    ]


def an_fgd(organisation: Organisation | None = None, **given: Any) -> Minutes:
    """An FGD with approved, unpublished minutes: one decision, one item, an agenda, a crowd."""
    names = {"chair_name": f"{SECRET} pimpinan", "chair_position": "Sekretaris Daerah"}
    meeting = a_meeting(**(names | given))
    meeting.attendance += people(*CROWD)
    meeting.agenda = [AgendaItem(position=1, title="Paparan data", minutes=20, presenter="Tim data")]
    meeting.pockets, strategy = [a_pocket()], get_strategy(5)
    meeting.strategies = [strategy] if strategy else []
    db.session.commit()
    minutes = some_minutes(meeting, "# Pembukaan\n\nIsi **notulen**.")
    add_item(minutes, organisation, person=f"{SECRET} orang", what="Memperbaiki 40 rumah")
    return approved(minutes)


def a_published_fgd(organisation: Organisation | None = None, **given: Any) -> Minutes:
    """The same, published."""
    minutes = an_fgd(organisation, **given)
    did(later_actions.publish, minutes, by=a_verifier())
    return minutes


def a_born_commitment(minutes: Minutes, status: CommitmentStatus = CommitmentStatus.VERIFIED) -> Any:
    """The first item of these minutes as a commitment."""
    item: ActionItem = minutes.action_items[0]
    commitment = a_commitment(an_organisation(), status, origin=item.reference, title="Rumah dari RTL")
    item.commitment_id = commitment.id
    db.session.commit()
    return commitment


def overdue(minutes: Minutes) -> None:
    """Let the first item's date lie in the past."""
    minutes.action_items[0].due_on = date(2026, 1, 5)
    db.session.commit()


def reference_of(minutes: Minutes) -> str:
    meeting: Meeting = minutes.meeting
    return meeting.reference


def calendar(text: str) -> list[dict[str, str]]:
    """The events of an RFC 5545 file by property name, unfolded and unescaped."""
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    events: list[dict[str, str]] = []
    for line in lines[1:-2]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif line != "END:VEVENT" and events:
            assert name not in events[-1], name
            events[-1][name] = re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), value)
    return events
