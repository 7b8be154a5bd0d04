"""What the office does with poverty pockets and their figures."""

from datetime import date
from decimal import Decimal

from portal.accounts.models import User
from portal.audit.actions import Changes, record, set_fields
from portal.core.clock import now, today
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.reasons import REASON_LEAST, says_something
from portal.core.wording import _l
from portal.places import queries
from portal.places.models import Indicator, Pocket, PocketFigure, Region
from portal.places.rules import (
    FIRST_YEAR,
    VILLAGE_LEVELS,
    PocketStatus,
    figure_is_whole,
)
from portal.web.slugs import slug_of

SLUG_MOST = 80  # characters
NO_VILLAGE = _l("Pilih desa atau kelurahan dari daftar")
NO_INDICATOR = _l("Pilih indikator dari daftar")
NOT_WHOLE = _l("Indikator ini menghitung orang, rumah tangga, atau rumah: isi bilangan bulat")
IN_FUTURE = _l("Tanggal keputusan tidak boleh di masa depan")
REASON_WANTED = _l("Tulis alasan perubahan status, paling sedikit %(least)d karakter", least=REASON_LEAST)


def create_pocket(
    *,
    by: User | None,
    name: str,
    region_code: str,
    decision: str,
    hamlets: str | None = "",
    decided_on: date | None = None,
    note: str | None = "",
) -> Pocket:
    """Put a pocket on record, active. Raises Refused for an unknown village, a double name, a future day."""
    village = _village(region_code)
    _refuse_future(decided_on)
    pocket = Pocket(
        slug=_free_slug(name, village),
        name=name,
        region_code=village.code,
        hamlets=hamlets or "",
        decision=decision,
        decided_on=decided_on,
        note=note or "",
    )
    db.session.add(pocket)
    record("pocket.create", pocket, by=by)
    return pocket


def edit_pocket(
    pocket: Pocket,
    *,
    by: User | None,
    name: str,
    region_code: str,
    decision: str,
    hamlets: str | None = "",
    decided_on: date | None = None,
    status: PocketStatus = PocketStatus.ACTIVE,
    reason: str | None = "",
    note: str | None = "",
) -> Pocket:
    """Change what is on record; the address stays. A change of status needs a reason (field `reason`)."""
    village = _village(region_code)
    _refuse_future(decided_on)
    if status is not pocket.status and not says_something(reason):
        raise Refused(REASON_WANTED, "reason")
    answers: dict[str, object] = {"name": name, "region_code": village.code, "decision": decision}
    answers |= {"hamlets": hamlets or "", "decided_on": decided_on, "status": status, "note": note or ""}
    before = _called(pocket.region)
    changes = _moved(set_fields(pocket, answers), before, _called(village))
    record("pocket.edit", pocket, by=by, changes=changes, reason=reason or "")
    return pocket


def add_figure(
    pocket: Pocket, *, by: User | None, indicator_code: str, year: int, value: Decimal, source: str
) -> PocketFigure:
    """Add a measured value for a year. Raises Refused for a value or year that cannot be."""
    indicator = _indicator(indicator_code, year, value)
    figure = PocketFigure(pocket=pocket, indicator_code=indicator.code, year=year, value=value, source=source)
    db.session.add(figure)
    pocket.updated_at = now()
    changes = {"figure": ("", _described(figure))}
    record("pocket.figure_add", pocket, by=by, changes=changes)
    return figure


def change_figure(
    figure: PocketFigure, *, by: User | None, indicator_code: str, year: int, value: Decimal, source: str
) -> PocketFigure:
    """Correct a measured value."""
    _indicator(indicator_code, year, value)
    before = _described(figure)
    answers = {"indicator_code": indicator_code, "year": year, "value": value, "source": source}
    set_fields(figure, answers)
    figure.pocket.updated_at = now()
    changes = {"figure": (before, _described(figure))}
    record("pocket.figure_change", figure.pocket, by=by, changes=changes)
    return figure


def remove_figure(figure: PocketFigure, *, by: User | None) -> Pocket:
    """Take a wrong value away; the trail keeps it."""
    pocket, before = figure.pocket, _described(figure)
    pocket.figures.remove(figure)
    pocket.updated_at = now()
    record("pocket.figure_remove", pocket, by=by, changes={"figure": (before, "")})
    return pocket


def _village(code: str) -> Region:
    region = queries.get_region(code)
    if region is None or region.level not in VILLAGE_LEVELS:
        raise Refused(NO_VILLAGE, "region_code")
    return region


def _refuse_future(day: date | None) -> None:
    if day is not None and day > today():
        raise Refused(IN_FUTURE, "decided_on")


def _indicator(code: str, year: int, value: Decimal) -> Indicator:
    indicator = db.session.get(Indicator, code)
    if indicator is None or indicator.scope == "district":
        raise Refused(NO_INDICATOR, "indicator_code")
    if not FIRST_YEAR <= year <= today().year:
        message = _l("Isi tahun dari %(first)d sampai %(last)d", first=FIRST_YEAR, last=today().year)
        raise Refused(message, "year")
    if indicator.counts_people and not figure_is_whole(value):
        raise Refused(NOT_WHOLE, "value")
    return indicator


def _described(figure: PocketFigure) -> str:
    indicator = db.session.get(Indicator, figure.indicator_code)
    name = indicator.name_id if indicator else figure.indicator_code
    return f"{name} {figure.year}: {figure.value:f} ({figure.source})"


def _moved(changes: Changes, before: str, after: str) -> Changes:
    """The changes with the villages by name."""
    return changes | {"region_code": (before, after)} if "region_code" in changes else changes


def _called(region: Region) -> str:
    return f"{region.name} ({region.code})"


def _free_slug(name: str, village: Region) -> str:
    stem = slug_of(f"{name} {village.name}")[: SLUG_MOST - 4].strip("-")
    taken = queries.pocket_slugs_like(stem)
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if slug not in taken)
