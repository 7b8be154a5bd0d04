"""A person's own notices, and by which way they come. Reading is a POST: no GET changes anything."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.notifications import forms, inbox_actions, queries
from portal.notifications.rules import kinds_for
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.filters import number
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("notices", __name__, url_prefix="/akun/pemberitahuan")
BIGGEST_ID = 2**31 - 1


@bp.route("")
@allowed(Permission.ACCOUNT_OWN)
def inbox() -> ResponseReturnValue:
    before = _before()
    found = queries.inbox(current_actor().id, before)
    rows = [(notice, request.script_root + notice.path) for notice in found.rows]
    mark_examples([current_actor()])
    return page("notifications/inbox.html", rows=rows, before=before, older=found.older)


@bp.route("/<int:notice_id>/buka", methods=["POST"])
@allowed(Permission.NOTICE_OWN, queries.get_notice)
def follow(notice: Any) -> ResponseReturnValue:
    forms.ButtonForm().perform(inbox_actions.read, notice)
    return redirect(request.script_root + notice.path)


@bp.route("/<int:notice_id>/dibaca", methods=["POST"])
@allowed(Permission.NOTICE_OWN, queries.get_notice)
def read(notice: Any) -> ResponseReturnValue:
    forms.ButtonForm().perform(inbox_actions.read, notice)
    return redirect(url_for(".inbox", sebelum=_before()))


@bp.route("/dibaca", methods=["POST"])
@allowed(Permission.ACCOUNT_OWN)
def read_all() -> ResponseReturnValue:
    if forms.ButtonForm().perform(inbox_actions.read_all, by=current_actor()):
        flash(_("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect(url_for(".inbox"))


@bp.route("/pengaturan", methods=["GET", "POST"])
@allowed(Permission.ACCOUNT_OWN)
def preferences() -> ResponseReturnValue:
    user = current_actor()
    kinds = kinds_for(partner=user.has_workspace, office=user.has_office)
    form = forms.channels_form(kinds, queries.chosen_channels(user.id))
    if form.perform(inbox_actions.choose_channels, by=user):
        flash(_("Pengaturan pemberitahuan tersimpan."))
        return redirect(url_for(".preferences"))
    return page("notifications/preferences.html", form=form, questions=[form[kind.value] for kind in kinds])


def _before() -> int | None:
    return number("sebelum", 1, BIGGEST_ID)
