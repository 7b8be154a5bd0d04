"""How a partner delivers and reports, as everybody may read it: promised and delivered, in time or late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.reporting_rules import due_on
from portal.commitments.rules import LIVE, CommitmentState
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.publishing import published
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.organisations.models import Organisation
from portal.progress.models import ProgressReport

_BOTH = and_(Allocation.rupiah.is_not(None), Allocation.realised_rupiah.is_not(None))
DELIVERED = (  # rupiah of the lines of a commitment that have both numbers
    func.sum(case((_BOTH, Allocation.rupiah)), type_=Allocation.rupiah.type).label("compared"),
    func.sum(case((_BOTH, Allocation.realised_rupiah)), type_=Allocation.rupiah.type).label("realised"),
)
OVERDUE = (CommitmentState.LATE, CommitmentState.SILENT)


@dataclass(frozen=True)
class Record:
    """What a partner delivered and how it reports.

    `compared` and `realised`: rupiah over the places that have both; None where none has. `in_time` of
    `reports` verified reports first came by their date. `overdue`: commitments that are late or silent.
    """

    compared: int | None
    realised: int | None
    reports: int
    in_time: int
    last_at: datetime | None
    overdue: int

    @property
    def percent(self) -> int | None:
        """Of the promised rupiah, rounded down: nothing is called done before it is."""
        return self.realised * 100 // self.compared if self.realised is not None and self.compared else None


def record_of(
    organisation: Organisation, pledged: Sequence[Any], states: Sequence[CommitmentState]
) -> Record:
    """One query; `pledged` are its public commitments with DELIVERED, `states` what each of them is today."""
    living = [row for row in pledged if row.status in LIVE and row.compared]
    reports = _reports(organisation)
    return Record(
        sum(row.compared for row in living) if living else None,
        sum(row.realised for row in living) if living else None,
        reports=len(reports),
        in_time=sum(_came_in_time(row) for row in reports),
        last_at=max((row.verified_at for row in reports), default=None),
        overdue=sum(state in OVERDUE for state in states),
    )


def _reports(organisation: Organisation) -> Sequence[Any]:
    r = ProgressReport
    statement: Select[*tuple[Any, ...]] = (
        select(r.year, r.quarter_number, r.first_submitted_at, r.verified_at)
        .join(Commitment, Commitment.id == r.commitment_id)
        .where(Commitment.organisation_id == organisation.id)
    )
    return db.session.execute(published(statement)).all()


def _came_in_time(row: Any) -> bool:
    due = due_on(Quarter(row.year, row.quarter_number), terms().report_days)
    return row.first_submitted_at is not None and in_wib(row.first_submitted_at).date() <= due
