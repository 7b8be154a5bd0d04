"""What the code on the wall opens: a small form on a phone, open to whoever is in the room."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.attendance import actions
from portal.attendance.forms import SignForm
from portal.meetings import attendance_queries as queries
from portal.web.access import open_to_all
from portal.web.context import mark_example
from portal.web.pages import page

bp = Blueprint("attendance", __name__, url_prefix="/hadir")


@bp.route("/<token>", methods=["GET", "POST"])
@open_to_all(load=queries.desk_of)
def sign(desk: Any) -> ResponseReturnValue:
    if desk.is_example:
        mark_example()
    form = SignForm()
    if form.perform(actions.sign_attendance, desk):
        return redirect(url_for(".thanks", token=desk.token))
    if not desk.is_open:
        return page("attendance/closed.html", form=form if form.errors else None, desk=desk)
    return page("attendance/sign.html", form=form, desk=desk, names=queries.offered_names())


@bp.route("/<token>/terima-kasih")
@open_to_all(load=queries.desk_of)
def thanks(desk: Any) -> ResponseReturnValue:
    return page("attendance/thanks.html", desk=desk)
