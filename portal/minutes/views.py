"""Organisations that attended an FGD read its minutes, and confirm or object."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.clock import today
from portal.core.wording import _
from portal.minutes import actions, queries
from portal.minutes.forms import RespondForm
from portal.minutes.office_views import frozen_file
from portal.minutes.reading import room_sheet_of
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("minutes", __name__, url_prefix="/ruang/fgd/<reference>")


@bp.route("/notulen", methods=["GET", "POST"])
@allowed(Permission.MINUTES_RESPOND, queries.get_sent_minutes)
def show(minutes: Any) -> ResponseReturnValue:
    """The minutes as they were sent, and the answer to them."""
    sheet = room_sheet_of(minutes, current_actor(), today())
    form = RespondForm().offer(sheet.own)
    if form.perform(actions.respond, minutes, by=current_actor()):
        flash(_("Tanggapan tersimpan. Anda dapat mengubahnya sampai batas tanggapan."))
        return redirect(url_for(".show", reference=minutes.reference))
    mark_examples([minutes.meeting])
    return page("minutes/show.html", form=form, sheet=sheet)


@bp.route("/notulen.txt")
@allowed(Permission.MINUTES_RESPOND, queries.get_approved_minutes)
def frozen(minutes: Any) -> ResponseReturnValue:
    """Exactly the text over which the hash was taken."""
    return frozen_file(minutes)
