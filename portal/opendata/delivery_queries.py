"""The rows of the file of what was realised: verified reports only, place by place."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, func, select

from portal.commitments.models import Commitment
from portal.commitments.selection import Selection, commitment_conditions, line_conditions
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.publishing import published
from portal.core.values import Quarter
from portal.opendata.parts import SMALL_AREA, parts_of
from portal.opendata.rules import (
    shown_count,
    shown_quantity,
    shown_quarter,
    shown_quarter_quantity,
    shown_sexes,
)
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import NOTHING, Figures

L, R, C = ReportLine, ProgressReport, Commitment
FIGURES = (L.rupiah, L.quantity, L.households, L.people, L.women, L.men, L.disabled)


def delivery(selection: Selection) -> Iterator[Sequence[Any]]:
    """One row for each place of each verified report, by commitment, place and quarter.

    What a quarter brought is told against the verified report before it on the same place.
    """
    place, before = None, NOTHING
    for part in parts_of(_statement(selection)):
        for row in part:
            here, now = (row.commitment_id, row.code, row.pocket_id), Figures(*row[:7])
            yield _cells(row, now, before if here == place else NOTHING)
            place, before = here, now


def last_reports(ids: Sequence[int]) -> dict[int, tuple[str, date | None]]:
    """The quarter of the latest verified report of these commitments, and when the last was verified."""
    newest = func.max(R.year * 10 + R.quarter_number)
    statement = select(R.commitment_id, newest, func.max(R.verified_at)).where(R.commitment_id.in_(ids))
    found = db.session.execute(published(statement).group_by(R.commitment_id))
    return {key: (Quarter(*divmod(quarter, 10)).slug, _day(at)) for key, quarter, at in found}


def line_count() -> ScalarSelect[int]:
    """How many rows the file has without filters."""
    lines = select(func.count(L.id)).join(R, R.id == L.report_id).join(C, C.id == R.commitment_id)
    return published(lines.join(Organisation, Organisation.id == C.organisation_id)).scalar_subquery()


def _statement(selection: Selection) -> Select[*tuple[Any, ...]]:
    o, r, above = Organisation, Region, Region.__table__.alias("kecamatan")
    pocket = published(select(Pocket.slug).where(Pocket.id == L.pocket_id)).correlate(L).scalar_subquery()
    statement: Select[*tuple[Any, ...]] = (
        select(
            *FIGURES,
            *(L.id, C.reference, C.strategy_number, o.slug, R.year, R.quarter_number),
            *(r.code, r.name, r.level, above.c.code.label("kecamatan"), above.c.name.label("kecamatan_name")),
            *(pocket.label("pocket"), C.unit, L.physical_percent, R.no_progress, R.verified_at, R.is_example),
            *(R.commitment_id, L.pocket_id, SMALL_AREA.label("is_small")),
        )
        .join(R, R.id == L.report_id)
        .join(C, C.id == R.commitment_id)
        .join(o, o.id == C.organisation_id)
        .join(r, r.code == L.region_code)
        .outerjoin(above, above.c.code == r.kecamatan_code)
    )
    fitting = [*commitment_conditions(selection, today()), *line_conditions(selection, L)]
    place = (L.region_code, func.coalesce(L.pocket_id, 0))
    return published(statement).where(*fitting).order_by(C.id, *place, R.year, R.quarter_number, L.id)


def _cells(row: Row[*tuple[Any, ...]], now: Figures, before: Figures) -> Sequence[Any]:
    unit, small = row.unit, bool(row.is_small)
    brought = now - before
    return (
        *(row.id, row.reference, row.strategy_number, row.slug, Quarter(row.year, row.quarter_number).slug),
        *(row.code, row.name, row.level, row.kecamatan, row.kecamatan_name, row.pocket),
        *(now.rupiah, shown_quantity(now.quantity, unit, small), unit),
        *(shown_count(now.households, small), shown_count(now.people, small)),
        *shown_sexes(now.people, now.women, now.men, small),
        *(shown_count(now.disabled, small), row.physical_percent, brought.rupiah),
        shown_quarter_quantity(now.quantity, before.quantity, unit, small),
        shown_quarter(now.households, before.households, small),
        shown_quarter(now.people, before.people, small),
        *(row.no_progress, _day(row.verified_at), row.is_example),
    )


def _day(at: datetime | None) -> date | None:
    return in_wib(at).date() if at else None
