"""What the pages of one report show beside the report itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from portal.audit.queries import history_of
from portal.audit.reading import HistoryLine
from portal.commitments.models import Commitment
from portal.commitments.reporting_rules import owed_until
from portal.commitments.rules import CommitmentStatus
from portal.commitments.standing import first_quarter_of
from portal.core.clock import in_wib, today
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.core.wording import LazyString, _l
from portal.core.workdays import working_days
from portal.evidence.queries import evidence_of_report
from portal.progress.checks import Gap, gaps_of
from portal.progress.models import ProgressReport
from portal.progress.queries import statuses_of
from portal.progress.rules import EDITABLE, ReportState, ReportStatus, due_again, first_in_the_way, state_of
from portal.progress.sheet import Sheet, answer_of, sheet_of

NOT_RUNNING = _l("Komitmen ini tidak berjalan, jadi tidak ada laporan baru")
NOT_DUE = _l("Triwulan ini tidak dilaporkan: belum mulai, atau sebelum komitmen berjalan")


@dataclass(frozen=True)
class Standing:
    """Where a quarter of a commitment stands today."""

    state: ReportState
    due_on: date
    days_late: int


@dataclass(frozen=True)
class Facts:
    """All of one report. `gaps` are empty once it was sent; `waits` counts working days at the office."""

    standing: Standing
    sheet: Sheet
    evidence: Sequence[Any]
    gaps: list[Gap] = field(default_factory=list)
    history: list[HistoryLine] = field(default_factory=list)
    waits: int | None = None

    @property
    def concerned(self) -> bool:
        """Whether a figure is above the promise or below the last one."""
        return any(place.concerns for place in self.sheet.places)


def standing_of(quarter: Quarter, report: ProgressReport | None) -> Standing:
    """Where the quarter of a report stands, or of none."""
    return standing_at(quarter, report.status if report else None, report.returned_at if report else None)


def standing_at(quarter: Quarter, status: ReportStatus | None, returned_at: datetime | None) -> Standing:
    """State and date of a quarter; days late only while the partner owes it."""
    returned = returned_at is not None and status is ReportStatus.RETURNED
    due = due_again(
        quarter, in_wib(returned_at).date() if returned_at and returned else None, terms().report_days
    )
    late = max((today() - due).days, 0) if status is None or status in EDITABLE else 0
    return Standing(state_of(status, due, today()), due, late)


def facts_of(report: ProgressReport) -> Facts:
    """For the partner's pages: six queries, however many places."""
    sheet = sheet_of(report.commitment_id, report.quarter, report.id)
    gaps = gaps_of(answer_of(report, sheet)) if report.is_open else []
    return Facts(standing_of(report.quarter, report), sheet, evidence_of_report(report.id), gaps)


def office_facts_of(report: ProgressReport) -> Facts:
    """For the office's page: the same with its history and how long it has waited."""
    waiting = report.submitted_at if report.status is ReportStatus.SUBMITTED else None
    return Facts(
        standing=standing_of(report.quarter, report),
        sheet=sheet_of(report.commitment_id, report.quarter, report.id),
        evidence=evidence_of_report(report.id),
        history=history_of(ProgressReport.__tablename__, report.id),
        waits=working_days(in_wib(waiting).date(), today()) if waiting else None,
    )


def why_not_asked(commitment: Commitment, quarter: Quarter) -> LazyString | None:
    """Why no report can be begun: the commitment does not run, or the quarter lies outside its time."""
    if commitment.status is not CommitmentStatus.VERIFIED:
        return NOT_RUNNING
    first = first_quarter_of(commitment)
    outside = first is None or quarter < first or quarter.first_day > today()
    return NOT_DUE if outside else None


def in_the_way(commitment: Commitment, quarter: Quarter) -> Quarter | None:
    """The earlier quarter that must be reported first, if any."""
    first = first_quarter_of(commitment)
    return first_in_the_way(quarter, first, statuses_of(commitment.id)) if first else None


def next_to_report(commitment: Any, statuses: Mapping[Quarter, ReportStatus]) -> Quarter | None:
    """What its people may write next: one that was returned, the oldest owed, or the quarter that runs."""
    first = first_quarter_of(commitment)
    if first is None or commitment.status is not CommitmentStatus.VERIFIED:
        return None
    done = {quarter for quarter, status in statuses.items() if status is not ReportStatus.DRAFT}
    returned = [quarter for quarter, status in statuses.items() if status is ReportStatus.RETURNED]
    running = Quarter.of(today())
    asked = [*returned, *owed_until(first, done, today())]
    if not asked and first <= running and running not in done:
        return running
    return min(asked, default=None)
