"""What a partner does with a quarterly report: begin it, save it as a draft, hand it in."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.commitments.models import Commitment
from portal.commitments.rules import PUBLIC
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.values import Quarter
from portal.core.wording import _, _l
from portal.evidence.actions import add_evidence
from portal.policy import Permission, can
from portal.progress import telling
from portal.progress.checks import gaps_of
from portal.progress.keeping import locked_commitment, locked_report, refresh_standing
from portal.progress.lines import fit_lines, lines_for, repeat_lines
from portal.progress.models import ProgressReport
from portal.progress.queries import Slot, report_of
from portal.progress.reading import in_the_way, why_not_asked
from portal.progress.rules import EDITABLE, ReportStatus, may_move
from portal.progress.sheet import answer_of, sheet_of
from portal.uploads.receiving import Handed
from portal.web.formats import quarter as quarter_name

S = ReportStatus
NOT_YOURS = _l("Anda bukan anggota lembaga yang memiliki komitmen ini")
SENT = _l("Laporan ini sudah dikirim, jadi isinya tidak bisa diubah di sini")
INCOMPLETE = _l("Masih ada yang belum lengkap. Lengkapi yang disebut di bawah, lalu kirim lagi.")
CHANGED = _l("Laporan ini baru saja diubah orang lain. Muat ulang halaman, lalu simpan lagi.")


def open_report(slot: Slot, *, by: User) -> ProgressReport:
    """Begin the report of a quarter with the last totals in it; the same one for whoever comes second.

    Raises NotAllowedNow for a quarter that is not asked for, or while an earlier one is.
    """
    commitment = locked_commitment(slot.commitment.id)
    _demand_own(commitment, by)
    begun = report_of(commitment.id, slot.quarter)
    if begun is not None:
        return begun
    _demand_turn(commitment, slot.quarter)
    report = ProgressReport(
        commitment_id=commitment.id,
        commitment=commitment,
        year=slot.quarter.year,
        quarter_number=slot.quarter.number,
        created_by_id=by.id,
        is_example=commitment.is_example,
    )
    before = sheet_of(commitment.id, slot.quarter, None).before_lines
    report.lines = lines_for(commitment, {}, before)
    db.session.add(report)
    record("report.open", report, by=by)
    return report


def save_report(
    report: ProgressReport,
    *,
    by: User,
    places: Sequence[Mapping[str, Any]],
    no_progress: bool = False,
    is_final: bool = False,
    evidence: Sequence[Handed] = (),
    **texts: str | None,
) -> ProgressReport:
    """Keep what was typed of each place: {allocation, rupiah, quantity, …, disabled, physical}.

    `texts`: no_progress_reason, obstacles, follow_up, explanation. `evidence`: files that come along.
    Raises NotAllowedNow once it was sent.
    """
    current = _editable(report, by)
    written = {name: texts.get(name) or "" for name in TEXTS}
    answers: dict[str, Any] = {"no_progress": no_progress, "is_final": is_final, **written}
    changes = set_fields(current, answers) | fit_lines(current, places)
    if changes:
        current.updated_at = now()  # lines alone do not change the row: this moves its version
        record("report.save", current, by=by, changes=changes)
    if evidence:
        add_evidence(current, by=by, files=evidence)
    return current


TEXTS = ("no_progress_reason", "obstacles", "follow_up", "explanation")


def submit_report(report: ProgressReport, *, by: User) -> ProgressReport:
    """Hand it in. Raises NotAllowedNow, or Refused while something is missing.

    Without progress the totals stay those of the report before, whatever was typed.
    """
    current = _editable(report, by)
    if not may_move(current.status, S.SUBMITTED):
        raise NotAllowedNow(SENT)
    changes = fit_lines(current, [])  # an amendment may have moved the places since it was saved
    sheet = sheet_of(current.commitment_id, current.quarter, current.id)
    if gaps_of(answer_of(current, sheet)):
        raise Refused(INCOMPLETE)
    if current.no_progress:
        changes |= repeat_lines(current, sheet.before_lines)
    at = now()
    moved = {"status": S.SUBMITTED, "submitted_at": at, "submitted_by_id": by.id, "reason": ""}
    changes |= set_fields(current, moved | {"first_submitted_at": current.first_submitted_at or at})
    refresh_standing(current.commitment)
    record("report.submit", current, by=by, changes=changes)
    telling.of_waiting(current)
    return current


def _demand_own(commitment: Commitment, by: User) -> None:
    if not can(by, Permission.REPORT_WRITE, commitment):
        raise Refused(NOT_YOURS)


def _demand_turn(commitment: Commitment, quarter: Quarter) -> None:
    """It runs, the quarter has begun, and no earlier one waits to be written."""
    unasked = why_not_asked(commitment, quarter)
    if unasked is not None:
        raise NotAllowedNow(unasked)
    earlier = in_the_way(commitment, quarter)
    if earlier is not None:
        raise NotAllowedNow(_("Kirim laporan %(quarter)s lebih dahulu.", quarter=quarter_name(earlier)))


def _editable(report: ProgressReport, by: User) -> ProgressReport:
    """The report as it stands now, locked; nobody saved it since it was looked at."""
    seen, current = report.version, locked_report(report)
    _demand_own(current.commitment, by)
    if current.status not in EDITABLE or current.commitment.status not in PUBLIC:
        raise NotAllowedNow(SENT)
    if current.version != seen:
        raise NotAllowedNow(CHANGED)
    return current
