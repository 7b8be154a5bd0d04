"""Pages where an administrator keeps the people of the office."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.accounts import office_actions, office_forms, queries
from portal.accounts.rules import OfficeRoleName
from portal.audit.queries import history_of
from portal.core.wording import _
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.filters import Panel, Select, existing, page_number, text, word
from portal.web.locale import language
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("accounts_office", __name__, url_prefix="/kantor/pengguna")


@bp.route("")
@allowed(Permission.USER_MANAGE)
def users() -> ResponseReturnValue:
    roles = [("", _("Semua orang")), *((role.slug, str(role.label)) for role in OfficeRoleName)]
    panel = Panel([Select("peran", _("Peran di kantor"), roles)], _("Cari nama atau alamat surel"))
    people = existing(queries.list_users(text("q"), word("peran", OfficeRoleName), page_number()))
    mark_examples(people.rows)
    return page("accounts/users.html", people=people, panel=panel)


@bp.route("/undang", methods=["GET", "POST"])
@allowed(Permission.USER_MANAGE)
def invite() -> ResponseReturnValue:
    form = office_forms.InviteForm(queries.strategy_names(language()))
    if form.perform(office_actions.invite_user, by=current_actor()):
        flash(_("Undangan untuk %(name)s dikirim.", name=form.result.name))
        return redirect(url_for(".user", user_id=form.result.id))
    return page("accounts/invite.html", form=form)


@bp.route("/<int:user_id>", methods=["GET", "POST"])
@allowed(Permission.USER_MANAGE, queries.get_user)
def user(person: Any) -> ResponseReturnValue:
    form = office_forms.RolesForm(queries.strategy_names(language()), person)
    if form.perform(office_actions.change_roles, person, by=current_actor()):
        flash(_("Peran %(name)s tersimpan.", name=person.name))
        return redirect(url_for(".user", user_id=person.id))
    return _show(person, form=form)


@bp.route("/<int:user_id>/undang-lagi", methods=["POST"])
@allowed(Permission.USER_MANAGE, queries.get_user)
def remind(person: Any) -> ResponseReturnValue:
    return _done(person, office_actions.remind_user, _("Undangan dikirim lagi."))


@bp.route("/<int:user_id>/nonaktifkan", methods=["POST"])
@allowed(Permission.USER_MANAGE, queries.get_user)
def disable(person: Any) -> ResponseReturnValue:
    return _done(person, office_actions.disable_user, _("Akun dinonaktifkan dan semua sesinya diakhiri."))


@bp.route("/<int:user_id>/aktifkan", methods=["POST"])
@allowed(Permission.USER_MANAGE, queries.get_user)
def enable(person: Any) -> ResponseReturnValue:
    return _done(person, office_actions.enable_user, _("Akun aktif kembali."))


def _done(person: Any, action: Any, notice: str) -> ResponseReturnValue:
    """An act by one button: back to the person, or the page again with the reason why not."""
    form = office_forms.ButtonForm()
    if form.perform(action, person, by=current_actor()):
        flash(notice)
        return redirect(url_for(".user", user_id=person.id))
    roles = office_forms.RolesForm(queries.strategy_names(language()), person)
    return _show(person, form=form, roles_form=roles)


def _show(person: Any, **forms: Any) -> ResponseReturnValue:
    mark_examples([person])
    return page("accounts/user.html", person=person, history=history_of("users", person.id), **forms)
