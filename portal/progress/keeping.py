"""Keeps beside each promise what was realised of it, and when its next report is due.

Everything here runs in the transaction of its cause, with the commitment's row locked (`locked_commitment`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import lazyload, load_only
from sqlalchemy.orm.attributes import set_committed_value

from portal.commitments.models import Allocation, Commitment
from portal.commitments.reporting_rules import heard_on
from portal.commitments.rules import CommitmentStatus
from portal.commitments.standing import first_quarter_of
from portal.core.clock import in_wib
from portal.core.database import built_once, db, read_under_lock
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
    anew = statement.execution_options(populate_existing=True)
    return read_under_lock(Commitment, commitment_id) or db.session.scalars(anew).one()


def locked_report(report: ProgressReport) -> ProgressReport:
    """The report as it stands now, locked after its commitment: of two at once the second finds it moved."""
    commitment = locked_commitment(report.commitment_id)
    statement = select(R).filter_by(id=report.id).with_for_update(of=R).options(lazyload(R.commitment))
    anew = statement.execution_options(populate_existing=True)
    current = read_under_lock(R, report.id) or db.session.scalars(anew).one()
    set_committed_value(current, "commitment", commitment)
    return current


def refresh_standing(commitment: Commitment) -> None:
    """Set `report_due_on` and `heard_on` from the reports; call it after anything they follow from changed.

    That is: a report's status, the commitment's status, or its first day.
    """
    _set_standing(commitment, _reports_of(commitment.id))


def refresh_realised(commitment: Commitment) -> None:
    """After a verification: `refresh_standing`, and repeat beside each promise what was realised of it.

    That are the figures of the newest verified report; nothing where there is none.
    """
    reports = _reports_of(commitment.id)
    _set_standing(commitment, reports)
    verified = [each for each in reports if each.is_verified]
    newest = max(verified, key=lambda each: each.quarter).id if verified else None
    with db.session.no_autoflush:
        found = db.session.execute(_beside(), {"commitment_id": commitment.id, "report_id": newest})
    for allocation, *figures in found:
        for name, value in zip(KEPT, figures, strict=True):
            setattr(allocation, name, value)


def _set_standing(commitment: Commitment, reports: Iterable[Told | ProgressReport]) -> None:
    commitment.report_due_on, commitment.heard_on = standing_of(commitment, reports)


def _reports_of(commitment_id: int) -> Sequence[ProgressReport]:
    """As they will stand: what was changed in this transaction is written later, all at once."""
    if db.session.new:
        db.session.flush()
    with db.session.no_autoflush:
        return db.session.scalars(_reports(), {"commitment_id": commitment_id}).all()


@built_once
def _reports() -> Select[ProgressReport]:
    needed = load_only(R.year, R.quarter_number, R.status, R.returned_at, R.verified_at)
    mine = R.commitment_id == bindparam("commitment_id")
    return select(R).where(mine).options(needed, lazyload(R.commitment))


@built_once
def _beside() -> Select[*tuple[Any, ...]]:
    """The lines of a commitment, each with its figures in one report."""
    told = (ReportLine.allocation_id == Allocation.id) & (ReportLine.report_id == bindparam("report_id"))
    columns = (getattr(ReportLine, name) for name in KEPT.values())
    statement = select(Allocation, *columns).outerjoin(ReportLine, told).order_by(Allocation.id)
    return statement.where(Allocation.commitment_id == bindparam("commitment_id")).options(lazyload("*"))


def standing_of(
    commitment: Commitment, reports: Iterable[Told | ProgressReport]
) -> tuple[date | None, date | None]:
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


def _day(moment: Any) -> date | None:
    return in_wib(moment).date() if moment else None
