"""Rows of lists, made from columns and not from objects: one for each commitment, with its lines summed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import Row, Select, exists

from portal.commitments.achievement import Achievement, achievement_of
from portal.commitments.models import Commitment
from portal.commitments.moment import Moment, present
from portal.commitments.rules import CommitmentState, FundingSource, SupportForm
from portal.commitments.state_rules import Facts, reported_on, state_of
from portal.commitments.sums import NOTHING, Sums, place_text, sums_of
from portal.commitments.version_models import PledgeVersion
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.terms import terms
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.strategies.models import Strategy

OF_COMMITMENTS = (
    "id", "reference", "title", "strategy_number", "status", "unit", "support_form", "funding_source",
    "value_source", "starts_on", "ends_on", "report_due_on", "heard_on", "verified_at", "updated_at",
    "is_example",
)  # fmt: skip


def columns_of(c: Any, amended: Any) -> tuple[Any, ...]:
    """What a row is made of; `c` has the columns of commitments, `amended` says that the promise changed."""
    named = (
        Organisation.name.label("organisation_name"),
        Organisation.slug.label("organisation_slug"),
        Organisation.kind,
        Strategy.short_id.label("strategy_short_id"),
        Strategy.short_en.label("strategy_short_en"),
    )
    return (*(getattr(c, name) for name in OF_COMMITMENTS), *named, amended.label("amended"))


COLUMNS = columns_of(
    Commitment,
    exists()
    .where(PledgeVersion.commitment_id == Commitment.id, PledgeVersion.number > 1)
    .correlate(Commitment),
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


def rows_of(statement: Select[*tuple[Any, ...]], moment: Moment | None = None) -> list[CommitmentRow]:
    """Run a select of `columns_of` and make its rows; one more query for the lines of each five hundred."""
    found, day = db.session.execute(statement).all(), (moment or present()).day
    sums = sums_of([row.id for row in found], moment)
    return [_row(row, sums.get(row.id, NOTHING), day) for row in found]


def examples_among(rows: Iterable[CommitmentRow]) -> bool:
    """Whether a list shows example data."""
    return any(row.is_example for row in rows)


def _row(found: Row[Any], sums: Sums, day: date) -> CommitmentRow:
    columns = dict(found._mapping)
    facts = Facts.of(found)
    public_on = in_wib(found.verified_at).date() if found.verified_at else None
    for fact in ("status", "report_due_on", "heard_on"):
        del columns[fact]
    return CommitmentRow(
        **columns,
        state=state_of(facts, day, terms()),
        reported_on=reported_on(facts, public_on, sums.has_figures),
        sums=sums,
        place_text=place_text(sums),
    )
