"""Reads out of an address which charts are asked for, and offers their filters again."""

from collections.abc import Sequence

from portal.commitments.asked import asked_selection
from portal.commitments.selection import Selection, StateFilter
from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.matrices import reading
from portal.matrices.axes import District
from portal.web import filters
from portal.web.filters import Panel

FILTERS = ("tahun", "jenis", "status", "wilayah", "strategi")
PARTS = ("triwulan", "jenis", "strategi")  # the three charts, as a file may be asked for one of them
KECAMATAN = len("12.05.07")


def asked_charts() -> Selection:
    """The filters that charts take: live commitments unless a status is named. Raises UnknownFilter."""
    asked = asked_selection()
    if asked.region is not None and len(asked.region.key) > KECAMATAN:
        raise UnknownFilter("wilayah", asked.region.key, _("Grafik dipersempit per kecamatan."))
    district_wide = asked.region is not None and len(asked.region.key) < KECAMATAN
    return Selection(
        year=asked.year,
        strategy=asked.strategy,
        region=None if district_wide else asked.region,
        kind=asked.kind,
        state=asked.state or StateFilter.LIVE,
    )


def panel(selection: Selection, district: District, years: Sequence[int]) -> Panel:
    """The questions above the charts: those of the matrix that charts can answer."""
    selects = reading.panel(selection, district, years).selects
    return Panel([select for select in selects if select.name in FILTERS])


def asked_part() -> str:
    """The one chart that a file is asked for; empty for all three. Raises UnknownFilter."""
    part = filters.text("grafik")
    if part and part not in PARTS:
        raise UnknownFilter("grafik", part)
    return part
