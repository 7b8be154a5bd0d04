"""Loads the official places, indicators and district figures that ship with the site."""

from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

from portal.core.database import db
from portal.core.reference_files import rows
from portal.places.models import Indicator, Region, RegionFigure
from portal.places.rules import Level, kecamatan_of

FOLDER = Path(__file__).with_name("reference")


def load_reference() -> int:
    """Add what is missing, parents first; returns how many rows were added."""
    return _load_regions() + _load_indicators() + _load_figures()


def _load_regions() -> int:
    known = set(db.session.scalars(select(Region.code)))
    tiles = {row["code"]: row for row in rows(FOLDER / "kecamatan.csv")}
    added = [
        _region(row, tiles.get(row["code"]))
        for row in rows(FOLDER / "regions.csv")
        if row["code"] not in known
    ]
    for region in added:
        db.session.add(region)
    db.session.flush()
    return len(added)


def _region(row: dict[str, str], tile: dict[str, str] | None) -> Region:
    region = Region(
        code=row["code"],
        name=row["name"],
        level=Level.of(row["level"]),
        parent_code=row["parent"] or None,
        kecamatan_code=kecamatan_of(row["code"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
    if tile:
        region.bps_code, region.development_area = tile["bps_code"], tile["development_area"]
        region.short_name = tile["short_name"]
        region.tile_column, region.tile_row = int(tile["tile_column"]), int(tile["tile_row"])
    return region


def _load_indicators() -> int:
    known = set(db.session.scalars(select(Indicator.code)))
    added = []
    for row in rows(FOLDER / "indicators.csv"):
        if row["code"] not in known:
            texts = {
                name: row[name] for name in ("code", "name_id", "name_en", "unit_id", "unit_en", "scope")
            }
            counts = row["counts_people"] == "true"
            added.append(Indicator(counts_people=counts, position=int(row["position"]), **texts))
    db.session.add_all(added)
    db.session.flush()
    return len(added)


def _load_figures() -> int:
    figures = select(RegionFigure.region_code, RegionFigure.indicator_code, RegionFigure.year)
    known = {tuple(row) for row in db.session.execute(figures)}
    added = []
    for row in rows(FOLDER / "district_figures.csv"):
        if (row["region_code"], row["indicator_code"], int(row["year"])) not in known:
            texts = {name: row[name] for name in ("region_code", "indicator_code", "source", "source_en")}
            added.append(RegionFigure(year=int(row["year"]), value=Decimal(row["value"]), **texts))
    db.session.add_all(added)
    db.session.flush()
    return len(added)
