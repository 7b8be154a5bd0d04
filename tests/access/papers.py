"""A meeting with a letter that went out and a signed scan, and how its papers are addressed."""

from typing import Any

from portal.core.clock import now
from portal.core.database import db
from portal.meetings.models import MeetingInvitation
from portal.organisations.models import Organisation
from portal.papers.actions import add_scan
from portal.papers.rules import ScanRole
from tests.files.making import PDF, upload
from tests.minutes.support import a_meeting, did


def papers_of(organisation: Organisation) -> dict[str, Any]:
    """Papers of a meeting to which the organisation was invited."""
    meeting = a_meeting()
    meeting.invitations = [MeetingInvitation(organisation_id=organisation.id, sent_at=now())]
    db.session.commit()
    document = upload(PDF, "notulen.pdf")
    scan = did(add_scan, meeting, role=ScanRole.MINUTES, document=document, by=meeting.note_taker)
    return {"papers": meeting.reference, "scan": scan.id}


def in_papers(at: str, values: dict[str, Any]) -> str:
    """The address with these things in it."""
    return at.replace("<reference>", values["papers"]).replace("<int:number>", str(values["scan"]))
