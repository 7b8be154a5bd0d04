"""What the forms about needs let choose from, and the questions above the lists."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from portal.catalogue import queries
from portal.core.answers import Counts
from portal.core.clock import today
from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.needs.actions import may_propose
from portal.needs.queries import NeedFilter
from portal.needs.rules import NeedPriority, NeedSort, NeedState
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.places.names import place_name
from portal.places.queries import all_kecamatan, get_pocket, get_region
from portal.places.rules import PocketStatus
from portal.strategies.choices import short_names
from portal.web import filters
from portal.web.filters import Panel, Select, options_of

Pairs = list[tuple[str, str]]
ACCEPTED = (NeedState.OPEN, NeedState.PLEDGED, NeedState.MET, NeedState.CLOSED)


def pocket_choices(chosen: str = "") -> dict[str, Pairs]:
    """Active pockets by kecamatan, and the one that is chosen already; works without script."""
    groups: dict[str, Pairs] = {_("Belum dipilih"): [("", _("Pilih kantong kemiskinan"))]}
    for pocket in queries.pockets_to_choose(chosen):
        label = f"{pocket.name}, {pocket.village}"
        groups.setdefault(_("Kec. %(name)s", name=pocket.kecamatan), []).append((pocket.slug, label))
    return groups


def numbered_strategies() -> list[tuple[int | str, str]]:
    """The seven to choose one by its number, none being chosen at first."""
    return [("", _("Pilih strategi")), *((int(number), label) for number, label in short_names())]


def proposers(organisations: Sequence[Organisation]) -> Pairs:
    """Those of a person's organisations that may propose."""
    return [(each.slug, each.name) for each in organisations if may_propose(each)]


def asked_needs(*, by_office: bool = False) -> NeedFilter:
    """The filters of this request. Raises UnknownFilter for a place that does not exist for who asks."""
    region, found = filters.text("wilayah"), _asked_pocket(by_office)
    if filters.text("kantong") and found is None:
        raise UnknownFilter("kantong", filters.text("kantong"))
    if region and get_region(region) is None:
        raise UnknownFilter("wilayah", region)
    return NeedFilter(
        year=filters.year(),
        strategy=filters.number("strategi", 1, 7),
        region_code=region,
        pocket_id=found.id if found else None,
        priority=filters.word("prioritas", NeedPriority),
        words=filters.text("q"),
    )


def _asked_pocket(by_office: bool) -> Pocket | None:
    """The pocket that a link names; of a withdrawn one only the office knows."""
    slug = filters.text("kantong")
    found = get_pocket(slug) if slug else None
    return None if found and found.status is PocketStatus.WITHDRAWN and not by_office else found


def asked_state(among: Collection[NeedState] = ACCEPTED) -> NeedState | None:
    """`status` of this request; everybody asks among those that are public. Raises UnknownFilter."""
    state = filters.word("status", NeedState)
    if state and state not in among:
        raise UnknownFilter("status", state.slug)
    return state


def asked_sort() -> NeedSort:
    """`urut` of this request; the most urgent first. Raises UnknownFilter."""
    return filters.word("urut", NeedSort) or NeedSort.URGENCY


def panel(
    states: Sequence[NeedState] = ACCEPTED, *, by_office: bool = False, counts: Counts | None = None
) -> Panel:
    """Strategy, kecamatan, year, state, priority, order, words."""
    years = [str(year) for year in queries.years() or [today().year]]
    kecamatan = [(each.code, each.name) for each in all_kecamatan()]
    pocket, code = _asked_pocket(by_office), filters.text("wilayah")
    region = get_region(code) if code else None
    if region is not None and region.code not in dict(kecamatan):
        kecamatan.append((region.code, place_name(region)))  # a village, or the whole kabupaten
    asked = [
        Select("strategi", _("Strategi"), [("", _("Semua strategi")), *short_names()]),
        Select("wilayah", _("Kecamatan"), [("", _("Semua kecamatan")), *kecamatan]),
        Select("status", _("Keadaan"), [("", _("Semua keadaan")), *options_of(states)]),
        Select("prioritas", _("Prioritas"), [("", _("Semua prioritas")), *options_of(NeedPriority)]),
        Select("tahun", _("Tahun"), [("", _("Semua tahun")), *((year, year) for year in years)]),
        Select("urut", _("Urutkan"), [("", NeedSort.URGENCY.label), *options_of(NeedSort)[1:]], False),
    ]
    counted = [replace(each, counts=(counts or {}).get(each.name)) for each in asked]
    fixed = {"kantong": pocket.name if pocket else ""}
    return Panel(counted, _("Cari kebutuhan, kantong, atau desa"), fixed)
