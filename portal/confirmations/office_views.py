"""The office reads what people and partners wrote, and decides what shows."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.confirmations import desk, queries, review_actions
from portal.confirmations.forms import AnswerDecisionForm, DecisionForm
from portal.core.wording import _
from portal.files import views as files
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("confirmations_office", __name__, url_prefix="/kantor/konfirmasi")
READ, REVIEW = Permission.CONFIRMATION_READ, Permission.CONFIRMATION_REVIEW
ONE = "/<int:confirmation_id>"


@bp.route("")
@allowed(Permission.OFFICE_ENTER)
def queue() -> ResponseReturnValue:
    return page("confirmations/queue.html", queue=desk.queue_for(current_actor()))


@bp.route(ONE)
@allowed(READ, queries.get_confirmation)
def show(confirmation: Any) -> ResponseReturnValue:
    return page("confirmations/show.html", form=None, sheet=desk.sheet_of(confirmation))


@bp.route(f"{ONE}/putuskan", methods=["GET", "POST"])
@allowed(REVIEW, queries.get_confirmation)
def decide(confirmation: Any) -> ResponseReturnValue:
    form = DecisionForm(version=confirmation.version)
    if form.perform(review_actions.decide, confirmation, by=current_actor()):
        flash(_("Keputusan tersimpan."))
        return redirect(url_for(".queue"))
    return page("confirmations/show.html", form=form, sheet=desk.sheet_of(confirmation, form=form))


@bp.route(f"{ONE}/tanggapan", methods=["GET", "POST"])
@allowed(REVIEW, queries.get_confirmation)
def decide_answer(confirmation: Any) -> ResponseReturnValue:
    form = AnswerDecisionForm(version=confirmation.version)
    if form.perform(review_actions.decide_answer, confirmation, by=current_actor()):
        flash(_("Keputusan tersimpan."))
        return redirect(url_for(".queue"))
    return page("confirmations/show.html", form=form, sheet=desk.sheet_of(confirmation, answer_form=form))


@bp.route(f"{ONE}/foto")
@allowed(READ, queries.get_photo)
def photo(confirmation: Any) -> ResponseReturnValue:
    return files.show(confirmation.photo)
