"""The partner's room: what waits, the organisation's own commitments, and the page of one of them."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.commitments import queries, timeline
from portal.commitments.state import state_today, state_words
from portal.drafts import facts, own_list, steps
from portal.drafts.tasks import tasks_of
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example, mark_examples
from portal.web.csv import csv_response
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("commitments", __name__, url_prefix="/ruang")


@bp.route("")
@allowed(Permission.WORKSPACE_ENTER)
def home() -> ResponseReturnValue:
    """What is owed, oldest first; the state of the organisation above it."""
    actor, panel = current_actor(), filters.Panel([])
    tasks = filters.existing(tasks_of(actor, filters.page_number()))
    organisations = [each.organisation for each in actor.memberships]
    mark_examples([*organisations, *tasks.rows])
    counts = queries.counts_by_status(actor.organisation_ids)
    return page("drafts/home.html", organisations=organisations, tasks=tasks, counts=counts, panel=panel)


@bp.route("/komitmen")
@allowed(Permission.WORKSPACE_ENTER)
def workspace_list() -> ResponseReturnValue:
    asked = own_list.asked_list(current_actor())
    found = filters.existing(own_list.page_of(asked))
    if any(row.is_example for row in found.rows):
        mark_example()
    return page("drafts/workspace_list.html", panel=own_list.panel(), found=found)


@bp.route("/komitmen.csv")
@allowed(Permission.WORKSPACE_ENTER)
def workspace_csv() -> ResponseReturnValue:
    rows = own_list.all_rows(own_list.asked_list(current_actor()))
    return csv_response("komitmen-kami", own_list.COLUMNS, rows)


@bp.route("/komitmen/<reference>")
@allowed(Permission.COMMITMENT_READ, queries.get_commitment)
def show(commitment: Any) -> ResponseReturnValue:
    if commitment.is_example:
        mark_example()
    sheet = facts.sheet_of(commitment)
    return page(
        "drafts/show.html",
        commitment=commitment,
        state=state_today(commitment),
        state_words=state_words(commitment),
        sheet=sheet,
        turns=timeline.timeline_of(commitment.id),
        resume_url=steps.resume_url(commitment, sheet.gaps),
    )
