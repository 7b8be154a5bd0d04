"""Mail that was given up, for administrators: to whom, why, and once more."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _, ngettext
from portal.notifications import forms, office_actions, queries
from portal.notifications.rules import masked_address, trouble
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.filters import Panel, existing, page_number
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("notices_office", __name__, url_prefix="/kantor/atur/surat")


@bp.route("")
@allowed(Permission.MAIL_MANAGE)
def mails() -> ResponseReturnValue:
    found = existing(queries.page_of_given_up(page_number()))
    rows = [(mail, masked_address(mail.recipient), trouble(mail.last_error)) for mail in found.rows]
    waiting, panel = queries.waiting_count(), Panel([])
    return page("notifications/given_up.html", found=found, rows=rows, waiting=waiting, panel=panel)


@bp.route("/<int:mail_id>/lagi", methods=["POST"])
@allowed(Permission.MAIL_MANAGE, queries.get_given_up)
def retry(mail: Any) -> ResponseReturnValue:
    form = forms.ButtonForm()
    if form.perform(office_actions.retry, mail, by=current_actor()):
        flash(_('Surel "%(subject)s" dikirim lagi.', subject=mail.subject))
    for error in form.form_errors:
        flash(str(error), "error")
    return redirect(url_for(".mails"))


@bp.route("/lagi", methods=["POST"])
@allowed(Permission.MAIL_MANAGE)
def retry_all() -> ResponseReturnValue:
    form = forms.ButtonForm()
    if form.perform(office_actions.retry_all, by=current_actor()):
        flash(ngettext("%(num)d surel dikirim lagi.", "%(num)d surel dikirim lagi.", form.result))
    return redirect(url_for(".mails"))
