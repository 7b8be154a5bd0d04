"""Which reports are owed, and which commitments are silent: for workspaces, reminders, digest and office.

Read from what each commitment keeps (`report_due_on`, `heard_on`); the number of queries does not grow with
the rows.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select, union_all

from portal.commitments.models import Commitment
from portal.commitments.reporting_rules import first_quarter, owed_until
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import StateFilter, in_state
from portal.commitments.state_rules import silence_before
from portal.commitments.sums import BATCH
from portal.commitments.walking import Columns
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.publishing import published
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.organisations.models import Organisation
from portal.progress.models import ProgressReport
from portal.progress.rules import HANDED_IN, ReportState, ReportStatus, due_again, state_of

C, R = Commitment, ProgressReport
COLUMNS = (
    C.id.label("commitment_id"), C.reference, C.title, C.organisation_id,
    Organisation.name.label("organisation_name"), Organisation.slug.label("organisation_slug"),
    C.strategy_number, C.is_example, C.starts_on, C.verified_at,
)  # fmt: skip
SILENT = (*COLUMNS[:6], C.is_example, C.heard_on)
PERIOD = {"starts_on", "verified_at"}


@dataclass(frozen=True)
class Owed:
    """One report that is owed: its quarter is over and nothing was handed in, or the office returned it.

    `days_late` is 0 until the day it is due has passed. `reason` is the office's, of a returned one.
    """

    commitment_id: int
    reference: str
    title: str
    organisation_id: int
    organisation_name: str
    organisation_slug: str
    strategy_number: int
    quarter: Quarter
    due_on: date
    days_late: int
    state: ReportState
    reason: str
    is_example: bool

    @property
    def is_overdue(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True)
class Silent:
    """A commitment of which nothing verified was heard since `heard_on`: longer than the terms allow."""

    commitment_id: int
    reference: str
    title: str
    organisation_id: int
    organisation_name: str
    organisation_slug: str
    heard_on: date
    is_example: bool


@dataclass(frozen=True)
class Begun:
    """As much of an existing report as owing asks for."""

    status: ReportStatus
    returned_on: date | None
    reason: str


def owed_reports(organisation_ids: Collection[int] | None, today: date) -> list[Owed]:
    """Every report that these organisations owe (None: all of them), the one due first on top."""
    over = C.report_due_on <= today + timedelta(days=terms().report_days)
    return _owed(_running().where(over), organisation_ids, today)


def overdue_reports(organisation_ids: Collection[int] | None, today: date) -> list[Owed]:
    """Those whose day has passed."""
    late = _owed(_running().where(C.report_due_on < today), organisation_ids, today)
    return [each for each in late if each.is_overdue]


def longest_overdue(today: date, most: int) -> list[Owed]:
    """Of so many commitments whose reports are overdue longest, the one that was due first."""
    late = _led(COLUMNS).where(C.report_due_on < today).order_by(C.report_due_on, C.reference)
    firsts: dict[int, Owed] = {}
    for each in _owed(late.limit(most), None, today):
        firsts.setdefault(each.commitment_id, each)
    return list(firsts.values())


def count_overdue(today: date) -> tuple[int, int]:
    """Commitments with an overdue report, and their leads: what is closed owes none."""
    o, late = Organisation, C.report_due_on < today
    own = exists().where(C.organisation_id == o.id, late)
    numbers = (select(func.count(C.reference)).where(late), select(func.count(o.id)).where(own))
    commitments, leads = db.session.execute(select(*(each.scalar_subquery() for each in numbers))).one()
    return commitments, leads


def silent_commitments(today: date, organisation_ids: Collection[int] | None = None) -> list[Silent]:
    """Commitments that are silent (commitments.state_rules), the longest silent first."""
    statement = _of(_running(SILENT), organisation_ids).where(in_state(StateFilter.SILENT, today))
    return _silent(statement.order_by(C.heard_on, C.id))


def longest_silent(today: date, most: int) -> list[Silent]:
    """The first of those that everybody sees, walked by the index of the list that is sorted so."""
    quiet = published(_led(SILENT)).where(*_quiet(today))
    return _silent(quiet.order_by(C.order_quiet, C.reference).limit(most))


def longest_waited_for(today: date, most: int) -> tuple[list[int], int]:
    """The organisations that owe or are silent longest, so many of them, and how many there are in all."""
    o, late = Organisation, C.report_due_on < today
    owing = select(C.organisation_id.label("id"), C.report_due_on.label("since")).where(late)
    each = union_all(owing, select(C.organisation_id, C.heard_on).where(*_quiet(today))).subquery()
    statement = select(o.id, func.count().over()).join(each, each.c.id == o.id).group_by(o.id, o.name)
    found = db.session.execute(statement.order_by(func.min(each.c.since), o.name, o.id).limit(most)).all()
    return [row[0] for row in found], found[0][1] if found else 0


def _quiet(today: date) -> tuple[ColumnElement[bool], ...]:
    """What is silent, by the index of the list that is sorted so."""
    silent = in_state(StateFilter.SILENT, today, Columns(C))
    return C.order_quiet < silence_before(today, terms()), silent


def _silent(statement: Select[Any]) -> list[Silent]:
    return [Silent(**row._mapping) for row in db.session.execute(statement)]


def _running(columns: tuple[Any, ...] = COLUMNS) -> Select[*tuple[Any, ...]]:
    return _led(columns).where(C.status == CommitmentStatus.VERIFIED)


def _led(columns: tuple[Any, ...]) -> Select[*tuple[Any, ...]]:
    return select(*columns).join(Organisation, Organisation.id == C.organisation_id)


def _of(statement: Select[Any], organisation_ids: Collection[int] | None) -> Select[Any]:
    return statement if organisation_ids is None else statement.where(C.organisation_id.in_(organisation_ids))


def _owed(statement: Select[Any], organisation_ids: Collection[int] | None, today: date) -> list[Owed]:
    rows = db.session.execute(_of(statement, organisation_ids)).all()
    begun = _begun([row.commitment_id for row in rows])
    found = [owed for row in rows for owed in _owed_by(row, begun.get(row.commitment_id, {}), today)]
    return sorted(found, key=lambda each: (each.due_on, each.quarter, each.reference))


def _begun(ids: list[int]) -> dict[int, dict[Quarter, Begun]]:
    """The reports of these commitments, by commitment and quarter."""
    found: dict[int, dict[Quarter, Begun]] = {}
    columns = (R.commitment_id, R.year, R.quarter_number, R.status, R.returned_at, R.reason)
    for start in range(0, len(ids), BATCH):
        statement = select(*columns).where(R.commitment_id.in_(ids[start : start + BATCH]))
        for key, year, number, status, returned_at, reason in db.session.execute(statement):
            day = in_wib(returned_at).date() if returned_at else None
            found.setdefault(key, {})[Quarter(year, number)] = Begun(status, day, reason)
    return found


def _owed_by(row: Row[Any], begun: dict[Quarter, Begun], today: date) -> Iterator[Owed]:
    """What one commitment owes."""
    if row.starts_on is None or row.verified_at is None:
        return
    first = first_quarter(row.starts_on, in_wib(row.verified_at).date())
    handed_in = {quarter for quarter, report in begun.items() if report.status in HANDED_IN}
    mend = {quarter for quarter, report in begun.items() if report.status is ReportStatus.RETURNED}
    for quarter in sorted({*owed_until(first, handed_in, today), *mend}):
        report, returned = begun.get(quarter), quarter in mend
        day = report.returned_on if report and returned else None
        due = due_again(quarter, day, terms().report_days)
        state = state_of(report.status if report else None, due, today)
        late, reason = max((today - due).days, 0), report.reason if report and returned else ""
        named = {name: value for name, value in row._mapping.items() if name not in PERIOD}
        yield Owed(**named, quarter=quarter, due_on=due, days_late=late, state=state, reason=reason)
