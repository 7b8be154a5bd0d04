"""One report place by place: what is promised, what the report before said, what this one says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.commitments.models import Allocation
from portal.commitments.sums import KECAMATAN, Named
from portal.core.database import db
from portal.core.values import Quarter
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.progress.checks import Concern, PlaceAnswer, ReportAnswer, concerns_of
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import HANDED_IN, NOTHING, Figures, total_of

FIGURES = ("rupiah", "quantity", "households", "people", "women", "men", "disabled")
R = ProgressReport


@dataclass(frozen=True)
class Place:
    """One allocation: promise, last totals and totals now. `is_told`: the report has a line for it."""

    allocation_id: int
    name: str
    answer: PlaceAnswer
    is_told: bool

    @property
    def pledge(self) -> Figures:
        return self.answer.pledge

    @property
    def before(self) -> Figures:
        return self.answer.before

    @property
    def now(self) -> Figures:
        return self.answer.now

    @property
    def change(self) -> Figures:
        """What the quarter brought here."""
        return self.now - self.before

    @property
    def percent(self) -> int | None:
        return self.answer.percent

    @property
    def concerns(self) -> dict[str, Concern]:
        return concerns_of(self.answer)


@dataclass(frozen=True)
class Sheet:
    """All places of a commitment for one quarter; `before` is the report that the last totals are from."""

    places: Sequence[Place]
    before: Quarter | None

    @property
    def pledge(self) -> Figures:
        return total_of([place.pledge for place in self.places])

    @property
    def last(self) -> Figures:
        return total_of([place.before for place in self.places])

    @property
    def now(self) -> Figures:
        return total_of([place.now for place in self.places])

    @property
    def change(self) -> Figures:
        """What the quarter brought, all places together."""
        return total_of([place.change for place in self.places])

    @property
    def before_lines(self) -> dict[int, "Line"]:
        """The last totals by allocation."""
        return {p.allocation_id: Line(p.before, p.answer.percent_before) for p in self.places}

    @property
    def has_people(self) -> bool:
        """Whether anything is said of women, men or people with disabilities."""
        now = self.now
        return any(value is not None for value in (now.women, now.men, now.disabled))


@dataclass(frozen=True)
class Line:
    """The totals to date of one place in one report."""

    figures: Figures
    percent: int | None


NO_LINE = Line(NOTHING, None)


def sheet_of(commitment_id: int, quarter: Quarter, report_id: int | None) -> Sheet:
    """The places of a commitment with what a report says of them: three queries, however many places."""
    earlier = report_before(commitment_id, quarter)
    told = lines_of([key for key in (report_id, earlier and earlier[0]) if key])
    now = told.get(report_id or 0, {})
    before = told.get(earlier[0], {}) if earlier else {}
    places = [_place(*row, before=before, now=now) for row in db.session.execute(_allocations(commitment_id))]
    return Sheet(places, earlier[1] if earlier else None)


def answer_of(report: ProgressReport, sheet: Sheet) -> ReportAnswer:
    """The report as the checks read it."""
    return ReportAnswer(
        places=[place.answer for place in sheet.places],
        no_progress=report.no_progress,
        no_progress_reason=report.no_progress_reason,
        explanation=report.explanation,
        is_final=report.is_final,
    )


def report_before(commitment_id: int, quarter: Quarter) -> tuple[int, Quarter] | None:
    """The latest earlier report that was handed in: its id and quarter."""
    statement = select(R.id, R.year, R.quarter_number).where(
        R.commitment_id == commitment_id,
        R.status.in_(sorted(HANDED_IN)),
        (R.year < quarter.year) | ((R.year == quarter.year) & (R.quarter_number < quarter.number)),
    )
    found = db.session.execute(statement.order_by(R.year.desc(), R.quarter_number.desc()).limit(1)).first()
    return (found.id, Quarter(found.year, found.quarter_number)) if found else None


def lines_of(report_ids: Sequence[int]) -> dict[int, dict[int, Line]]:
    """The lines of these reports by allocation, but those of places that left the commitment."""
    line = ReportLine
    columns = (line.report_id, line.allocation_id, line.physical_percent)
    statement = select(*columns, *(getattr(line, name) for name in FIGURES)).where(
        line.report_id.in_(report_ids), line.allocation_id.is_not(None)
    )
    found: dict[int, dict[int, Line]] = {}
    for report, allocation, percent, *figures in db.session.execute(statement):
        found.setdefault(report, {})[allocation] = Line(Figures(*figures), percent)
    return found


def _allocations(commitment_id: int) -> Any:
    kecamatan = aliased(Region)
    a = Allocation
    columns = (a.id, Region.name, Region.level, kecamatan.name, Pocket.name)
    return (
        select(*columns, a.rupiah, a.quantity, a.households, a.people)
        .join(Region, Region.code == a.region_code)
        .outerjoin(kecamatan, kecamatan.code == Region.kecamatan_code)
        .outerjoin(Pocket, Pocket.id == a.pocket_id)
        .where(a.commitment_id == commitment_id)
        .order_by(a.position, a.id)
    )


def _place(
    key: int,
    region: str,
    level: Any,
    kecamatan: str | None,
    pocket: str | None,
    *pledge: Any,
    before: Mapping[int, Line],
    now: Mapping[int, Line],
) -> Place:
    named = Named(region, level, Named(kecamatan, KECAMATAN) if kecamatan else None)
    last, line = before.get(key, NO_LINE), now.get(key, NO_LINE)
    answer = PlaceAnswer(Figures(*pledge), last.figures, line.figures, last.percent, line.percent)
    return Place(key, place_name(named, Named(pocket) if pocket else None), answer, key in now)
