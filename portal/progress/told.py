"""What the reports of a commitment say, quarter by quarter: totals to date and what each quarter brought."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from portal.commitments.models import Commitment
from portal.commitments.reporting_rules import due_on
from portal.commitments.sums import KECAMATAN, Named
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.publishing import published
from portal.core.terms import terms
from portal.core.values import Quarter
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import Level
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import NOTHING, Figures, ReportStatus, total_of
from portal.progress.sheet import FIGURES

R = ProgressReport
COLUMNS = (
    R.id, R.year, R.quarter_number, R.status, R.first_submitted_at, R.submitted_at, R.verified_at,
    R.no_progress, R.no_progress_reason, R.obstacles, R.follow_up, R.explanation, R.is_final, R.is_example,
)  # fmt: skip


@dataclass(frozen=True)
class ToldPlace:
    """One place in one report. `figures` are totals to date; `change` is what the quarter brought there.

    Heads are exact: public pages and data mask them (core.disclosure) at desa level and below.
    """

    allocation_id: int | None
    region_code: str
    level: Level
    pocket_slug: str | None
    name: str
    percent: int | None
    figures: Figures
    change: Figures = NOTHING
    pocket_id: int | None = None


@dataclass(frozen=True)
class ToldReport:
    """One report. `figures` and `change` are its places together; `due_on` is the quarter's first date."""

    id: int
    quarter: Quarter
    status: ReportStatus
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    verified_at: datetime | None
    no_progress: bool
    no_progress_reason: str
    obstacles: str
    follow_up: str
    explanation: str
    is_final: bool
    is_example: bool
    due_on: date
    places: tuple[ToldPlace, ...] = ()

    @property
    def figures(self) -> Figures:
        return total_of([place.figures for place in self.places])

    @property
    def change(self) -> Figures:
        return total_of([place.change for place in self.places])

    @property
    def in_time(self) -> bool | None:
        """Whether it first came by its date; None while it never came."""
        return in_wib(self.first_submitted_at).date() <= self.due_on if self.first_submitted_at else None


def verified_reports(commitment_id: int) -> list[ToldReport]:
    """What everybody may read, the latest quarter first; each told against the verified one before."""
    statement = select(*COLUMNS).join(Commitment, Commitment.id == R.commitment_id)
    verified = published(statement.where(R.commitment_id == commitment_id))
    rows = db.session.execute(verified.order_by(R.year, R.quarter_number)).all()
    places = _places([row.id for row in rows])
    told: list[ToldReport] = []
    before: Sequence[ToldPlace] = ()
    for row in rows:
        columns = dict(row._mapping)
        quarter = Quarter(columns.pop("year"), columns.pop("quarter_number"))
        lines = _compared(places.get(row.id, ()), before)
        due = due_on(quarter, terms().report_days)
        told.append(ToldReport(**columns, quarter=quarter, due_on=due, places=lines))
        before = told[-1].places
    return told[::-1]


def _compared(places: Sequence[ToldPlace], before: Sequence[ToldPlace]) -> tuple[ToldPlace, ...]:
    """By place: an amendment may take an allocation away, and one of the same place may come back."""
    last = {(place.region_code, place.pocket_id): place.figures for place in before}
    found = ((place, last.get((place.region_code, place.pocket_id), NOTHING)) for place in places)
    return tuple(replace(place, change=place.figures - figures) for place, figures in found)


def _places(report_ids: Sequence[int]) -> dict[int, list[ToldPlace]]:
    """The lines of these reports. A withdrawn pocket is not named."""
    kecamatan, line = aliased(Region), ReportLine
    columns = (
        line.report_id, line.allocation_id, line.region_code, Region.level, Pocket.slug,
        Region.name, kecamatan.name, Pocket.name, line.physical_percent, line.pocket_id,
    )  # fmt: skip
    statement = (
        select(*columns, *(getattr(line, name) for name in FIGURES))
        .join(Region, Region.code == line.region_code)
        .outerjoin(kecamatan, kecamatan.code == Region.kecamatan_code)
        .outerjoin(Pocket, and_(Pocket.id == line.pocket_id, Pocket.published_when()))
        .where(line.report_id.in_(report_ids))
        .order_by(line.position, line.id)
    )
    found: dict[int, list[ToldPlace]] = {}
    for report_id, *cells in db.session.execute(statement):
        found.setdefault(report_id, []).append(_place(*cells))
    return found


def _place(
    key: int | None, code: str, level: Level, slug: str | None, region: str, above: str | None,
    pocket: str | None, percent: int | None, pocket_id: int | None, *numbers: Any,
) -> ToldPlace:  # fmt: skip
    named = Named(region, level, Named(above, KECAMATAN) if above else None)
    name = place_name(named, Named(pocket) if pocket else None)
    return ToldPlace(key, code, level, slug, name, percent, Figures(*numbers), pocket_id=pocket_id)
