"""The office's pages about commitments: what waits, all of them, one of them and the decision about it."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.commitments import office_list, own_list, queries, review
from portal.commitments import queue as waiting
from portal.commitments.office_facts import facts_of
from portal.commitments.review_forms import ClosingForm, DecisionForm, ReviewForm
from portal.commitments.review_rules import Closing, Decision
from portal.commitments.rows import examples_among
from portal.commitments.rules import CommitmentStatus
from portal.core.wording import _
from portal.policy import Permission, can
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example
from portal.web.csv import csv_response
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("commitments_office", __name__, url_prefix="/kantor")
ACTIONS = {
    Decision.VERIFY: review.verify_commitment,
    Decision.RETURN: review.return_commitment,
    Decision.REJECT: review.reject_commitment,
    Closing.COMPLETE: review.complete_commitment,
    Closing.CANCEL: review.cancel_commitment,
}


@bp.route("")
@allowed(Permission.OFFICE_ENTER)
def queue() -> ResponseReturnValue:
    """What waits, oldest first."""
    actor = current_actor()
    line = waiting.queue_for(actor, filters.page_number())
    filters.existing(line.page)
    if line.shows_examples:
        mark_example()
    narrowed, panel = waiting.strategies_seen_by(actor), filters.Panel([])
    return page("commitments/office_queue.html", queue=line, narrowed=narrowed, panel=panel)


@bp.route("/komitmen")
@allowed(Permission.OFFICE_ENTER)
def commitments() -> ResponseReturnValue:
    """Every commitment in every state."""
    asked = office_list.asked_list()
    found = office_list.page_of(asked)
    if examples_among(found.rows):
        mark_example()
    return page("commitments/office_list.html", found=found, panel=office_list.panel(asked))


@bp.route("/komitmen.csv")
@allowed(Permission.OFFICE_ENTER)
def commitments_csv() -> ResponseReturnValue:
    """The same list as a file."""
    asked = office_list.asked_list()
    return csv_response("komitmen-kantor", own_list.COLUMNS, own_list.all_rows(asked))


@bp.route("/komitmen/<reference>")
@allowed(Permission.OFFICE_ENTER, queries.get_commitment)
def commitment(commitment: Any) -> ResponseReturnValue:
    """Everything about one commitment, private parts included."""
    return _shown(commitment, _form_for(commitment))


@bp.route("/komitmen/<reference>/periksa", methods=["GET", "POST"])
@allowed(Permission.COMMITMENT_REVIEW, queries.get_commitment)
def decide(commitment: Any) -> ResponseReturnValue:
    """Verify, return or reject."""
    form = ReviewForm(version=commitment.version)
    if form.perform(_action(form), commitment, by=current_actor()):
        flash(_("%(reference)s: keputusan tersimpan dan mitra diberi tahu.", reference=commitment.reference))
        return redirect(url_for(".queue"))
    return _shown(commitment, form)


@bp.route("/komitmen/<reference>/tutup", methods=["GET", "POST"])
@allowed(Permission.COMMITMENT_CLOSE, queries.get_commitment)
def close(commitment: Any) -> ResponseReturnValue:
    """Complete or cancel."""
    form = ClosingForm(version=commitment.version)
    if form.perform(_action(form), commitment, by=current_actor()):
        flash(_("%(reference)s ditutup dan mitra diberi tahu.", reference=commitment.reference))
        return redirect(url_for(".commitment", reference=commitment.reference))
    return _shown(commitment, form)


def _action(form: DecisionForm) -> Any:
    return ACTIONS.get(form.decision.data)


def _form_for(commitment: Any) -> DecisionForm | None:
    actor, status = current_actor(), commitment.status
    if status is CommitmentStatus.SUBMITTED and can(actor, Permission.COMMITMENT_REVIEW, commitment):
        return ReviewForm(version=commitment.version)
    if status is CommitmentStatus.VERIFIED and can(actor, Permission.COMMITMENT_CLOSE, commitment):
        return ClosingForm(version=commitment.version)
    return None


def _shown(commitment: Any, form: DecisionForm | None) -> ResponseReturnValue:
    if commitment.is_example:
        mark_example()
    facts = facts_of(commitment)
    return page("commitments/office_commitment.html", form=form, commitment=commitment, facts=facts)
