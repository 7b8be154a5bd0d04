"""The filter panels of the public lists: which questions each list asks, in which words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portal.commitments.rules import FundingSource, Sort
from portal.commitments.selection import Chosen, Selection, StateFilter
from portal.core.answers import Counts
from portal.core.errors import UnknownFilter
from portal.core.wording import Word, _
from portal.organisations.rules import OrganisationKind
from portal.places.models import Region
from portal.places.queries import KecamatanName, get_region
from portal.public.facets import Facets
from portal.public.partners import PartnerFilter, PartnerSort
from portal.public.pockets import PocketFilter, PocketSort, PublicPocketStatus
from portal.strategies.models import Strategy
from portal.strategies.queries import StrategyName
from portal.web import filters
from portal.web.filters import Panel, Select
from portal.web.formats import in_language

Regions = Sequence[Region | KecamatanName]
Strategies = Sequence[Strategy | StrategyName]


def asked_region() -> Chosen | None:
    """The region that the address names. Raises UnknownFilter."""
    code = filters.text("wilayah")
    region = get_region(code) if code else None
    if code and region is None:
        raise UnknownFilter("wilayah", code)
    return Chosen(region.code, region.code, region.name) if region else None


def asked_partners() -> PartnerFilter:
    """What the address asks of the list of partners. Raises UnknownFilter."""
    return PartnerFilter(
        kind=filters.word("jenis", OrganisationKind),
        strategy=filters.number("strategi", 1, 7),
        region=asked_region(),
        words=filters.text("q"),
        sort=filters.word("urut", PartnerSort) or PartnerSort.NAME,
    )


def asked_pockets() -> PocketFilter:
    """What the address asks of the list of pockets. Raises UnknownFilter."""
    return PocketFilter(
        region=asked_region(),
        status=filters.word("status", PublicPocketStatus),
        gap=filters.number("celah", 2, 5),
        words=filters.text("q"),
        sort=filters.word("urut", PocketSort) or PocketSort.NEED,
    )


def commitment_panel(wanted: Selection, strategies: Strategies, kecamatan: Regions, facets: Facets) -> Panel:
    """Year, strategy, place, kind, state, source, order and words; what a link names stays as a chip."""
    fixed = {"mitra": wanted.organisation, "kantong": wanted.pocket}
    named = {name: chosen.name for name, chosen in fixed.items() if chosen}
    named |= {"lingkup": str(wanted.scope.label)} if wanted.scope else {}
    if wanted.first_promise:
        named["angka"] = _("Tempat menurut janji awal")
    years = sorted({*facets.years, *([wanted.year] if wanted.year else [])}, reverse=True)
    asked = [
        Select("tahun", _("Tahun mulai"), [("", _("Semua tahun")), *((str(y), str(y)) for y in years)]),
        _strategy("strategi", _("Strategi"), _("Semua strategi"), strategies),
        _place(kecamatan, wanted.region),
        _words("jenis", _("Jenis mitra"), _("Semua jenis"), OrganisationKind),
        _words("status", _("Status"), _("Semua status"), StateFilter),
        _words("sumber", _("Sumber dana"), _("Semua sumber"), FundingSource),
        _order(Sort),
    ]
    return Panel(_counted(asked, facets.counts), _("Cari judul, nomor, atau mitra"), named)


def partner_panel(wanted: PartnerFilter, strategies: Strategies, kecamatan: Regions, counts: Counts) -> Panel:
    """Kind, strategy, place, order and words."""
    asked = [
        _words("jenis", _("Jenis mitra"), _("Semua jenis"), OrganisationKind),
        _strategy("strategi", _("Strategi"), _("Semua strategi"), strategies),
        _place(kecamatan, wanted.region),
        _order(PartnerSort),
    ]
    return Panel(_counted(asked, counts), _("Cari nama mitra"))


def pocket_panel(
    wanted: PocketFilter, strategies: Strategies, kecamatan: Regions, gaps: Iterable[int], counts: Counts
) -> Panel:
    """Place, state, the strategy that nobody serves, order and words."""
    delivering = [strategy for strategy in strategies if strategy.number in set(gaps)]
    asked = [
        _place(kecamatan, wanted.region),
        _words("status", _("Status"), _("Semua status"), PublicPocketStatus),
        _strategy("celah", _("Belum ada mitra"), _("Tidak disaring"), delivering, _("Belum ada mitra: ")),
        _order(PocketSort),
    ]
    return Panel(_counted(asked, counts), _("Cari nama kantong atau desa"))


def strategy_select(strategies: Strategies) -> Select:
    """The question which strategy a map shows."""
    return _strategy("strategi", _("Strategi"), _("Semua strategi"), strategies)


def _counted(asked: Iterable[Select], counts: Counts) -> list[Select]:
    return [replace(each, counts=counts.get(each.name)) for each in asked]


def _words(name: str, label: str, nothing: str, words: type[Word]) -> Select:
    return Select(name, label, [("", nothing), *((word.slug, str(word.label)) for word in words)])


def _order(words: type[Word]) -> Select:
    """The first order is the one without a word in the address."""
    options = [(word.slug, str(word.label)) for word in words]
    return Select("urut", _("Urutkan"), [("", options[0][1]), *options[1:]], is_filter=False)


def _strategy(name: str, label: str, nothing: str, strategies: Strategies, lead: str = "") -> Select:
    options = [(str(s.number), f"{s.number}. {in_language(s, 'short')}") for s in strategies]
    return Select(name, label, [("", nothing), *options], lead=lead)


def _place(kecamatan: Regions, chosen: Chosen | None) -> Select:
    """The kecamatan, and the place that a link names when it is another one."""
    options = [(region.code, region.name) for region in kecamatan]
    if chosen and chosen.slug not in dict(options):
        options.append((chosen.slug, chosen.name))
    return Select("wilayah", _("Kecamatan"), [("", _("Semua kecamatan")), *options])
