"""The rows of the open data files: published things only, read in parts, in a steady order.

Every function gives rows of plain values in the order of the columns in catalogue.py.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select

from portal.commitments.choosing import chosen_commitments
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import LIVE, CommitmentStatus
from portal.commitments.selection import Selection, line_conditions, state_column
from portal.core.clock import today
from portal.core.database import db
from portal.core.publishing import published
from portal.opendata.delivery_queries import last_reports, line_count
from portal.opendata.first_promises import first_promises
from portal.opendata.meeting_queries import item_count
from portal.opendata.need_files import need_count
from portal.opendata.parts import SMALL_AREA, parts_of
from portal.opendata.rules import shown_count, shown_quantity
from portal.opendata.sums import pledged_of, realised_of, sums_of
from portal.organisations.models import FocusStrategy, Organisation, WorkArea
from portal.places.models import Indicator, Pocket, PocketFigure, Region
from portal.strategies.models import Strategy

Values = Sequence[Any]


def commitments(selection: Selection) -> Iterator[Values]:
    """One row for each commitment, its lines summed."""
    c, o = Commitment, Organisation
    statement = select(
        *(c.id, c.reference, c.title, c.strategy_number, o.slug, o.name, o.kind, state_column(today())),
        *(c.starts_on, c.ends_on, c.support_form, c.unit, c.funding_source, c.value_source),
        *(
            case((c.status == CommitmentStatus.CANCELLED, c.reason), else_=""),
            c.verified_at,
            c.updated_at,
            c.is_example,
        ),
    ).join(o, o.id == c.organisation_id)
    for part in parts_of(chosen_commitments(published(statement), selection, today()).order_by(c.id)):
        ids = [row[0] for row in part]
        sums, reports = sums_of(ids), last_reports(ids)
        first = first_promises({row[0]: row.unit for row in part})
        for row in part:
            key, *values = row
            pledged, realised = pledged_of(sums, key, row.unit), realised_of(sums, key, row.unit)
            told = (*realised, *reports.get(key, (None, None)), *first[key])
            yield (*values[:11], *pledged, *values[11:], *told)


def allocations(selection: Selection) -> Iterator[Values]:
    """One row for each line of a commitment that fits."""
    a, c, o, r = Allocation, Commitment, Organisation, Region
    above = Region.__table__.alias("kecamatan")
    pocket = published(select(Pocket.slug).where(Pocket.id == a.pocket_id)).correlate(a).scalar_subquery()
    statement = (
        select(
            *(a.id, c.reference, c.strategy_number, o.slug, r.code, r.name, r.level, above.c.code),
            *(above.c.name, pocket, a.rupiah, a.quantity, c.unit, a.households, a.people, SMALL_AREA),
            c.is_example,
        )
        .join(c, c.id == a.commitment_id)
        .join(o, o.id == c.organisation_id)
        .join(r, r.code == a.region_code)
        .outerjoin(above, above.c.code == r.kecamatan_code)
    )
    chosen = chosen_commitments(published(statement), selection, today())
    for part in parts_of(
        chosen.where(*line_conditions(selection)).order_by(a.commitment_id, a.position, a.id)
    ):
        for *values, quantity, unit, households, people, small, example in part:
            counts = (shown_count(households, small), shown_count(people, small))
            yield (*values, shown_quantity(quantity, unit, small), unit, *counts, example)


def organisations(selection: Selection) -> Iterator[Values]:
    """One row for each public partner; a partner's own words say where it works and under what."""
    o = Organisation
    led = select(func.count(Commitment.id)).where(Commitment.organisation_id == o.id, _living())
    statement = published(
        select(o.id, o.slug, o.name, o.kind, o.status, o.website, led.scalar_subquery(), o.is_example)
    ).where(o.merged_into_id.is_(None), *_partner_conditions(selection))
    for part in parts_of(statement.order_by(o.id)):
        ids = [row[0] for row in part]
        focus = _listed(FocusStrategy.organisation_id, FocusStrategy.strategy_number, ids)
        areas = _listed(WorkArea.organisation_id, WorkArea.region_code, ids)
        for key, slug, name, kind, status, website, number, example in part:
            yield slug, name, kind, status, website, focus.get(key, ""), areas.get(key, ""), number, example


def pockets(selection: Selection) -> Iterator[Values]:
    """One row for each pocket that everybody may see."""
    p, r = Pocket, Region
    above = Region.__table__.alias("kecamatan")
    statement = select(
        *(p.slug, p.name, r.code, r.name, above.c.code, above.c.name, p.hamlets),
        *(p.decision, p.decided_on, p.status, p.updated_at, p.is_example),
    )
    joined = statement.join(r, r.code == p.region_code).outerjoin(above, above.c.code == r.kecamatan_code)
    for part in parts_of(published(joined).where(*_pocket_conditions(selection)).order_by(r.code, p.id)):
        yield from part


def pocket_figures(selection: Selection) -> Iterator[Values]:
    """One row for each measured value of a pocket."""
    f, i, p = PocketFigure, Indicator, Pocket
    statement = (
        select(p.slug, i.code, i.name_id, f.year, f.value, i.unit_id, f.source, i.counts_people, p.is_example)
        .join(p, p.id == f.pocket_id)
        .join(i, i.code == f.indicator_code)
        .join(Region, Region.code == p.region_code)
    )
    chosen = published(statement).where(*_pocket_conditions(selection))
    for part in parts_of(chosen.order_by(p.id, i.position, f.year, f.id)):
        for slug, code, name, year, value, unit, source, counts, example in part:
            shown = shown_count(value, counts)
            yield slug, code, name, year, shown, unit, source, example


def regions(selection: Selection) -> Iterator[Values]:
    """The official tree."""
    r = Region
    statement = select(
        *(r.code, r.name, r.level, r.parent_code, r.kecamatan_code, r.bps_code),
        *(r.development_area, r.latitude, r.longitude),
    )
    if selection.region is not None:
        code = selection.region.key
        statement = statement.where(or_(r.code == code, r.code.startswith(f"{code}.", autoescape=True)))
    for part in parts_of(statement.order_by(r.code)):
        yield from part


def strategies(selection: Selection) -> Iterator[Values]:
    """The seven."""
    s = Strategy
    statement = select(
        s.number, s.name_id, s.short_id, s.name_en, s.short_en, s.kind, s.inpres_id, s.inpres_en
    )
    for part in parts_of(statement.order_by(s.number)):
        yield from part


def row_counts() -> dict[str, int]:
    """How many rows each file has without filters, in one query."""
    line = select(func.count(Allocation.id)).join(Commitment).join(Organisation)
    counts = {
        "komitmen": select(func.count(Commitment.id)).join(Organisation),
        "rincian": line,
        "mitra": select(func.count(Organisation.id)).where(Organisation.merged_into_id.is_(None)),
        "kantong": select(func.count(Pocket.id)),
        "kantong-angka": select(func.count(PocketFigure.id)).join(Pocket),
        "wilayah": select(func.count(Region.code)),
        "strategi": select(func.count(Strategy.number)),
    }
    columns = [published(each).scalar_subquery().label(name) for name, each in counts.items()]
    columns += [item_count().label("rtl"), line_count().label("realisasi")]
    columns.append(need_count().label("kebutuhan"))
    return dict(db.session.execute(select(*columns)).one()._mapping)


def _living() -> Any:
    return Commitment.status.in_(sorted(LIVE))


def _listed(key: Any, column: Any, ids: list[int]) -> dict[int, str]:
    """What stands beside these partners, parted by semicolons."""
    found: dict[int, str] = {}
    for owner, value in db.session.execute(select(key, column).where(key.in_(ids)).order_by(key, column)):
        found[owner] = f"{found[owner]};{value}" if owner in found else str(value)
    return found


def _partner_conditions(selection: Selection) -> list[ColumnElement[bool]]:
    """A strategy or place fits when the partner names it or leads a live commitment under or in it."""
    o, conditions = Organisation, []
    if selection.organisation is not None:
        conditions.append(o.id == selection.organisation.key)
    if selection.kind is not None:
        conditions.append(o.kind == selection.kind)
    if selection.strategy is not None:
        named = select(FocusStrategy.organisation_id).filter_by(strategy_number=selection.strategy)
        led = select(Commitment.organisation_id).where(
            _living(), Commitment.strategy_number == selection.strategy
        )
        conditions.append(or_(o.id.in_(named), o.id.in_(led)))
    if selection.region is not None:
        area = select(WorkArea.organisation_id).where(WorkArea.region_code == selection.region.key[:8])
        here = select(Commitment.organisation_id).join(Allocation).where(_living())
        conditions.append(
            or_(o.id.in_(area), o.id.in_(here.where(_inside(Allocation.region_code, selection))))
        )
    return [*conditions, *(o.name.icontains(word, autoescape=True) for word in selection.words.split()[:8])]


def _pocket_conditions(selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selection.pocket is not None:
        conditions.append(Pocket.id == selection.pocket.key)
    if selection.region is not None:
        conditions.append(_inside(Region.code, selection))
    words = selection.words.split()[:8]
    searched = (Pocket.name, Region.name)
    return [*conditions, *(or_(*(c.icontains(word, autoescape=True) for c in searched)) for word in words)]


def _inside(column: Any, selection: Selection) -> ColumnElement[bool]:
    code = selection.region.key if selection.region else ""
    return or_(column == code, column.startswith(f"{code}.", autoescape=True))
