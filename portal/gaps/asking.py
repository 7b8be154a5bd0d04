"""What an address asks of the lists of gaps and overlaps, and the questions above them."""

from collections.abc import Callable, Sequence

from portal.commitments.chosen_queries import chosen_pocket, chosen_region
from portal.commitments.selection import Chosen
from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.gaps.pairs import PairFilter
from portal.places.queries import all_kecamatan
from portal.strategies.queries import all_strategies
from portal.web import filters
from portal.web.filters import Panel, Select
from portal.web.formats import in_language

DELIVERING = (2, 5)  # from, to: nobody under another strategy is no gap
SEVEN = (1, 7)


def asked_waiting(strategies: tuple[int, int]) -> PairFilter:
    """The filters of this request. Raises UnknownFilter."""
    region, pocket = _named("wilayah", chosen_region), _named("kantong", chosen_pocket)
    return PairFilter(
        region_code=region.slug if region else "",
        pocket_slug=pocket.slug if pocket else "",
        strategy=filters.number("strategi", *strategies),
        year=filters.year(),
        words=filters.text("q"),
    )


def panel(strategies: tuple[int, int], years: Sequence[int]) -> Panel:
    """Place, strategy, year and words; a pocket that a link names stays as a chip."""
    first, last = strategies
    kecamatan = [(each.code, each.name) for each in all_kecamatan()]
    region, pocket = _named("wilayah", chosen_region), _named("kantong", chosen_pocket)
    if region is not None and region.slug not in dict(kecamatan):
        kecamatan.insert(0, (region.slug, region.name))
    chosen = [
        (str(each.number), f"{each.number} {in_language(each, 'short')}")
        for each in all_strategies()
        if first <= each.number <= last
    ]
    selects = (
        Select("wilayah", _("Kecamatan"), [("", _("Semua kecamatan")), *kecamatan]),
        Select("strategi", _("Strategi"), [("", _("Semua strategi")), *chosen]),
        Select("tahun", _("Tahun"), [("", _("Semua tahun")), *((str(y), str(y)) for y in years)]),
    )
    return Panel(selects, _("Cari nama kantong atau desa"), {"kantong": pocket.name} if pocket else None)


def _named(name: str, find: Callable[[str], Chosen | None]) -> Chosen | None:
    """The row that the address names. Raises UnknownFilter."""
    given = filters.text(name)
    found = find(given) if given else None
    if given and found is None:
        raise UnknownFilter(name, given)
    return found
