"""The people of an organisation: who they are, inviting, roles, leaving."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.organisations import colleague_actions as actions
from portal.organisations import queries
from portal.organisations.forms import ColleagueForm, ConfirmForm, ResendForm, RoleForm
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_example
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("colleagues", __name__, url_prefix="/ruang/rekan/<slug>")


@bp.route("")
@allowed(Permission.MEMBER_READ, queries.get_organisation)
def show(organisation: Any) -> ResponseReturnValue:
    """Everybody who works for it."""
    if organisation.is_example:
        mark_example()
    people = queries.colleagues_of(organisation)
    return page("organisations/colleague_list.html", organisation=organisation, people=people)


@bp.route("/undang", methods=["GET", "POST"])
@allowed(Permission.MEMBER_MANAGE, queries.get_organisation)
def invite(organisation: Any) -> ResponseReturnValue:
    """A new colleague; the answer is the same whether or not there is an account."""
    form = ColleagueForm()
    if form.perform(actions.invite, organisation, by=current_actor()):
        flash(_("Undangan terkirim ke %(email)s.", email=form.email.data))
        return redirect(url_for(".show", slug=organisation.slug))
    return page("organisations/invite.html", form=form, organisation=organisation)


@bp.route("/<int:number>/peran", methods=["GET", "POST"])
@allowed(Permission.MEMBER_MANAGE, queries.get_membership)
def change_role(membership: Any) -> ResponseReturnValue:
    """Manager or contributor."""
    form = RoleForm(obj=membership)
    if form.perform(actions.change_role, membership, by=current_actor()):
        flash(_("Peran %(name)s tersimpan.", name=membership.user.name))
        return redirect(url_for(".show", slug=membership.organisation.slug))
    return page("organisations/change_role.html", form=form, membership=membership)


@bp.route("/<int:number>/keluarkan", methods=["GET", "POST"])
@allowed(Permission.MEMBER_MANAGE, queries.get_membership)
def remove(membership: Any) -> ResponseReturnValue:
    """Take a colleague out, after asking once more."""
    form, organisation, person = ConfirmForm(), membership.organisation, membership.user
    if form.perform(actions.remove, membership, by=current_actor()):
        flash(_("%(name)s tidak lagi menjadi rekan.", name=person.name))
        return redirect(url_for("organisations.colleagues"))
    return page("organisations/remove.html", form=form, organisation=organisation, person=person)


@bp.route("/<int:number>/undang-lagi", methods=["POST"])
@allowed(Permission.MEMBER_MANAGE, queries.get_membership)
def resend(membership: Any) -> ResponseReturnValue:
    """A pending invitation once more."""
    form, organisation = ResendForm(), membership.organisation
    if form.perform(actions.resend, membership, by=current_actor()):
        flash(_("Undangan dikirim lagi ke %(email)s.", email=membership.user.email))
        return redirect(url_for(".show", slug=organisation.slug))
    return page("organisations/refused.html", form=form, organisation=organisation)


@bp.route("/keluar", methods=["GET", "POST"])
@allowed(Permission.MEMBER_READ, queries.get_organisation)
def leave(organisation: Any) -> ResponseReturnValue:
    """Leave oneself, after asking once more."""
    form = ConfirmForm()
    if form.perform(actions.leave, organisation, by=current_actor()):
        flash(_("Anda tidak lagi menjadi rekan di %(name)s.", name=organisation.name))
        return redirect(url_for("organisations.workspace"))
    return page("organisations/leave.html", form=form, organisation=organisation)
