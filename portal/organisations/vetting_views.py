"""The office decides about an organisation: five moves, and whether two names are one organisation."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import LazyString, _, _l
from portal.organisations import merging, queries
from portal.organisations import office_actions as actions
from portal.organisations.forms import ColleagueForm, ConfirmForm
from portal.organisations.office_forms import ApproveForm, MergeForm, ReasonForm, ReturnForm
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.forms import EditForm
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("vetting", __name__, url_prefix="/kantor/mitra/<slug>")
OFFICE_PAGE = "organisations_office.organisation"


@bp.route("/setujui", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def approve(organisation: Any) -> ResponseReturnValue:
    """From here it is public and may submit commitments."""
    return _decide(organisation, ApproveForm, actions.approve, _l("Setujui"))


@bp.route("/kembalikan", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def send_back(organisation: Any) -> ResponseReturnValue:
    """To be mended."""
    return _decide(organisation, ReturnForm, actions.send_back, _l("Kembalikan"))


@bp.route("/tolak", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def reject(organisation: Any) -> ResponseReturnValue:
    """For good."""
    return _decide(organisation, ReasonForm, actions.reject, _l("Tolak"))


@bp.route("/tangguhkan", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def suspend(organisation: Any) -> ResponseReturnValue:
    """May submit nothing for now."""
    return _decide(organisation, ReasonForm, actions.suspend, _l("Tangguhkan"))


@bp.route("/pulihkan", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def restore(organisation: Any) -> ResponseReturnValue:
    """Works again."""
    return _decide(organisation, ReasonForm, actions.restore, _l("Pulihkan"))


@bp.route("/undang", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def invite(organisation: Any) -> ResponseReturnValue:
    """A first or a new manager, where the organisation has nobody who can."""
    form = ColleagueForm()
    if form.perform(actions.invite, organisation, by=current_actor()):
        flash(_("Undangan terkirim ke %(email)s.", email=form.email.data))
        return redirect(url_for(OFFICE_PAGE, slug=organisation.slug))
    return page("organisations/office_invite.html", form=form, organisation=organisation)


@bp.route("/bukan-sama/<other>", methods=["POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_pair)
def tell_apart(pair: Any) -> ResponseReturnValue:
    """Two names, two organisations."""
    form = ConfirmForm()
    if form.perform(merging.tell_apart, pair, by=current_actor()):
        flash(_("Tercatat: bukan lembaga yang sama dengan %(name)s.", name=pair.known.name))
        return redirect(url_for(OFFICE_PAGE, slug=pair.applicant.slug))
    return page("organisations/refused.html", form=form, organisation=pair.applicant)


@bp.route("/gabungkan/<other>", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_pair)
def merge(pair: Any) -> ResponseReturnValue:
    """Two names, one organisation."""
    form = MergeForm(version=str(pair.version))
    if form.perform(merging.merge_into, pair, by=current_actor()):
        flash(_("Digabungkan dengan %(name)s.", name=form.result.name))
        return redirect(url_for(OFFICE_PAGE, slug=form.result.slug))
    return page("organisations/merge.html", form=form, pair=pair)


def _decide(
    organisation: Any, kind: type[EditForm], action: Callable[..., Any], verb: LazyString
) -> ResponseReturnValue:
    """Ask, do, say it was done. The form knows which version was looked at; it begins with no old reason."""
    form = kind(version=str(organisation.version))
    if form.perform(action, organisation, by=current_actor()):
        flash(_("Keputusan tersimpan: %(status)s.", status=organisation.status.label))
        return redirect(url_for(OFFICE_PAGE, slug=organisation.slug))
    shown = {"verb": verb, "move": action.__name__}
    return page("organisations/decide.html", form=form, organisation=organisation, **shown)
