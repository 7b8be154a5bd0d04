"""What stands of reports on pages of rooms below: promised, delivered and reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.reporting_rules import due_on
from portal.commitments.rules import PUBLIC
from portal.core.database import db
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.progress import reading
from portal.progress.models import ProgressReport
from portal.progress.rules import Figures, ReportState, ReportStatus
from portal.web.parts import Part, part_of

R = ProgressReport


@dataclass(frozen=True)
class Achievement:
    """What was promised and what of it was realised, all places together; None where no place has it."""

    pledge: Figures
    realised: Figures

    @property
    def percent(self) -> int | None:
        """Of the quantity, else of the rupiah; rounded down, so that 100 means all."""
        pairs = ((self.realised.quantity, self.pledge.quantity), (self.realised.rupiah, self.pledge.rupiah))
        done = (int(some * 100 / whole) for some, whole in pairs if some is not None and whole)
        return next(done, None)


@dataclass(frozen=True)
class ReportMark:
    """One report in the list of a commitment."""

    reference: str
    quarter: Quarter
    state: ReportState
    due_on: date
    first_submitted_at: datetime | None
    returned_at: datetime | None = None


def achievement_and_reports(commitment: Commitment) -> tuple[Achievement, list[ReportMark]]:
    """The sums of a commitment's places, and its reports, the latest quarter first: one query for both."""
    a = Allocation
    promised = (a.rupiah, a.quantity, a.households, a.people)
    realised = (a.realised_rupiah, a.realised_quantity, a.reached_households, a.reached_people)
    sums = select(
        *(func.sum(column, type_=column.type).label(column.key) for column in (*promised, *realised))
    )
    line = sums.where(a.commitment_id == commitment.id).subquery()
    statement = select(line, R.year, R.quarter_number, R.status, R.first_submitted_at, R.returned_at)
    statement = statement.select_from(line).outerjoin(R, R.commitment_id == commitment.id)
    rows = db.session.execute(statement.order_by(R.year.desc(), R.quarter_number.desc())).all()
    numbers: Sequence[Any] = rows[0]
    marks = [_mark(commitment.reference, *row[8:]) for row in rows if row.status is not None]
    return Achievement(Figures(*numbers[:4]), Figures(*numbers[4:8])), marks


def _mark(reference: str, year: int, number: int, status: ReportStatus, *moments: Any) -> ReportMark:
    quarter = Quarter(year, number)
    state = ReportState.of(status.value)
    return ReportMark(reference, quarter, state, due_on(quarter, terms().report_days), *moments)


@part_of("commitment.workspace", 10)
def on_own_commitment(commitment: Commitment) -> Part | None:
    """Achievement, what is owed, reports so far."""
    return _on_commitment(commitment, "progress/on_commitment.html")


@part_of("commitment.office", 10)
def on_office_commitment(commitment: Commitment) -> Part | None:
    """The same for the office, which sees no drafts."""
    return _on_commitment(commitment, "progress/on_office_commitment.html")


def _on_commitment(commitment: Commitment, template: str) -> Part | None:
    if commitment.status not in PUBLIC:
        return None
    achievement, told = achievement_and_reports(commitment)
    statuses = {row.quarter: ReportStatus.of(row.state.value) for row in told}
    asked: Quarter | None = reading.next_to_report(commitment, statuses)
    values = {
        "commitment": commitment,
        "achievement": achievement,
        "reports": told,
        "next": asked,
        "standing": _standing(asked, told) if asked else None,
    }
    return Part(template, values)


def _standing(quarter: Quarter, told: Sequence[ReportMark]) -> reading.Standing:
    mark = next((each for each in told if each.quarter == quarter), None)
    status = ReportStatus.of(mark.state.value) if mark else None
    return reading.standing_at(quarter, status, mark.returned_at if mark else None)
