"""The official tree from a CSV file: code, name, level, parent, latitude, longitude."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.core.database import db
from portal.core.wording import LazyString, _l
from portal.places.importing import Planned, Row, Step, rejected, text_fault
from portal.places.models import Region
from portal.places.rules import Level, kecamatan_of

NEEDED = ("code", "name", "level", "parent", "latitude", "longitude")
_CODE = re.compile(r"\d{2}\.\d{2}(\.\d{2}(\.[12]\d{3})?)?")


def plan_regions(rows: Sequence[Row]) -> list[Planned]:
    """What each row will do. A parent must stand before its children, or be known already."""
    known = {region.code: region for region in db.session.scalars(select(Region))}
    coming: set[str] = set(known)
    return [_plan(row, known, coming) for row in rows]


def apply_regions(plan: Sequence[Planned], *, by: User | None = None) -> int:
    """Add and rename what was planned; returns how many rows changed something. Nothing is ever removed."""
    done = 0
    for row in plan:
        if row.step in (Step.ADD, Step.CHANGE):
            region = db.session.get(Region, row.key)
            if region is None:
                region = Region(code=row.key, **row.answers)
                db.session.add(region)
                db.session.flush()
            changes = set_fields(region, row.answers)
            record("region.import", region, by=by, changes=changes)
            done += 1
    return done


def level_of(code: str) -> Level | None:
    """The level that a Kemendagri code names, or None for what is no such code."""
    if not _CODE.fullmatch(code):
        return None
    if len(code) == 13:
        return Level.KELURAHAN if code[9] == "1" else Level.DESA
    return Level.KECAMATAN if len(code) == 8 else Level.KABUPATEN


def _plan(row: Row, known: dict[str, Region], coming: set[str]) -> Planned:
    about = f"{row['code']} {row['name']}"
    if fault := text_fault(row) or _fault(row, coming):
        return rejected(row, about, fault)
    code = row["code"]
    coming.add(code)
    answers = _answers(row)
    region = known.get(code)
    if region is None:
        return Planned(row.line, Step.ADD, about, key=code, answers=answers)
    changed = [name for name, value in answers.items() if getattr(region, name) != value]
    return Planned(row.line, Step.CHANGE if changed else Step.SAME, about, ", ".join(changed), code, answers)


def _fault(row: Row, coming: set[str]) -> LazyString | None:
    level, code = level_of(row["code"]), row["code"]
    if (
        level is None
        or level.value != row["level"]
        or row["parent"] != code.rpartition(".")[0] * (len(code) > 5)
    ):
        return _l("kode, tingkat, dan induk tidak cocok")
    if not row["name"]:
        return _l("nama belum diisi")
    roots = {each for each in coming if len(each) == 5}
    if level is Level.KABUPATEN and roots - {code}:
        return _l("di luar kabupaten ini")
    if level is not Level.KABUPATEN and row["parent"] not in coming:
        return _l("induknya tidak dikenal")
    return None if _point(row) else _l("titik tidak terbaca")


def _point(row: Row) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return None
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return (latitude, longitude) if inside else None


def _answers(row: Row) -> dict[str, Any]:
    latitude, longitude = _point(row) or (None, None)
    return {
        "name": row["name"],
        "level": level_of(row["code"]),
        "parent_code": row["parent"] or None,
        "kecamatan_code": kecamatan_of(row["code"]),
        "latitude": latitude,
        "longitude": longitude,
    }
