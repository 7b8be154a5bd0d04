"""The rows and columns a matrix can have: places with their pockets, kinds, strategies, years, states."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import get_locale
from sqlalchemy import Row as Found
from sqlalchemy import func, select

from portal.commitments.rules import CommitmentState
from portal.commitments.selection import Selection, StateFilter
from portal.core.database import db
from portal.core.publishing import published
from portal.core.wording import _
from portal.matrices.grid import Column, Row
from portal.matrices.queries import NO_YEAR
from portal.matrices.rules import Columns, Rows
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region
from portal.places.rules import VILLAGE_LEVELS, Level, PocketStatus
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind

Place = Found[str, str, str | None]  # code, name, development area
ACTIVE = Pocket.status == PocketStatus.ACTIVE
LIVE_STATES = (
    CommitmentState.PLANNED,
    CommitmentState.RUNNING,
    CommitmentState.LATE,
    CommitmentState.COMPLETED,
)


def rows_of(rows: Rows, selection: Selection, district_code: str) -> list[Row]:
    """The rows of a matrix of places or kinds, pledges to wider places in rows of their own."""
    if rows is Rows.KIND:
        return _kinds(selection)
    kecamatan = _kecamatan(selection, by_area=rows is Rows.KECAMATAN)
    district = Row(district_code, _("Seluruh kabupaten"), arguments={"lingkup": "kabupaten"}, apart=True)
    if rows is Rows.KECAMATAN:
        counted = _active_pockets()
        return [*(_kecamatan_row(found, counted) for found in kecamatan), district]
    parts = _villages() if rows is Rows.VILLAGE else _pockets(selection)
    return [*_under_kecamatan(kecamatan, parts, rows), district]


def columns_of(columns: Columns, selection: Selection, keys: Iterable[Any]) -> list[Column]:
    """The columns, narrowed where a filter names one; `keys` are those that occur, for the years."""
    if columns is Columns.STRATEGY:
        return _strategies(selection)
    if columns is Columns.KIND:
        kinds = [selection.kind] if selection.kind else list(OrganisationKind)
        return [Column(k, str(k.label), arguments={"jenis": k.slug}) for k in kinds]
    if columns is Columns.STATE:
        return [_state(state) for state in _states(selection)]
    return [_year(key) for key in sorted(keys)]


def _kecamatan(selection: Selection, by_area: bool) -> Sequence[Place]:
    """By development area in the order of the codes, or by name."""
    statement = select(Region.code, Region.name, Region.development_area)
    statement = statement.where(Region.level == Level.KECAMATAN).order_by(Region.code)
    if selection.region is not None and len(selection.region.key) > len("12.05"):
        statement = statement.where(Region.code == selection.region.key[:8])
    found = db.session.execute(statement).all()
    first: dict[str | None, str] = {}
    for kecamatan in found:
        first.setdefault(kecamatan.development_area, kecamatan.code)
    if by_area:
        return sorted(found, key=lambda each: (first[each.development_area], each.code))
    return sorted(found, key=lambda each: (each.name, each.code))


def _active_pockets() -> dict[str, int]:
    """Active pockets by kecamatan code."""
    statement = select(Region.kecamatan_code, func.count()).select_from(Pocket)
    inside = published(statement.join(Region, Region.code == Pocket.region_code)).where(ACTIVE)
    return {str(found[0]): found[1] for found in db.session.execute(inside.group_by(Region.kecamatan_code))}


def _kecamatan_row(found: Place, pockets: dict[str, int]) -> Row:
    return Row(
        found.code,
        found.name,
        group=found.development_area or "",
        slug=found.code,
        arguments={"wilayah": found.code},
        pockets=pockets.get(found.code, 0),
    )


def _villages() -> dict[str, list[Row]]:
    """Desa and kelurahan by kecamatan code."""
    inside = published(select(func.count(Pocket.id)).where(Pocket.region_code == Region.code, ACTIVE))
    pockets = inside.correlate(Region).scalar_subquery()
    statement = select(Region.code, Region.name, Region.kecamatan_code, pockets)
    statement = statement.where(Region.level.in_(VILLAGE_LEVELS)).order_by(Region.name, Region.code)
    rows: dict[str, list[Row]] = {}
    for code, name, above, number in db.session.execute(statement):
        row = Row(code, name, slug=code, arguments={"wilayah": code}, pockets=number)
        rows.setdefault(above or "", []).append(row)
    return rows


def _pockets(selection: Selection) -> dict[str, list[Row]]:
    """Pockets by kecamatan code; one that was lifted stays, but needs nobody."""
    statement = select(Pocket.id, Pocket.slug, Pocket.name, Pocket.status, Region.kecamatan_code)
    statement = published(statement.join(Region, Region.code == Pocket.region_code))
    if selection.pocket is not None:
        statement = statement.where(Pocket.id == selection.pocket.key)
    rows: dict[str, list[Row]] = {}
    for key, slug, name, status, above in db.session.execute(statement.order_by(Pocket.name, Pocket.id)):
        active = status is PocketStatus.ACTIVE
        shown = name if active else _("%(name)s (terentaskan)", name=name)
        row = Row(
            str(key),
            shown,
            slug=slug,
            arguments={"kantong": slug},
            pockets=1 if active else 0,
            counts_gaps=active,
        )
        rows.setdefault(above or "", []).append(row)
    return rows


def _under_kecamatan(kecamatan: Sequence[Place], parts: dict[str, list[Row]], rows: Rows) -> list[Row]:
    """The parts of each kecamatan, then what was pledged to it as a whole, or outside its pockets."""
    apart = _("Seluruh kecamatan") if rows is Rows.VILLAGE else _("Di luar kantong")
    scope = "kecamatan" if rows is Rows.VILLAGE else "luar-kantong"
    found = []
    for each in kecamatan:
        group = _("Kec. %(name)s", name=each.name)
        found += [replace(row, group=group) for row in parts.get(each.code, [])]
        found.append(Row(each.code, apart, group, "", {"wilayah": each.code, "lingkup": scope}, apart=True))
    return found


def _kinds(selection: Selection) -> list[Row]:
    kinds = [selection.kind] if selection.kind else list(OrganisationKind)
    return [Row(kind, str(kind.label), slug=kind.slug, arguments={"jenis": kind.slug}) for kind in kinds]


def _strategies(selection: Selection) -> list[Column]:
    english = str(get_locale()) == "en"
    statement = select(Strategy).order_by(Strategy.number)
    if selection.strategy is not None:
        statement = statement.where(Strategy.number == selection.strategy)
    return [
        Column(
            str(each.number),
            each.short_en if english else each.short_id,
            each.name_en if english else each.name_id,
            each.number,
            {"strategi": str(each.number)},
            each.kind is StrategyKind.DELIVERING,
        )
        for each in db.session.scalars(statement)
    ]


def _states(selection: Selection) -> Sequence[CommitmentState]:
    if selection.state in (None, StateFilter.LIVE):
        return LIVE_STATES
    return (CommitmentState.of(str(selection.state)),)


def _state(state: CommitmentState) -> Column:
    return Column(state.value, str(state.label), arguments={"status": state.slug})


def _year(key: str) -> Column:
    if key == NO_YEAR:
        return Column(key, _("Tanpa tahun"))
    return Column(key, key, arguments={"tahun": key})
