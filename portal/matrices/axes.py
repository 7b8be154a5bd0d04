"""The rows and columns a matrix can have: places with their pockets, kinds, strategies, years, states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select

from portal.commitments.moment import Moment
from portal.commitments.rules import CommitmentState
from portal.commitments.selection import Selection, StateFilter
from portal.core.database import built_once, db
from portal.core.held import held
from portal.core.publishing import published
from portal.core.wording import _
from portal.matrices.counting import NO_YEAR, Statement
from portal.matrices.grid import Column, Row
from portal.matrices.rules import Columns, Rows
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region
from portal.places.queries import KecamatanName
from portal.places.rules import VILLAGE_LEVELS
from portal.strategies.queries import StrategyName
from portal.strategies.rules import StrategyKind
from portal.web.formats import in_language

Parts = dict[str, list[Row]]
LIVE_STATES = (
    CommitmentState.PLANNED,
    CommitmentState.RUNNING,
    CommitmentState.LATE,
    CommitmentState.SILENT,
    CommitmentState.COMPLETED,
)


@dataclass(frozen=True)
class District:
    """The district: what its settings say, its kecamatan by name and the seven strategies."""

    code: str
    priority_pockets: int
    overlap_leads: int
    kecamatan: Sequence[KecamatanName]
    strategies: Sequence[StrategyName]


def rows_of(rows: Rows, selection: Selection, district: District, moment: Moment) -> list[Row]:
    """The rows of a matrix of places or kinds, pledges to wider places in rows of their own."""
    if rows is Rows.KIND:
        return _kinds(selection)
    kecamatan = _kecamatan(selection, district.kecamatan, by_area=rows is Rows.KECAMATAN)
    whole = Row(district.code, _("Seluruh kabupaten"), arguments={"lingkup": "kabupaten"}, apart=True)
    if rows is Rows.KECAMATAN:
        counted = (_active_pockets.afresh if moment.until else _active_pockets)(moment)
        return [*(_kecamatan_row(each, counted) for each in kecamatan), whole]
    groups = {each.code: _("Kec. %(name)s", name=each.name) for each in kecamatan}
    parts = _villages(moment, groups) if rows is Rows.VILLAGE else _pockets(selection, moment, groups)
    return [*_under_kecamatan(groups, parts, rows), whole]


def columns_of(
    columns: Columns, selection: Selection, district: District, keys: Iterable[Any]
) -> list[Column]:
    """The columns, narrowed where a filter names one; `keys` are those that occur, for the years."""
    if columns is Columns.STRATEGY:
        return _strategies(selection, district.strategies)
    if columns is Columns.KIND:
        kinds = [selection.kind] if selection.kind else list(OrganisationKind)
        return [Column(k, str(k.label), arguments={"jenis": k.slug}) for k in kinds]
    if columns is Columns.STATE:
        return [_state(state) for state in _states(selection)]
    return [_year(key) for key in sorted(keys)]


def _kecamatan(selection: Selection, known: Sequence[KecamatanName], by_area: bool) -> list[KecamatanName]:
    """By development area in the order of the codes, or by name as they come."""
    wanted = selection.region.key if selection.region else ""
    found = [each for each in known if each.code.startswith(wanted)]
    if not by_area:
        return found
    ordered = sorted(known, key=lambda each: each.code)
    areas = list(dict.fromkeys(each.development_area for each in ordered))
    return sorted(found, key=lambda each: (areas.index(each.development_area), each.code))


@held
def _active_pockets(moment: Moment) -> dict[str, int]:
    """Active pockets by kecamatan code."""
    return {str(code): number for code, number in db.session.execute(_pockets_by_kecamatan(moment))}


@built_once
def _pockets_by_kecamatan(moment: Moment) -> Statement:
    statement = select(Region.kecamatan_code, func.count()).select_from(Pocket)
    inside = published(statement.join(Region, Region.code == Pocket.region_code)).where(moment.active)
    return inside.group_by(Region.kecamatan_code)


def _kecamatan_row(found: KecamatanName, pockets: dict[str, int]) -> Row:
    return Row(
        found.code,
        found.name,
        group=found.development_area or "",
        slug=found.code,
        arguments={"wilayah": found.code},
        pockets=pockets.get(found.code, 0),
    )


def _villages(moment: Moment, groups: dict[str, str]) -> Parts:
    """Desa and kelurahan by kecamatan code; `groups` are the kecamatan that are asked for."""
    rows: Parts = {code: [] for code in groups}
    villages = (_counted_villages.afresh if moment.until else _counted_villages)(moment)
    for code, name, above, number in villages:
        if above in groups:
            rows[above].append(Row(code, name, groups[above], code, {"wilayah": code}, pockets=number))
    return rows


@held
def _counted_villages(moment: Moment) -> Sequence[Any]:
    """Code, name, kecamatan and active pockets of each."""
    return db.session.execute(_villages_with_pockets(moment)).all()


@built_once
def _villages_with_pockets(moment: Moment) -> Statement:
    inside = published(select(func.count(Pocket.id)).where(Pocket.region_code == Region.code, moment.active))
    pockets = inside.correlate(Region).scalar_subquery()
    statement = select(Region.code, Region.name, Region.kecamatan_code, pockets)
    return statement.where(Region.level.in_(VILLAGE_LEVELS)).order_by(Region.name, Region.code)


def _pockets(selection: Selection, moment: Moment, groups: dict[str, str]) -> Parts:
    """Pockets by kecamatan code; one that was lifted stays, but needs nobody."""
    asked = selection.pocket.key if selection.pocket else None
    rows: Parts = {code: [] for code in groups}
    for key, slug, name, still, village, above in db.session.execute(_pockets_with_places(asked, moment)):
        if above not in groups:
            continue
        place = f"{name}, {village}"
        shown = place if still else _("%(name)s (terentaskan)", name=place)
        row = Row(
            str(key),
            shown,
            groups[above],
            slug=slug,
            arguments={"kantong": slug},
            pockets=still,
            counts_gaps=bool(still),
        )
        rows[above].append(row)
    return rows


@built_once
def _pockets_with_places(only: int | None, moment: Moment) -> Statement:
    p, r = Pocket, Region
    active = case((moment.active, 1), else_=0)
    statement = select(p.id, p.slug, p.name, active, r.name, r.kecamatan_code).where(moment.there)
    statement = published(statement.join(Region, Region.code == Pocket.region_code))
    if only is not None:
        statement = statement.where(Pocket.id == only)
    return statement.order_by(Pocket.name, Pocket.id)


def _under_kecamatan(groups: dict[str, str], parts: Parts, rows: Rows) -> list[Row]:
    """The parts of each kecamatan, then what was pledged to it as a whole, or outside its pockets."""
    apart = _("Seluruh kecamatan") if rows is Rows.VILLAGE else _("Di luar kantong")
    scope = "kecamatan" if rows is Rows.VILLAGE else "luar-kantong"
    found: list[Row] = []
    for code, group in groups.items():
        found += parts[code]
        found.append(Row(code, apart, group, "", {"wilayah": code, "lingkup": scope}, apart=True))
    return found


def _kinds(selection: Selection) -> list[Row]:
    kinds = [selection.kind] if selection.kind else list(OrganisationKind)
    return [Row(kind, str(kind.label), slug=kind.slug, arguments={"jenis": kind.slug}) for kind in kinds]


def _strategies(selection: Selection, known: Sequence[StrategyName]) -> list[Column]:
    return [
        Column(
            str(each.number),
            in_language(each, "short"),
            in_language(each, "name"),
            each.number,
            {"strategi": str(each.number)},
            each.kind is StrategyKind.DELIVERING,
        )
        for each in known
        if selection.strategy in (None, each.number)
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
