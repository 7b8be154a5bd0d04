"""What the office decides about a quarterly report: verify it, or send it back with the reason."""

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import REASON_WANTED, demanded, says_something
from portal.core.wording import _l
from portal.policy import Permission, can
from portal.progress import telling
from portal.progress.keeping import locked_report, refresh_realised, refresh_standing
from portal.progress.models import ProgressReport
from portal.progress.queries import writers_of
from portal.progress.rules import ReportStatus, may_move
from portal.reviews.actions import complete_commitment

S = ReportStatus
ALREADY_MOVED = _l("Langkah ini tidak bisa dilakukan sekarang: status laporan sudah berubah.")
NOT_YOURS = _l("Anda tidak berwenang memeriksa laporan ini.")
YOUR_OWN = _l("Anda ikut menulis laporan ini. Verifikator lain yang memeriksanya.")


def verify_report(
    report: ProgressReport, *, by: User, reason: str = "", closing: str | None = None
) -> ProgressReport:
    """Accept the figures: if the quarter is the newest verified one, they are from now what was realised.

    `reason` is a note to the partner. `closing` completes the commitment with this public explanation.
    Raises NotAllowedNow unless it waits, Refused unless `by` may review it.
    """
    waiting = _locked(report, S.VERIFIED, by)
    if closing is not None and not says_something(closing):
        raise Refused(REASON_WANTED, "closing")
    moved = {"status": S.VERIFIED, "verified_at": now(), "verified_by_id": by.id, "reason": ""}
    changes = set_fields(waiting, moved)
    refresh_realised(waiting.commitment)
    record("report.verify", waiting, by=by, changes=changes, reason=reason or "")
    telling.of_verification(waiting, reason or "")
    if closing is not None and waiting.commitment.status is CommitmentStatus.VERIFIED:
        complete_commitment(waiting.commitment, by=by, reason=closing)
    return waiting


def return_report(report: ProgressReport, *, by: User, reason: str) -> ProgressReport:
    """Send it back for mending, saying what is missing. Raises NotAllowedNow and Refused as above."""
    waiting = _locked(report, S.RETURNED, by)
    demanded(reason)
    changes = set_fields(waiting, {"status": S.RETURNED, "returned_at": now(), "reason": reason})
    refresh_standing(waiting.commitment)
    record("report.return", waiting, by=by, changes=changes, reason=reason)
    telling.of_return(waiting, reason)
    return waiting


def _locked(report: ProgressReport, new: ReportStatus, by: User) -> ProgressReport:
    """The report as it stands now, locked, if this person may decide about it."""
    current = locked_report(report)
    if not can(by, Permission.REPORT_REVIEW, current):
        raise Refused(NOT_YOURS)
    if by.id in writers_of(current):
        raise Refused(YOUR_OWN)
    if not may_move(current.status, new):
        raise NotAllowedNow(ALREADY_MOVED)
    return current
