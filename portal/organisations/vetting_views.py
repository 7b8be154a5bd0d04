"""The office decides about an organisation: five moves, and whether two names are one organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import LazyString, _, _l
from portal.organisations import colleague_actions, merging, queries
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


@dataclass(frozen=True)
class Decision:
    """One move: its button, what it means, what is asked, what is done."""

    verb: LazyString
    meaning: LazyString
    button: str
    form: type[EditForm]
    action: Callable[..., Any]


APPROVE = Decision(
    _l("Setujui"),
    _l("Lembaga tampil untuk umum dan dapat mengajukan komitmen. Pengelolanya diberi kabar lewat surel."),
    "primary",
    ApproveForm,
    actions.approve,
)
SEND_BACK = Decision(
    _l("Kembalikan"),
    _l("Pendaftar memperbaiki datanya, lalu mengajukan lagi. Tulis dengan jelas apa yang kurang."),
    "primary",
    ReturnForm,
    actions.send_back,
)
REJECT = Decision(
    _l("Tolak"),
    _l("Penolakan tidak dapat dibatalkan. Pendaftar membaca alasannya lewat surel."),
    "warning",
    ReasonForm,
    actions.reject,
)
SUSPEND = Decision(
    _l("Tangguhkan"),
    _l("Lembaga tidak dapat mengajukan komitmen sampai dipulihkan. Yang sudah terverifikasi tetap tampil."),
    "warning",
    ReasonForm,
    actions.suspend,
)
RESTORE = Decision(
    _l("Pulihkan"),
    _l("Lembaga dapat mengajukan komitmen lagi."),
    "primary",
    ReasonForm,
    actions.restore,
)


@bp.route("/setujui", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def approve(organisation: Any) -> ResponseReturnValue:
    """From here it is public and may submit commitments."""
    return _decide(organisation, APPROVE)


@bp.route("/kembalikan", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def send_back(organisation: Any) -> ResponseReturnValue:
    """To be mended."""
    return _decide(organisation, SEND_BACK)


@bp.route("/tolak", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def reject(organisation: Any) -> ResponseReturnValue:
    """For good."""
    return _decide(organisation, REJECT)


@bp.route("/tangguhkan", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def suspend(organisation: Any) -> ResponseReturnValue:
    """May submit nothing for now."""
    return _decide(organisation, SUSPEND)


@bp.route("/pulihkan", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def restore(organisation: Any) -> ResponseReturnValue:
    """Works again."""
    return _decide(organisation, RESTORE)


@bp.route("/undang", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def invite(organisation: Any) -> ResponseReturnValue:
    """A first or a new manager, where the organisation has nobody who can."""
    form = ColleagueForm()
    if form.perform(colleague_actions.invite, organisation, by=current_actor()):
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


def _decide(organisation: Any, decision: Decision) -> ResponseReturnValue:
    """Ask, do, say it was done. The form knows which version was looked at; it begins with no old reason."""
    form = decision.form(version=str(organisation.version))
    if form.perform(decision.action, organisation, by=current_actor()):
        flash(_("Keputusan tersimpan: %(status)s.", status=organisation.status.label))
        return redirect(url_for(OFFICE_PAGE, slug=organisation.slug))
    return page("organisations/decide.html", form=form, organisation=organisation, decision=decision)
