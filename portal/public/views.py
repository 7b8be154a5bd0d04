"""What everybody may see, without an account: read, search, take away."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.charts.page import quarters_under
from portal.commitments.asked import asked_selection
from portal.commitments.queries import list_commitments
from portal.commitments.rules import Sort
from portal.commitments.selection import Selection, StateFilter
from portal.places.queries import all_kecamatan, kecamatan_names
from portal.public import maps, panels
from portal.public.chapters import StrategyPage, get_strategy_page
from portal.public.confirmations import voices_about, voices_in
from portal.public.facets import with_facets
from portal.public.fgd_list import newest_fgd
from portal.public.linking import linked, pledge_path
from portal.public.list_facets import partner_counts, pocket_counts
from portal.public.marks import mark_district, mark_place, mark_rows
from portal.public.overview import delivering, district_figures, headline, overview
from portal.public.partners import Moved, Profile, get_partner, list_partners
from portal.public.pledges import PledgePage, get_pledge
from portal.public.pockets import PocketPage, get_pocket_page, list_pockets
from portal.public.regions import RegionPage, dot_map, get_region_page
from portal.public.search import matches
from portal.public.workers import workers_shown
from portal.strategies.queries import all_legal_bases, all_strategies, strategy_names
from portal.web import filters
from portal.web.access import do_not_keep, public_page
from portal.web.pages import page
from portal.web.qr import printed

bp = Blueprint("public", __name__)


@bp.route("/")
@public_page
def home() -> ResponseReturnValue:
    district, numbers = overview(), headline()
    newest = list_commitments(Selection(state=StateFilter.LIVE), size=3, counted=False)
    mark_district(district, numbers)
    return page(
        "public/home.html",
        district=district,
        numbers=numbers,
        tiles=maps.gap_tiles(district),
        squares=maps.squares(district),
        figures=district_figures(),
        newest=linked(newest.rows),
        fgd=newest_fgd(),
    )


@bp.route("/peta")
@public_page
def map() -> ResponseReturnValue:
    district = overview()
    shown = maps.asked_map(district)
    mark_district(district, headline())
    return page("public/map.html", shown=shown, points=dot_map())


@bp.route("/komitmen")
@public_page
def commitments() -> ResponseReturnValue:
    wanted, sort = asked_selection(), filters.word("urut", Sort) or Sort.NEWEST
    page_of_it = filters.existing(list_commitments(wanted, filters.spot(), sort=sort, counted=False))
    found, facets = with_facets(page_of_it, wanted)
    if not facets.are_kept:
        do_not_keep()
    mark_rows(found.rows)
    return page(
        "public/commitments.html",
        found=found,
        rows=linked(found.rows),
        panel=panels.commitment_panel(wanted, strategy_names(), kecamatan_names(), facets),
        wanted=wanted,
        matches=matches(wanted.words),
    )


@bp.route("/komitmen/<reference>")
@public_page(load=get_pledge)
def commitment(shown: PledgePage) -> ResponseReturnValue:
    said = voices_about(shown.commitment.id)
    mark_rows([shown.commitment], said.voices)
    reference = shown.commitment.reference
    paper = printed(pledge_path(reference), reference)
    return page("public/commitment.html", shown=shown, paper=paper, said=said)


@bp.route("/mitra")
@public_page
def organisations() -> ResponseReturnValue:
    wanted = panels.asked_partners()
    found = filters.existing(list_partners(wanted, filters.page_number()))
    panel = panels.partner_panel(wanted, strategy_names(), kecamatan_names(), partner_counts(wanted))
    mark_rows(found.rows)
    return page("public/organisations.html", found=found, panel=panel, wanted=wanted)


@bp.route("/mitra/<slug>")
@public_page(load=get_partner)
def organisation(shown: Profile | Moved) -> ResponseReturnValue:
    if isinstance(shown, Moved):
        return redirect(url_for("public.organisation", slug=shown.slug), 301)
    mark_rows([shown.organisation], shown.commitments.rows, shown.supported)
    rows, supported = linked(shown.commitments.rows), linked(shown.supported)
    return page("public/organisation.html", shown=shown, rows=rows, supported=supported)


@bp.route("/kantong")
@public_page
def pockets() -> ResponseReturnValue:
    wanted, strategies = panels.asked_pockets(), all_strategies()
    found = filters.existing(list_pockets(wanted, delivering(strategies), filters.page_number()))
    counts = pocket_counts(wanted, delivering(strategies))
    panel = panels.pocket_panel(wanted, strategies, all_kecamatan(), delivering(strategies), counts)
    mark_rows(found.rows)
    return page("public/pockets.html", found=found, panel=panel, wanted=wanted, strategies=strategies)


@bp.route("/kantong/<slug>")
@public_page(load=get_pocket_page)
def pocket(shown: PocketPage) -> ResponseReturnValue:
    said = voices_in(shown.pocket.id)
    mark_rows([shown.pocket], shown.commitments.rows, shown.nearby, shown.needs)
    rows, nearby = linked(shown.commitments.rows), linked(shown.nearby)
    return page("public/pocket.html", shown=shown, rows=rows, nearby=nearby, said=said)


@bp.route("/wilayah")
@public_page
def regions() -> ResponseReturnValue:
    district = overview()
    mark_district(district, headline())
    return page("public/regions.html", district=district)


@bp.route("/wilayah/<code>")
@public_page(load=get_region_page)
def region(shown: RegionPage) -> ResponseReturnValue:
    pockets = shown.pockets.rows if shown.pockets else []
    mark_place(workers_shown(shown.strategies), shown.commitments.rows, pockets)
    return page("public/region.html", shown=shown, rows=linked(shown.commitments.rows))


@bp.route("/strategi")
@public_page
def strategies() -> ResponseReturnValue:
    district = overview()
    mark_district(district, headline())
    return page("public/strategies.html", district=district, squares=maps.squares(district))


@bp.route("/strategi/<int:number>")
@public_page(load=get_strategy_page)
def strategy(shown: StrategyPage) -> ResponseReturnValue:
    mark_place(workers_shown([shown.leads]), shown.commitments.rows)
    tiles = maps.strategy_tiles(shown.overview, shown.strategy.number)
    drawn: dict[str, Any] = {"tiles": tiles, "quarters": quarters_under(shown.strategy.number)}
    return page("public/strategy.html", shown=shown, rows=linked(shown.commitments.rows), **drawn)


@bp.route("/tentang")
@public_page
def about() -> ResponseReturnValue:
    return page("public/about.html", bases=all_legal_bases(), figures=district_figures())
