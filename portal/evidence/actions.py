"""Adding evidence to a report, and deciding file by file whether everybody may see it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.commitments.models import Allocation
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.evidence.models import Evidence
from portal.evidence.queries import counts_of_report
from portal.evidence.reports import Report, locked_report
from portal.evidence.rules import MOST_FILES, EvidenceState, may_move
from portal.policy import Permission, can
from portal.uploads.receiving import Handed, Kept, take

REPORT_CLOSED = _l("Laporan ini sudah dikirim: buktinya tidak bisa diubah sekarang.")
ENOUGH = _l("Satu laporan memuat paling banyak %(most)d berkas", most=MOST_FILES)
OTHER_PLACE = _l("Pilih tempat yang ada dalam komitmen ini")
NOT_VERIFIED = _l("Bukti baru bisa diterbitkan setelah laporannya diverifikasi.")
MOVED = _l("Bukti ini sudah diterbitkan atau ditarik oleh orang lain.")
NOT_YOURS = _l("Anda tidak berwenang atas bukti ini.")
REASON_WANTED = _l("Tulis alasan bukti ini ditarik")
GONE = _l("Bukti ini sudah dihapus.")


def add_evidence(
    report: Report,
    *,
    by: User,
    files: Sequence[Handed],
    caption: str | None = "",
    taken_on: date | None = None,
    allocation_id: int | None = None,
) -> list[Evidence]:
    """Put files to a report that is not handed in; one audit entry each.

    Raises NotAllowedNow for a report that was handed in, Refused at "evidence" or "allocation_id".
    """
    _demand(by, Permission.EVIDENCE_ADD, report)
    present = locked_report(report.id)
    if present is None or not present.is_open:
        raise NotAllowedNow(REPORT_CLOSED)
    if counts_of_report(report.id).files + len(files) > MOST_FILES:
        raise Refused(ENOUGH, "evidence")
    _check_place(report, allocation_id)
    about = {"caption": caption or "", "taken_on": taken_on, "allocation_id": allocation_id}
    return [_add(report, kept, about, by) for kept in take(files, by=by, field="evidence")]


def change_evidence(
    evidence: Evidence, *, by: User, caption: str | None, taken_on: date | None, allocation_id: int | None
) -> Evidence:
    """Say better what a file shows, while its report is open."""
    present = _locked(evidence)
    _demand(by, Permission.EVIDENCE_CHANGE, present)
    report = _open_report(present)
    _check_place(report, allocation_id)
    answers = {"caption": caption or "", "taken_on": taken_on, "allocation_id": allocation_id}
    record("evidence.edit", present, by=by, changes=set_fields(present, answers))
    return present


def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take a file away again while its report is open; its bytes go with the next sweep."""
    present = _locked(evidence)
    _demand(by, Permission.EVIDENCE_CHANGE, present)
    _open_report(present)
    _remove(present, by)


def release(evidence: Evidence, *, by: User) -> Evidence:
    """Let everybody see it. Raises Refused, or NotAllowedNow when its report is not verified or it is out."""
    present = _moving(evidence, EvidenceState.RELEASED, by)
    report = locked_report(present.report_id)
    if report is None or not report.is_verified:
        raise NotAllowedNow(NOT_VERIFIED)
    answers = {"released_at": now(), "released_by_id": by.id, "withheld_reason": ""}
    record("evidence.release", present, by=by, changes=set_fields(present, answers))
    return present


def withdraw(evidence: Evidence, *, by: User, reason: str | None) -> Evidence:
    """Let nobody but the office and the partner see it any more, and say why."""
    if not (reason or "").strip():
        raise Refused(REASON_WANTED, "reason")
    present = _moving(evidence, EvidenceState.WITHHELD, by)
    answers = {"released_at": None, "released_by_id": None, "withheld_reason": reason or ""}
    record("evidence.withdraw", present, by=by, changes=set_fields(present, answers), reason=reason or "")
    return present


def _add(report: Report, kept: Kept, about: dict[str, Any], by: User) -> Evidence:
    evidence = Evidence(
        commitment_id=report.commitment_id,
        report_id=report.id,
        file_id=kept.file.id,
        thumbnail_id=kept.thumbnail.id if kept.thumbnail else None,
        created_by_id=by.id,
        is_example=report.is_example,
        **about,
    )
    db.session.add(evidence)
    db.session.flush()
    changes = {"file": (None, kept.file.name), "sha256": (None, kept.file.sha256)}
    record("evidence.add", evidence, by=by, changes=changes)
    return evidence


def _remove(evidence: Evidence, by: User) -> None:
    file, thumbnail = evidence.file, evidence.thumbnail
    changes = {"file": (file.name, None), "sha256": (file.sha256, None)}
    record("evidence.remove", evidence, by=by, changes=changes)
    db.session.delete(evidence)
    db.session.flush()
    for each in filter(None, (file, thumbnail)):
        db.session.delete(each)
    db.session.flush()


def _locked(evidence: Evidence) -> Evidence:
    """As it stands now, held until the end of the transaction."""
    statement = select(Evidence).filter_by(id=evidence.id).with_for_update(of=Evidence)
    present = db.session.scalar(statement.execution_options(populate_existing=True))
    if present is None:
        raise NotAllowedNow(GONE)
    return present


def _moving(evidence: Evidence, target: EvidenceState, by: User) -> Evidence:
    present = _locked(evidence)
    _demand(by, Permission.EVIDENCE_RELEASE, present)
    if not may_move(present.state, target):
        raise NotAllowedNow(MOVED)
    return present


def _open_report(evidence: Evidence) -> Report:
    report = locked_report(evidence.report_id)
    if report is None or not report.is_open or evidence.is_released:
        raise NotAllowedNow(REPORT_CLOSED)
    return report


def _demand(by: User, permission: Permission, thing: Any) -> None:
    if not can(by, permission, thing):
        raise Refused(NOT_YOURS)


def _check_place(report: Report, allocation_id: int | None) -> None:
    """A place of this commitment, or none."""
    known = select(Allocation.id).filter_by(commitment_id=report.commitment_id, id=allocation_id)
    if allocation_id is not None and db.session.scalar(known) is None:
        raise Refused(OTHER_PLACE, "allocation_id")
