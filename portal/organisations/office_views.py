"""The office's view of partners: the list, everything about one, registering and correcting."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.organisations import choices, listing, office_actions, queries
from portal.organisations.office_forms import CorrectForm, OfficeRegisterForm
from portal.organisations.office_panel import asked_organisations, organisation_panel, steps_for
from portal.organisations.rules import MOVES, OrganisationStatus
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("organisations_office", __name__, url_prefix="/kantor/mitra")


@bp.route("")
@allowed(Permission.OFFICE_ENTER)
def organisations() -> ResponseReturnValue:
    """Every organisation on record, filtered, sorted, in pages."""
    found = filters.existing(listing.registered(asked_organisations(), filters.page_number()))
    if any(row.is_example for row in found.rows):
        mark_example()
    return page("organisations/office_list.html", found=found, panel=organisation_panel())


@bp.route("/baru", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET)
def register() -> ResponseReturnValue:
    """The office registers an organisation itself."""
    form = choices.offered(OfficeRegisterForm())
    if form.perform(office_actions.register, by=current_actor()):
        flash(_("%(name)s terdaftar.", name=form.result.name))
        return redirect(url_for(".organisation", slug=form.result.slug))
    return page("organisations/office_register.html", form=form, areas=choices.area_groups())


@bp.route("/<slug>")
@allowed(Permission.OFFICE_ENTER, queries.get_present)
def organisation(organisation: Any) -> ResponseReturnValue:
    """Everything about one organisation, contacts and people included."""
    if (request.view_args or {}).get("slug") != organisation.slug:
        return redirect(url_for(".organisation", slug=organisation.slug))
    if organisation.is_example:
        mark_example()
    return page("organisations/office_show.html", organisation=organisation, **_about(organisation))


@bp.route("/<slug>/koreksi", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def correct(organisation: Any) -> ResponseReturnValue:
    """The legal name or the kind."""
    form = CorrectForm(obj=organisation)
    if form.perform(office_actions.correct, organisation, by=current_actor()):
        flash(_("Nama dan jenis lembaga tersimpan."))
        return redirect(url_for(".organisation", slug=organisation.slug))
    return page("organisations/correct.html", form=form, organisation=organisation)


def _about(organisation: Any) -> dict[str, Any]:
    waits = OrganisationStatus.REJECTED in MOVES[organisation.status]
    return {
        "focus": choices.focus_names(organisation),
        "areas": choices.area_names(organisation),
        "people": queries.colleagues_of(organisation),
        "similar": queries.similar_to(organisation) if waits else [],
        "steps": steps_for(organisation),
        "entries": queries.history(organisation),
    }
