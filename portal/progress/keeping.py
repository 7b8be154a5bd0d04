"""Keeps beside each promise what was realised of it, and when its next report is due.

Everything here runs in the transaction of its cause, with the commitment's row locked (`locked_commitment`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import lazyload
from sqlalchemy.orm.attributes import set_committed_value

from portal.commitments.models import Allocation, Commitment
from portal.commitments.reporting_rules import heard_on
from portal.commitments.rules import CommitmentStatus
from portal.commitments.standing import first_quarter_of
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus, next_due

R = ProgressReport
KEPT = {  # an allocation's column, and the column of a report's line that it repeats
    "realised_rupiah": "rupiah",
    "realised_quantity": "quantity",
    "reached_households": "households",
    "reached_people": "people",
    "physical_percent": "physical_percent",
}
Realised = dict[str, int | Decimal | None]
NOTHING: Realised = dict.fromkeys(KEPT)


@dataclass(frozen=True)
class Told:
    """As much of a report as the standing of its commitment follows from."""

    quarter: Quarter
    status: ReportStatus
    returned_at: datetime | None
    verified_at: datetime | None


def locked_commitment(commitment_id: int) -> Commitment:
    """The commitment as it stands now, locked: whoever changes its reports or figures comes one by one."""
    statement = select(Commitment).filter_by(id=commitment_id).with_for_update(of=Commitment)
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def locked_report(report: ProgressReport) -> ProgressReport:
    """The report as it stands now, locked after its commitment: of two at once the second finds it moved."""
    commitment = locked_commitment(report.commitment_id)
    statement = select(R).filter_by(id=report.id).with_for_update(of=R).options(lazyload(R.commitment))
    current = db.session.scalars(statement.execution_options(populate_existing=True)).one()
    set_committed_value(current, "commitment", commitment)
    return current


def refresh_standing(commitment: Commitment) -> None:
    """Set `report_due_on` and `heard_on` from the reports; call it after anything they follow from changed.

    That is: a report's status, the commitment's status, or its first day.
    """
    db.session.flush()
    due, heard = standing_of(commitment, told_by(commitment.id))
    commitment.report_due_on, commitment.heard_on = due, heard


def standing_of(commitment: Commitment, reports: Iterable[Told]) -> tuple[date | None, date | None]:
    """When the next report is due (None once closed), and from which day silence counts."""
    first = first_quarter_of(commitment)
    if first is None or commitment.starts_on is None or commitment.verified_at is None:
        return None, None
    told = list(reports)
    moments = {each.quarter: (each.status, _day(each.returned_at)) for each in told}
    runs = commitment.status is CommitmentStatus.VERIFIED
    verified = [each.verified_at for each in told if each.verified_at]
    heard = heard_on(
        commitment.starts_on, in_wib(commitment.verified_at).date(), _day(max(verified, default=None))
    )
    return next_due(first, moments, terms().report_days) if runs else None, heard


def told_by(commitment_id: int) -> list[Told]:
    """The reports of one commitment."""
    columns = (R.year, R.quarter_number, R.status, R.returned_at, R.verified_at)
    found = db.session.execute(select(*columns).where(R.commitment_id == commitment_id))
    return [Told(Quarter(row.year, row.quarter_number), *row[2:]) for row in found]


def newest_verified(commitment_id: int) -> ProgressReport | None:
    """The verified report of the latest quarter: its figures are what was realised."""
    statement = select(R).where(R.commitment_id == commitment_id, R.status == ReportStatus.VERIFIED)
    return db.session.scalar(statement.order_by(R.year.desc(), R.quarter_number.desc()).limit(1))


def write_realised(commitment_id: int) -> None:
    """Repeat the figures of the newest verified report beside the promises; nothing where there is none."""
    db.session.flush()
    realised = realised_by(commitment_id)
    allocations = select(Allocation).where(Allocation.commitment_id == commitment_id).order_by(Allocation.id)
    for allocation in db.session.scalars(allocations.options(lazyload("*"))):
        for name, value in realised.get(allocation.id, NOTHING).items():
            setattr(allocation, name, value)


def realised_by(commitment_id: int) -> Mapping[int, Realised]:
    """What the newest verified report says of each allocation, by its id."""
    newest = newest_verified(commitment_id)
    if newest is None:
        return {}
    columns = (ReportLine.allocation_id, *(getattr(ReportLine, name) for name in KEPT.values()))
    lines = select(*columns).where(ReportLine.report_id == newest.id, ReportLine.allocation_id.is_not(None))
    return {key: dict(zip(KEPT, values, strict=True)) for key, *values in db.session.execute(lines)}


def _day(moment: Any) -> date | None:
    return in_wib(moment).date() if moment else None
