"""Reading reports: one by its commitment and quarter, and lists of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import contains_eager

from portal.audit.models import AuditEntry
from portal.commitments.models import Commitment
from portal.commitments.queries import get_commitment
from portal.commitments.reporting_rules import due_on
from portal.core.database import built_once, db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.organisations.models import Organisation
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportState, ReportStatus

C, R = Commitment, ProgressReport
COLUMNS = (
    R.id, C.reference, C.title, Organisation.name.label("organisation_name"),
    Organisation.slug.label("organisation_slug"), C.strategy_number, R.year, R.quarter_number, R.status,
    R.submitted_at, R.first_submitted_at, R.verified_at, R.no_progress, R.is_final, R.is_example,
)  # fmt: skip


@dataclass(frozen=True)
class Slot:
    """One quarter of one commitment, with its report if it was begun. The door asks it who may come in."""

    commitment: Commitment
    quarter: Quarter
    report: ProgressReport | None

    @property
    def organisation_id(self) -> int:
        return self.commitment.organisation_id

    @property
    def strategy_number(self) -> int:
        return self.commitment.strategy_number


@dataclass(frozen=True)
class ReportRow:
    """One report of a list. `due_on` is the quarter's own date."""

    id: int
    reference: str
    title: str
    organisation_name: str
    organisation_slug: str
    strategy_number: int
    quarter: Quarter
    state: ReportState
    due_on: date
    submitted_at: datetime | None
    first_submitted_at: datetime | None
    verified_at: datetime | None
    no_progress: bool
    is_final: bool
    is_example: bool


@dataclass(frozen=True)
class ReportFilter:
    """Whose reports, of which strategies, quarter and state; None means all.

    `waiting_first`: the longest waiting on top, as the office works; else the latest quarter.
    """

    organisation_ids: frozenset[int] | None = None
    strategies: frozenset[int] | None = None
    year: int | None = None
    quarter_number: int | None = None
    statuses: frozenset[ReportStatus] | None = None
    words: str = ""
    waiting_first: bool = False


def get_slot(reference: str, quarter: str) -> Slot | None:
    """What an address such as KMT-2026-0001 and 2026-2 names, whether its report was begun or not."""
    commitment, asked = get_commitment(reference), Quarter.from_slug(quarter)
    if commitment is None or asked is None:
        return None
    return Slot(commitment, asked, report_of(commitment.id, asked))


def get_report(reference: str, quarter: str) -> ProgressReport | None:
    """A report that exists, in any state."""
    asked = Quarter.from_slug(quarter)
    if asked is None:
        return None
    named = {"reference": reference, "year": asked.year, "number": asked.number}
    return db.session.scalar(_named_report(), named)


@built_once
def _named_report() -> Select[ProgressReport]:
    quarter = (R.year == bindparam("year"), R.quarter_number == bindparam("number"))
    statement = select(R).join(C, C.id == R.commitment_id).options(contains_eager(R.commitment))
    return statement.where(C.reference == bindparam("reference"), *quarter)


def get_sent_report(reference: str, quarter: str) -> ProgressReport | None:
    """A report that was handed in at least once: the office sees nobody's drafts."""
    report = get_report(reference, quarter)
    return report if report is not None and report.first_submitted_at is not None else None


def report_of(commitment_id: int, quarter: Quarter) -> ProgressReport | None:
    """The report of a commitment for a quarter, or None."""
    named = {"year": quarter.year, "quarter_number": quarter.number}
    return db.session.scalar(select(R).filter_by(commitment_id=commitment_id, **named))


def statuses_of(commitment_id: int) -> dict[Quarter, ReportStatus]:
    """The status of each report of a commitment."""
    found = db.session.execute(
        select(R.year, R.quarter_number, R.status).where(R.commitment_id == commitment_id)
    )
    return {Quarter(year, number): status for year, number, status in found}


def list_reports(asked: ReportFilter, page_number: int = 1, size: int = PAGE_SIZE) -> Page[ReportRow]:
    """One page of a list."""
    statement = _narrowed(asked)
    total = db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    rows = db.session.execute(_sorted(statement, asked).limit(size).offset((page_number - 1) * size))
    return Page([_row(row) for row in rows], page_number, total, size)


def all_reports(asked: ReportFilter) -> list[ReportRow]:
    """Every report of a list, for files."""
    return [_row(row) for row in db.session.execute(_sorted(_narrowed(asked), asked))]


def writers_of(report: ProgressReport) -> set[int]:
    """Everybody who ever began, saved or sent this report, wherever they work now."""
    saved = db.session.scalars(_actors(), {"report_id": str(report.id)})
    known = {report.created_by_id, report.submitted_by_id, *saved}
    return {each for each in known if each is not None}


@built_once
def _actors() -> Select[int | None]:
    entry, wrote = AuditEntry, ("report.open", "report.save", "report.submit")
    about = (entry.object_kind == R.__tablename__, entry.object_id == bindparam("report_id"))
    return select(entry.actor_id).where(*about, entry.action.in_(wrote)).distinct()


def _narrowed(asked: ReportFilter) -> Select[*tuple[Any, ...]]:
    conditions = {
        C.organisation_id: asked.organisation_ids,
        C.strategy_number: asked.strategies,
        R.status: sorted(asked.statuses) if asked.statuses is not None else None,
    }
    statement = select(*COLUMNS).join(C, C.id == R.commitment_id)
    statement = statement.join(Organisation, Organisation.id == C.organisation_id)
    for column, values in conditions.items():
        statement = statement if values is None else statement.where(column.in_(values))
    if asked.year is not None:
        statement = statement.where(R.year == asked.year)
    if asked.quarter_number is not None:
        statement = statement.where(R.quarter_number == asked.quarter_number)
    if asked.words:
        places = (C.title, C.reference, Organisation.name)
        found = [place.icontains(asked.words, autoescape=True) for place in places]
        statement = statement.where(found[0] | found[1] | found[2])
    return statement


def _sorted(statement: Select[*tuple[Any, ...]], asked: ReportFilter) -> Select[*tuple[Any, ...]]:
    if asked.waiting_first:
        return statement.order_by(R.submitted_at, R.id)
    return statement.order_by(R.year.desc(), R.quarter_number.desc(), C.reference, R.id)


def _row(found: Row[Any]) -> ReportRow:
    columns = dict(found._mapping)
    quarter = Quarter(columns.pop("year"), columns.pop("quarter_number"))
    state = ReportState.of(columns.pop("status").value)
    return ReportRow(**columns, quarter=quarter, state=state, due_on=due_on(quarter, terms().report_days))
