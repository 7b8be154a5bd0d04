"""Rows of lists, made from columns and not from objects: one for each commitment, with its lines summed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import Row, Select, exists

from portal.commitments.achievement import Achievement, achievement_of
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentState, FundingSource, SupportForm
from portal.commitments.state_rules import Facts, reported_on, state_of
from portal.commitments.sums import NOTHING, Sums, place_text, sums_of
from portal.commitments.version_models import PledgeVersion
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.terms import terms
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.strategies.models import Strategy

COLUMNS = (
    Commitment.id,
    Commitment.reference,
    Commitment.title,
    Organisation.name.label("organisation_name"),
    Organisation.slug.label("organisation_slug"),
    Organisation.kind,
    Commitment.strategy_number,
    Strategy.short_id.label("strategy_short_id"),
    Strategy.short_en.label("strategy_short_en"),
    Commitment.status,
    Commitment.unit,
    Commitment.support_form,
    Commitment.funding_source,
    Commitment.value_source,
    Commitment.starts_on,
    Commitment.ends_on,
    Commitment.report_due_on,
    Commitment.heard_on,
    Commitment.verified_at,
    Commitment.updated_at,
    Commitment.is_example,
    exists()
    .where(PledgeVersion.commitment_id == Commitment.id, PledgeVersion.number > 1)
    .correlate(Commitment)
    .label("amended"),
)


@dataclass(frozen=True)
class CommitmentRow:
    """One commitment of a list. `url` is empty until the page says where its rows lead: `row.at(url)`."""

    id: int
    reference: str
    title: str
    organisation_name: str
    organisation_slug: str
    kind: OrganisationKind
    strategy_number: int
    strategy_short_id: str
    strategy_short_en: str
    state: CommitmentState
    unit: str
    support_form: SupportForm | None
    funding_source: FundingSource | None
    value_source: str
    starts_on: date | None
    ends_on: date | None
    verified_at: datetime | None
    updated_at: datetime
    is_example: bool
    amended: bool  # its promise is no longer the first one
    reported_on: date | None  # the day of the last verified report
    sums: Sums
    place_text: str
    url: str = ""

    def at(self, url: str) -> Self:
        """The same row, leading to an address."""
        return replace(self, url=url)

    @property
    def rupiah(self) -> int | None:
        """The sum of the lines that have a value, in rupiah; None when none has."""
        return self.sums.rupiah

    @property
    def achievement(self) -> Achievement | None:
        """How far it has come by its verified reports."""
        return achievement_of(self.sums, self.unit)

    @property
    def support_label(self) -> str:
        return str(self.support_form.label) if self.support_form else ""


def rows_of(statement: Select[*tuple[Any, ...]]) -> list[CommitmentRow]:
    """Run a select of COLUMNS and make its rows, with one more query for the lines of each five hundred."""
    found = db.session.execute(statement).all()
    sums = sums_of([row.id for row in found])
    return [_row(row, sums.get(row.id, NOTHING)) for row in found]


def examples_among(rows: Iterable[CommitmentRow]) -> bool:
    """Whether a list shows example data."""
    return any(row.is_example for row in rows)


def _row(found: Row[Any], sums: Sums) -> CommitmentRow:
    columns = dict(found._mapping)
    facts = Facts.of(found)
    public_on = in_wib(found.verified_at).date() if found.verified_at else None
    for fact in ("status", "report_due_on", "heard_on"):
        del columns[fact]
    return CommitmentRow(
        **columns,
        state=state_of(facts, today(), terms()),
        reported_on=reported_on(facts, public_on, sums.has_figures),
        sums=sums,
        place_text=place_text(sums),
    )
