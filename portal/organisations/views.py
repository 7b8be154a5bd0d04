"""Registering an organisation, and its own room."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.accounts.landing import way_on
from portal.core.wording import _
from portal.organisations import actions, choices, queries
from portal.organisations.forms import ApplyForm, FullProfileForm, ProfileForm, RegisterForm, ResubmitForm
from portal.organisations.rules import names_are_settled
from portal.policy import Permission
from portal.web.access import allowed, open_to_all
from portal.web.context import mark_example
from portal.web.locale import language
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("organisations", __name__)


@bp.route("/daftar", methods=["GET", "POST"])
@open_to_all
def apply() -> ResponseReturnValue:
    """A visitor registers an organisation; who is signed in does so from the workspace."""
    if current_actor().is_authenticated:
        return redirect(url_for(".register"))
    form, onward = choices.offered(ApplyForm()), way_on()
    if form.perform(actions.apply, language=language(), way_on=onward.get("next", "")):
        similar = queries.very_similar_verified(form.name.data)
        return redirect(url_for(".applied", mirip=similar, **onward))
    return page("organisations/apply.html", form=form, areas=choices.area_groups(), way_on=onward)


@bp.route("/daftar/terkirim")
@open_to_all
def applied() -> ResponseReturnValue:
    """The same page for everybody, with the known names that resemble the one that was typed."""
    similar = queries.verified_under(request.args.getlist("mirip"))
    return page("organisations/applied.html", similar=similar, way_on=way_on())


@bp.route("/ruang/lembaga/daftar", methods=["GET", "POST"])
@allowed(Permission.ACCOUNT_OWN)
def register() -> ResponseReturnValue:
    """A person with an account registers another organisation."""
    form = choices.offered(RegisterForm())
    if form.perform(actions.register_another, by=current_actor()):
        flash(_("Pendaftaran terkirim. Kantor Sekda akan memeriksanya."))
        return redirect(url_for(".show", slug=form.result.slug))
    return page("organisations/register.html", form=form, areas=choices.area_groups())


@bp.route("/ruang/lembaga")
@allowed(Permission.ACCOUNT_OWN)
def workspace() -> ResponseReturnValue:
    """The organisations a person works for; the only one at once."""
    mine = queries.organisations_of(current_actor())
    if len(mine) == 1:
        return redirect(url_for(".show", slug=mine[0].slug))
    return page("organisations/workspace.html", organisations=mine)


@bp.route("/ruang/lembaga/<slug>")
@allowed(Permission.ORGANISATION_READ, queries.get_present)
def show(organisation: Any) -> ResponseReturnValue:
    """The profile as the organisation itself sees it."""
    if (request.view_args or {}).get("slug") != organisation.slug:
        return redirect(url_for(".show", slug=organisation.slug))
    if organisation.is_example:
        mark_example()
    form = ResubmitForm(obj=organisation)
    similar = queries.similar_for_applicant(organisation)
    focus, areas = choices.focus_names(organisation), choices.area_names(organisation)
    shown = {"organisation": organisation, "similar": similar, "focus": focus, "areas": areas}
    return page("organisations/show.html", form=form, **shown)


@bp.route("/ruang/lembaga/<slug>/ubah", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_EDIT, queries.get_organisation)
def edit(organisation: Any) -> ResponseReturnValue:
    """Change the profile; name and kind only until it is verified."""
    kind = ProfileForm if names_are_settled(organisation.status) else FullProfileForm
    form = choices.offered(kind(obj=organisation))
    if form.perform(actions.edit_profile, organisation, by=current_actor()):
        flash(_("Data lembaga tersimpan."))
        return redirect(url_for(".show", slug=organisation.slug))
    areas = choices.area_groups()
    return page("organisations/edit.html", form=form, organisation=organisation, areas=areas)


@bp.route("/ruang/lembaga/<slug>/ajukan", methods=["POST"])
@allowed(Permission.ORGANISATION_EDIT, queries.get_organisation)
def resubmit(organisation: Any) -> ResponseReturnValue:
    """Send a mended application back to the office."""
    form = ResubmitForm(obj=organisation)
    if form.perform(actions.resubmit, organisation, by=current_actor()):
        flash(_("Pendaftaran diajukan lagi. Kantor Sekda akan memeriksanya."))
        return redirect(url_for(".show", slug=organisation.slug))
    return page("organisations/refused.html", form=form, organisation=organisation)


@bp.route("/ruang/rekan")
@allowed(Permission.ACCOUNT_OWN)
def colleagues() -> ResponseReturnValue:
    """Whose colleagues; those of the only organisation at once."""
    mine = queries.organisations_of(current_actor())
    if len(mine) == 1:
        return redirect(url_for("colleagues.show", slug=mine[0].slug))
    return page("organisations/colleagues.html", organisations=mine)
