"""In the workspace: a community organisation confirms deliveries, a partner answers."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.confirmations import actions, deliveries, queries
from portal.confirmations.board import board_of, send_form
from portal.confirmations.forms import AnswerForm
from portal.core.wording import _
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.uploads import takes_files
from portal.web.visitor import current_actor

bp = Blueprint("confirmations_workspace", __name__, url_prefix="/ruang/konfirmasi")


@bp.route("")
@allowed(Permission.WORKSPACE_ENTER)
def board() -> ResponseReturnValue:
    return page("confirmations/board.html", board=board_of(current_actor()))


@bp.route("/<slug>/<reference>/<int:line>", methods=["GET", "POST"])
@allowed(Permission.CONFIRMATION_SEND, deliveries.for_community)
@takes_files
def send(target: Any) -> ResponseReturnValue:
    form = send_form(target)
    if form.perform(actions.send_for_community, target, by=current_actor()):
        flash(_("Konfirmasi terkirim. Kantor Sekda membacanya sebelum tampil."))
        return redirect(url_for(".board"))
    return page("confirmations/send.html", form=form, target=target)


@bp.route("/<int:confirmation_id>/jawab", methods=["GET", "POST"])
@allowed(Permission.CONFIRMATION_ANSWER, queries.get_answerable)
def answer(confirmation: Any) -> ResponseReturnValue:
    mark_examples([confirmation])
    form = AnswerForm(version=confirmation.version, text=confirmation.answer)
    if form.perform(actions.write_answer, confirmation, by=current_actor()):
        flash(_("Tanggapan terkirim. Kantor Sekda membacanya sebelum tampil."))
        return redirect(url_for("commitments.show", reference=confirmation.commitment.reference))
    return page("confirmations/answer.html", form=form, confirmation=confirmation)
