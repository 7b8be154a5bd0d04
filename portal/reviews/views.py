"""The office's pages about commitments: what waits, all of them, one of them and the decision about it."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.commitments import queries
from portal.commitments.rows import examples_among
from portal.commitments.rules import CommitmentStatus
from portal.core.wording import _
from portal.drafts import own_list
from portal.policy import Permission, can
from portal.reviews import actions, listing
from portal.reviews.facts import facts_of
from portal.reviews.forms import ClosingForm, DecisionForm, ReviewForm
from portal.reviews.queue import queue_for, strategies_seen_by
from portal.reviews.rules import Decision
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example, mark_examples
from portal.web.csv import csv_response
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("commitments_office", __name__, url_prefix="/kantor")
ACTIONS = {
    Decision.VERIFY: actions.verify_commitment,
    Decision.RETURN: actions.return_commitment,
    Decision.REJECT: actions.reject_commitment,
}


@bp.route("")
@allowed(Permission.OFFICE_ENTER)
def queue() -> ResponseReturnValue:
    """What waits, oldest first."""
    actor = current_actor()
    line = queue_for(actor, filters.page_number())
    mark_examples(filters.existing(line.page).rows)
    narrowed, panel = strategies_seen_by(actor), filters.Panel([])
    return page("reviews/queue.html", queue=line, narrowed=narrowed, panel=panel)


@bp.route("/komitmen")
@allowed(Permission.OFFICE_ENTER)
def commitments() -> ResponseReturnValue:
    """Every commitment in every state."""
    asked = listing.asked_list()
    found = listing.page_of(asked)
    if examples_among(found.rows):
        mark_example()
    return page("reviews/list.html", found=found, panel=listing.panel(asked))


@bp.route("/komitmen.csv")
@allowed(Permission.OFFICE_ENTER)
def commitments_csv() -> ResponseReturnValue:
    """The same list as a file."""
    asked = listing.asked_list()
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
    decided: Any = ACTIONS.get(form.decision.data)
    if form.perform(decided, commitment, by=current_actor()):
        flash(_("%(reference)s: keputusan tersimpan dan mitra diberi tahu.", reference=commitment.reference))
        return redirect(url_for(".queue"))
    return _shown(commitment, form)


@bp.route("/komitmen/<reference>/tutup", methods=["GET", "POST"])
@allowed(Permission.COMMITMENT_CLOSE, queries.get_commitment)
def close(commitment: Any) -> ResponseReturnValue:
    """Close as done."""
    form = ClosingForm(version=commitment.version)
    if form.perform(actions.complete_commitment, commitment, by=current_actor()):
        flash(_("%(reference)s ditutup dan mitra diberi tahu.", reference=commitment.reference))
        return redirect(url_for(".commitment", reference=commitment.reference))
    return _shown(commitment, form)


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
    return page("reviews/commitment.html", form=form, commitment=commitment, facts=facts)
