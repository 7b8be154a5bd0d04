"""The pages beside a matrix: the kinds of rows, and the charts, with the same filters."""

from typing import Any

from flask import url_for

from portal.core.wording import _, _l
from portal.matrices.rules import Rows
from portal.web.filters import Panel

Tab = tuple[str, str, bool]
NAMES = {
    Rows.KECAMATAN: _l("Kecamatan × strategi"),
    Rows.VILLAGE: _l("Desa"),
    Rows.POCKET: _l("Kantong"),
    Rows.ORGANISATION: _l("Mitra × strategi"),
    Rows.KIND: _l("Jenis mitra"),
}
OF_CHARTS = ("tahun", "jenis", "status", "wilayah", "strategi")  # the filters that charts take


def tabs_of(panel: Panel, here: Rows | None) -> list[Tab]:
    """`here`: the rows that are shown, None on the page of charts."""
    charts: dict[str, Any] = {name: panel.values[name] for name in OF_CHARTS if name in panel.values}
    rows = [(str(NAMES[each]), _address(panel, each), each is here) for each in NAMES]
    return [*rows, (_("Grafik"), url_for("charts.index", **charts), here is None)]


def _address(panel: Panel, rows: Rows) -> str:
    chosen = {} if rows is Rows.KECAMATAN else {"baris": rows.slug}
    given: dict[str, Any] = panel.values | {"baris": ""} | chosen
    return url_for("matrices.index", **{name: value for name, value in given.items() if value})
