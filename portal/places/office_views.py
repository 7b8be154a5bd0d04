"""The office's pages about poverty pockets: the list, one pocket, and the forms that keep it."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.audit.queries import history_of
from portal.core.wording import _
from portal.places import actions, choices, forms, listing, queries
from portal.places.names import place_name
from portal.places.office_panel import asked_pockets, pocket_panel
from portal.places.office_rows import figure_rows, pocket_rows
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("places_office", __name__, url_prefix="/kantor/kantong")


@bp.route("")
@allowed(Permission.POCKET_READ)
def pockets() -> ResponseReturnValue:
    found = filters.existing(listing.list_pockets(asked_pockets(), filters.page_number()))
    panel = pocket_panel(queries.all_kecamatan())
    if any(pocket.is_example for pocket in found.rows):
        mark_example()
    counts = list(listing.count_by_status().items())
    return page(
        "places/office_pockets.html", found=found, rows=pocket_rows(found.rows), panel=panel, counts=counts
    )


@bp.route("/baru", methods=["GET", "POST"])
@allowed(Permission.POCKET_EDIT)
def create() -> ResponseReturnValue:
    form = forms.NewPocketForm()
    form.region_code.choices = choices.village_choices()
    if form.perform(actions.create_pocket, by=current_actor()):
        flash(_("Kantong tercatat. Sekarang isi angkanya."))
        return redirect(url_for(".pocket", slug=form.result.slug))
    return page("places/office_pocket_form.html", form=form, pocket=None)


@bp.route("/<slug>")
@allowed(Permission.POCKET_READ, queries.get_pocket)
def pocket(pocket: Any) -> ResponseReturnValue:
    if pocket.is_example:
        mark_example()
    figures = figure_rows(listing.figures_of(pocket))
    history = history_of("pockets", pocket.id)
    return page(
        "places/office_pocket.html",
        pocket=pocket,
        place=place_name(pocket.region),
        figures=figures,
        history=history,
    )


@bp.route("/<slug>/ubah", methods=["GET", "POST"])
@allowed(Permission.POCKET_EDIT, queries.get_pocket)
def edit(pocket: Any) -> ResponseReturnValue:
    form = forms.PocketForm(obj=pocket, pocket_status=pocket.status)
    form.region_code.choices = choices.village_choices()
    if form.perform(actions.edit_pocket, pocket, by=current_actor()):
        flash(_("Perubahan kantong tersimpan."))
        return redirect(url_for(".pocket", slug=pocket.slug))
    return page("places/office_pocket_form.html", form=form, pocket=pocket)


@bp.route("/<slug>/angka/baru", methods=["GET", "POST"])
@allowed(Permission.POCKET_EDIT, queries.get_pocket)
def add_figure(pocket: Any) -> ResponseReturnValue:
    form = forms.NewFigureForm()
    form.indicator_code.choices = choices.indicator_choices()
    if form.perform(actions.add_figure, pocket, by=current_actor()):
        flash(_("Angka tersimpan."))
        return redirect(url_for(".pocket", slug=pocket.slug))
    return page("places/office_figure_form.html", form=form, pocket=pocket, figure=None)


@bp.route("/<slug>/angka/<int:number>", methods=["GET", "POST"])
@allowed(Permission.POCKET_EDIT, listing.get_figure)
def change_figure(figure: Any) -> ResponseReturnValue:
    form = forms.FigureForm(obj=figure)
    form.indicator_code.choices = choices.indicator_choices()
    if form.perform(actions.change_figure, figure, by=current_actor()):
        flash(_("Angka tersimpan."))
        return redirect(url_for(".pocket", slug=figure.pocket.slug))
    return page("places/office_figure_form.html", form=form, pocket=figure.pocket, figure=figure)


@bp.route("/<slug>/angka/<int:number>/hapus", methods=["GET", "POST"])
@allowed(Permission.POCKET_EDIT, listing.get_figure)
def remove_figure(figure: Any) -> ResponseReturnValue:
    form, pocket = forms.RemoveForm(), figure.pocket
    if form.perform(actions.remove_figure, figure, by=current_actor()):
        flash(_("Angka dihapus."))
        return redirect(url_for(".pocket", slug=pocket.slug))
    rows = figure_rows([figure])
    return page("places/office_figure_remove.html", form=form, pocket=pocket, figure=rows[0])
