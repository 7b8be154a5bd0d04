"""Keeping the signed papers of a meeting, and taking wrong ones away."""

from portal.accounts.models import User
from portal.audit.actions import record
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.files.keeping import Upload, attach, detach, keep
from portal.files.models import FileLink
from portal.files.queries import get_link
from portal.files.rules import ANYTHING
from portal.meetings.models import Meeting
from portal.papers.queries import KIND, Scan, scans_of
from portal.papers.rules import MOST_SCANS, ScanRole
from portal.policy import Permission, can

NOT_YOURS = _l("Anda tidak berwenang menyimpan berkas FGD ini.")
ENOUGH = _l("FGD ini sudah memiliki %(most)d berkas. Hapus yang tidak diperlukan.", most=MOST_SCANS)
GONE = _l("Berkas ini sudah dihapus.")


def add_scan(meeting: Meeting, *, role: ScanRole, document: Upload, by: User) -> FileLink:
    """Keep a file of the meeting. Raises Refused."""
    if not can(by, Permission.MEETING_PLAN, meeting):
        raise Refused(NOT_YOURS)
    if len(scans_of(meeting)) >= MOST_SCANS:
        raise Refused(ENOUGH, "document")
    stored = keep(document, by=by, kinds=ANYTHING)
    link = attach(stored, meeting, role=role)
    changes = {"file": (None, stored.name), "file_role": (None, role), "sha256": (None, stored.sha256)}
    record("meeting.file_add", meeting, by=by, changes=changes)
    return link


def remove_scan(scan: Scan, *, by: User) -> None:
    """Take a file of the meeting away. Raises Refused, or NotAllowedNow when somebody else did."""
    if not can(by, Permission.MEETING_PLAN, scan.meeting):
        raise Refused(NOT_YOURS)
    link = get_link(KIND, scan.meeting.id, scan.link.id)
    if link is None:
        raise NotAllowedNow(GONE)
    stored, role = link.file, scan.role
    detach(link)
    changes = {"file": (stored.name, None), "file_role": (role, None), "sha256": (stored.sha256, None)}
    record("meeting.file_remove", scan.meeting, by=by, changes=changes)
