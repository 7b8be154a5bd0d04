"""The office's list of commitments in every state: what the address asks, its panel, its rows."""

from dataclasses import replace

from flask import url_for

from portal.commitments import queries
from portal.commitments.eyes import Eyes
from portal.commitments.rows import CommitmentRow
from portal.commitments.rules import CommitmentState, FundingSource, Sort
from portal.commitments.selection import Chosen, Selection
from portal.core.clock import today
from portal.core.errors import UnknownFilter
from portal.core.keyset import Stretch
from portal.core.wording import _
from portal.drafts.own_list import FIRST_YEAR, Asked
from portal.organisations.queries import get_organisation
from portal.organisations.rules import OrganisationKind
from portal.places.queries import all_kecamatan, get_region
from portal.strategies.choices import short_names
from portal.web import filters
from portal.web.filters import Panel, Select, options_of


def asked_list() -> Asked:
    """The filters of this request. Raises UnknownFilter."""
    selection = Selection(
        year=filters.year(),
        strategy=filters.number("strategi", 1, 7),
        region=_region(filters.text("wilayah")),
        kind=filters.word("jenis", OrganisationKind),
        organisation=_organisation(filters.text("mitra")),
        source=filters.word("sumber", FundingSource),
        words=filters.text("q"),
    )
    eyes = Eyes(published_only=False, state=filters.word("status", CommitmentState))
    return Asked(selection, eyes, filters.word("urut", Sort) or Sort.NEWEST, filters.spot())


def page_of(asked: Asked) -> Stretch[CommitmentRow]:
    """One page, each row leading to the office's page about it."""
    found = queries.list_commitments(asked.selection, asked.spot, eyes=asked.eyes, sort=asked.sort)
    filters.existing(found)
    rows = [row.at(url_for("commitments_office.commitment", reference=row.reference)) for row in found.rows]
    return replace(found, rows=rows)


def panel(asked: Asked) -> Panel:
    """The questions above the list; a partner that a link names stays as a chip."""
    years = [(str(year), str(year)) for year in range(today().year + 1, FIRST_YEAR - 1, -1)]
    partner = asked.selection.organisation
    return Panel(
        [
            Select("status", _("Status"), [("", _("Semua status")), *options_of(CommitmentState)]),
            Select("strategi", _("Strategi"), [("", _("Semua strategi")), *short_names()]),
            Select("wilayah", _("Kecamatan"), [("", _("Semua kecamatan")), *_places(asked)]),
            Select("jenis", _("Jenis mitra"), [("", _("Semua jenis")), *options_of(OrganisationKind)]),
            Select("sumber", _("Sumber dana"), [("", _("Semua sumber")), *options_of(FundingSource)]),
            Select("tahun", _("Tahun mulai"), [("", _("Semua tahun")), *years]),
            Select("urut", _("Urutkan"), [("", Sort.NEWEST.label), *options_of(Sort)[1:]], is_filter=False),
        ],
        search_label=_("Cari judul, nomor, atau mitra"),
        fixed={"mitra": partner.name} if partner else None,
    )


def _places(asked: Asked) -> list[tuple[str, str]]:
    options = [(region.code, region.name) for region in all_kecamatan()]
    chosen = asked.selection.region
    if chosen and chosen.slug not in dict(options):
        options.append((chosen.slug, chosen.name))
    return options


def _region(code: str) -> Chosen | None:
    region = get_region(code) if code else None
    if code and region is None:
        raise UnknownFilter("wilayah", code)
    return Chosen(region.code, region.code, region.name) if region else None


def _organisation(slug: str) -> Chosen | None:
    organisation = get_organisation(slug) if slug else None
    if slug and organisation is None:
        raise UnknownFilter("mitra", slug)
    return Chosen(organisation.id, slug, organisation.name) if organisation else None
