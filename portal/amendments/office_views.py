"""The office's pages: what waits, one request with old and new side by side, asking for a partner."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.amendments import actions, listing, office_actions, pages, queries
from portal.amendments.forms import DecisionForm
from portal.amendments.office_facts import facts_of
from portal.amendments.office_rules import Decision
from portal.amendments.pages import OFFICE
from portal.amendments.rules import AmendmentStatus
from portal.commitments.queries import get_commitment
from portal.core.wording import _
from portal.drafts.forms import ConfirmForm
from portal.policy import Permission, can
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("amendments_office", __name__, url_prefix="/kantor")
WAYS = ["GET", "POST"]
ACTIONS = {Decision.APPROVE: office_actions.approve, Decision.REJECT: office_actions.reject}
ONE = "/perubahan/<reference>/<int:number>"


@bp.route("/perubahan")
@allowed(Permission.OFFICE_ENTER)
def requests() -> ResponseReturnValue:
    """Those that wait, unless the address asks for others."""
    status = listing.asked_status()
    found = filters.existing(listing.page_of(current_actor(), status, filters.page_number()))
    mark_examples(found.rows)
    return page("amendments/requests.html", found=found, status=status, panel=listing.panel())


@bp.route(ONE)
@allowed(Permission.OFFICE_ENTER, queries.get_amendment)
def show(amendment: Any) -> ResponseReturnValue:
    """One request, with the decision where this person may take it."""
    return _shown(amendment, _form_for(amendment))


@bp.route(f"{ONE}/putuskan", methods=WAYS)
@allowed(Permission.AMENDMENT_DECIDE, queries.get_amendment)
def decide(amendment: Any) -> ResponseReturnValue:
    """Approve or reject."""
    form: Any = DecisionForm(version=amendment.version)
    if form.perform(ACTIONS.get(form.decision.data), amendment, by=current_actor()):
        reference = amendment.commitment.reference
        flash(_("%(reference)s: keputusan tersimpan dan mitra diberi tahu.", reference=reference))
        return redirect(url_for(".requests"))
    return _shown(amendment, form)


@bp.route(f"{ONE}/tarik", methods=WAYS)
@allowed(Permission.AMENDMENT_REQUEST_FOR, queries.get_amendment)
def withdraw(amendment: Any) -> ResponseReturnValue:
    """Take back what the office asked on behalf of the partner."""
    form = ConfirmForm(version=amendment.version)
    if form.perform(actions.take_back, amendment, by=current_actor()):
        flash(_("Permintaan ditarik kembali. Janji sekarang tetap berlaku."))
        return redirect(OFFICE.commitment_url(amendment.commitment))
    return _shown(amendment, None, form)


@bp.route("/komitmen/<reference>/perubahan")
@allowed(Permission.AMENDMENT_REQUEST_FOR, get_commitment)
def choose(commitment: Any) -> ResponseReturnValue:
    return pages.choose_page(commitment, OFFICE)


@bp.route("/komitmen/<reference>/perubahan/ubah", methods=WAYS)
@allowed(Permission.AMENDMENT_REQUEST_FOR, get_commitment)
def change(commitment: Any) -> ResponseReturnValue:
    return pages.change_page(commitment, OFFICE)


@bp.route("/komitmen/<reference>/perubahan/batal", methods=WAYS)
@allowed(Permission.AMENDMENT_REQUEST_FOR, get_commitment)
def cancel(commitment: Any) -> ResponseReturnValue:
    return pages.cancel_page(commitment, OFFICE)


def _form_for(amendment: Any) -> DecisionForm | None:
    waits = amendment.status is AmendmentStatus.REQUESTED
    may = waits and can(current_actor(), Permission.AMENDMENT_DECIDE, amendment)
    return DecisionForm(version=amendment.version) if may else None


def _shown(
    amendment: Any, form: DecisionForm | None, taking_back: ConfirmForm | None = None
) -> ResponseReturnValue:
    mark_examples([amendment])
    back = taking_back or ConfirmForm(version=amendment.version)
    shown = {"amendment": amendment, "facts": facts_of(amendment), "side": OFFICE, "back": back}
    template, status = page("amendments/request.html", form=form, **shown)
    return template, taking_back.http_status if taking_back else status
