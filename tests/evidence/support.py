"""A report with evidence."""

from typing import Any

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.core.database import db, transaction
from portal.evidence import actions
from portal.evidence.models import Evidence
from portal.files import keeping
from portal.files.rules import ANYTHING
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus
from tests.factories import a_commitment
from tests.files.making import PDF, photo_with_place

FILES = {"laporan.pdf": PDF, "foto.jpg": photo_with_place()}


def a_report(
    commitment: Commitment | None = None, status: ReportStatus = ReportStatus.DRAFT, **given: Any
) -> ProgressReport:
    """A report of the second quarter of 2026."""
    commitment = commitment or a_commitment()
    defaults = {"year": 2026, "quarter_number": 2, "created_by_id": commitment.created_by_id}
    report = ProgressReport(commitment_id=commitment.id, status=status, **(defaults | given))
    db.session.add(report)
    db.session.commit()
    return report


def some_evidence(
    report: ProgressReport, name: str = "foto.jpg", by: User | None = None, **given: Any
) -> Evidence:
    """One file of a report, added while it was a draft."""
    by = by or report.commitment.created_by
    status, report.status = report.status, ReportStatus.DRAFT
    db.session.commit()
    data = FILES.get(name) or FILES["foto.jpg" if name.endswith("jpg") else "laporan.pdf"]
    checked = keeping.check(name, data, ANYTHING, longest=2000, small=True)
    with transaction():
        (evidence,) = actions.add_evidence(report, by=by, files=[checked], **given)
    report.status = status
    db.session.commit()
    return evidence


def released(report: ProgressReport, by: User, name: str = "foto.jpg") -> Evidence:
    """One that everybody may see."""
    evidence = some_evidence(report, name)
    with transaction():
        actions.release(evidence, by=by)
    return evidence
