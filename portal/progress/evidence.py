"""How the room of evidence, which stands below, finds a report and its pages."""

from typing import Any

from flask import url_for
from sqlalchemy import select

from portal.core.database import db
from portal.evidence.reports import found_by, stands_at
from portal.progress.models import ProgressReport


@found_by
def find_report(report_id: int, hold: bool) -> ProgressReport | None:
    """One report; with `hold` as it stands now, locked until the end of the transaction."""
    statement = select(ProgressReport).filter_by(id=report_id)
    if hold:
        statement = statement.with_for_update(of=ProgressReport).execution_options(populate_existing=True)
    return db.session.scalar(statement)


@stands_at
def report_address(report: Any, office: bool) -> str:
    """The page of the report in the office, or the partner's own."""
    endpoint = "progress_office.report" if office else "progress.report"
    address = url_for(endpoint, reference=report.commitment.reference, quarter=report.quarter.slug)
    return f"{address}#bukti"
