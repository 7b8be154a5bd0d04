"""The filters of the office's list of pockets: what the address asks, and the panel that asks it."""

from collections.abc import Sequence

from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.places.listing import PocketFilter, PocketOrder
from portal.places.models import Region
from portal.places.names import short_place_name
from portal.places.queries import get_region
from portal.places.rules import PocketStatus
from portal.web import filters
from portal.web.filters import Panel, Select


def asked_pockets() -> PocketFilter:
    """What the address asks. Raises UnknownFilter."""
    return PocketFilter(
        region=_asked_region(),
        status=filters.word("status", PocketStatus),
        words=filters.text("q"),
        order=filters.word("urut", PocketOrder) or PocketOrder.NAME,
    )


def pocket_panel(kecamatan: Sequence[Region]) -> Panel:
    """Place, status, order and words. A village that a link names is offered beside the kecamatan."""
    places = [(region.code, region.name) for region in kecamatan]
    region = _asked_region()
    if region is not None and region.code not in dict(places):
        places.insert(0, (region.code, short_place_name(region)))
    return Panel(
        [
            Select("wilayah", _("Kecamatan"), [("", _("Semua kecamatan")), *places]),
            Select(
                "status", _("Status"), [("", _("Semua status")), *((s.slug, s.label) for s in PocketStatus)]
            ),
            Select("urut", _("Urutkan"), [(o.slug, o.label) for o in PocketOrder], is_filter=False),
        ],
        _("Cari nama, desa, dusun, atau keputusan"),
    )


def _asked_region() -> Region | None:
    code = filters.text("wilayah")
    region = get_region(code) if code else None
    if code and region is None:
        raise UnknownFilter("wilayah", code)
    return region
