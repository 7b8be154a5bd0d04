"""The schematic map: one tile per kecamatan with a number; the squares of coverage. Ready for the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from portal.core.wording import Word, _, _l, ngettext
from portal.matrices.coverage_queries import Coverage
from portal.public.overview import KecamatanRow, Overview, delivering, leads_by_kecamatan
from portal.public.panels import strategy_select
from portal.public.rules import gap_level, missing, step
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind
from portal.web import filters
from portal.web.filters import Panel, Select
from portal.web.formats import in_language


class Measure(Word):
    """`ukuran` of the map: what the number on a tile counts."""

    GAPS = "gaps", "celah", _l("Strategi tanpa mitra")
    PARTNERS = "partners", "mitra", _l("Jumlah mitra")
    POCKETS = "pockets", "kantong", _l("Kantong kemiskinan aktif")


@dataclass(frozen=True)
class Tile:
    """One kecamatan on the schematic map; `name` says the number in words."""

    x: int
    y: int
    number: int
    label: str
    name: str
    url: str
    scale: str
    level: int
    place: str
    words: str
    note: str


@dataclass(frozen=True)
class Squares:
    """One strategy with one square per kecamatan."""

    number: int
    name: str
    url: str
    count: int
    levels: Sequence[int]
    enabling: bool
    note: str


@dataclass(frozen=True)
class AskedMap:
    """The map as the address asks for it."""

    district: Overview
    measure: Measure
    strategy: Strategy | None
    tiles: Sequence[Tile]
    panel: Panel


def asked_map(district: Overview) -> AskedMap:
    """The map that `ukuran` and `strategi` ask for. Raises UnknownFilter."""
    measure = filters.word("ukuran", Measure) or Measure.GAPS
    number = filters.number("strategi", 1, 7)
    strategy = next((each for each in district.strategies if each.number == number), None)
    measures = [(each.slug, str(each.label)) for each in Measure]
    questions = [
        Select("ukuran", _("Angka di petak"), [("", measures[0][1]), *measures[1:]], default=measures[0][0]),
        strategy_select(district.strategies),
    ]
    return AskedMap(district, measure, strategy, _tiles(district, measure, number), Panel(questions))


def _tiles(district: Overview, measure: Measure, number: int | None) -> list[Tile]:
    if measure is Measure.POCKETS:
        return pocket_tiles(district)
    if measure is Measure.GAPS:
        return gap_tiles(district, number)
    return strategy_tiles(district, number) if number else partner_tiles(district, leads_by_kecamatan())


def gap_tiles(district: Overview, strategy: int | None = None) -> list[Tile]:
    """Per kecamatan the delivering strategies (or the one asked for) that no live commitment serves."""
    wanted = [strategy] if strategy else delivering(district.strategies)
    names = {s.number: in_language(s, "short") for s in district.strategies}
    tiles = []
    for row in district.kecamatan:
        served = {number for code, number in district.coverage.cells if code == row.region.code}
        lacking = missing(served, wanted)
        words = ngettext(
            "%(num)d strategi belum punya mitra", "%(num)d strategi belum punya mitra", len(lacking)
        )
        words = words if lacking else _("lengkap")
        note = ", ".join(names[number] for number in lacking)
        tiles.append(_tile(row, len(lacking), ("gaps", gap_level(len(lacking))), words, note))
    return tiles


def partner_tiles(district: Overview, leads: dict[str, int]) -> list[Tile]:
    """Per kecamatan the number of different partners."""
    return [
        _tile(row, count, ("level", step(count)), ngettext("%(num)d mitra", "%(num)d mitra", count))
        for row in district.kecamatan
        for count in [leads.get(row.region.code, 0)]
    ]


def strategy_tiles(district: Overview, number: int) -> list[Tile]:
    """Per kecamatan the number of different partners under one strategy."""
    leads = {code: served.leads for (code, n), served in district.coverage.cells.items() if n == number}
    return partner_tiles(district, leads)


def pocket_tiles(district: Overview) -> list[Tile]:
    """Per kecamatan the number of active pockets."""
    return [
        _tile(
            row,
            row.pockets.pockets,
            ("level", step(row.pockets.pockets)),
            ngettext("%(num)d kantong kemiskinan", "%(num)d kantong kemiskinan", row.pockets.pockets),
        )
        for row in district.kecamatan
    ]


def squares(district: Overview) -> list[Squares]:
    """The seven strategies with one square per kecamatan."""
    return [_squares(strategy, district.kecamatan, district.coverage) for strategy in district.strategies]


def _squares(strategy: Strategy, rows: Sequence[KecamatanRow], coverage: Coverage) -> Squares:
    levels = [step(coverage.at(row.region.code, strategy.number).leads) for row in rows]
    wide = coverage.district.get(strategy.number)
    leads = wide.leads if wide else 0
    return Squares(
        number=strategy.number,
        name=in_language(strategy, "short"),
        url=url_for("public.strategy", number=strategy.number),
        count=sum(level > 0 for level in levels),
        levels=levels,
        enabling=strategy.kind is StrategyKind.ENABLING,
        note=ngettext("%(num)d mitra se-kabupaten", "%(num)d mitra se-kabupaten", leads) if leads else "",
    )


def _tile(row: KecamatanRow, number: int, colour: tuple[str, int], words: str, note: str = "") -> Tile:
    region, (scale, level) = row.region, colour
    place = _("Kecamatan %(name)s", name=region.name)
    return Tile(
        x=region.tile_column or 0,
        y=region.tile_row or 0,
        number=number,
        label=region.short_name or region.name,
        name=f"{words}, {place}",
        url=url_for("public.region", code=region.code),
        scale=scale,
        level=level,
        place=region.name,
        words=words,
        note=note,
    )
