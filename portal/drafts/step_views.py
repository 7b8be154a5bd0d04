"""Recording a pledge, one step a page; each saves a draft."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.commitments import lines, queries
from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.drafts import actions, around, choosing, facts, partnering, steps
from portal.drafts.forms import (
    LATER,
    ConfirmForm,
    GivingForm,
    NewCommitmentForm,
    PeopleForm,
    PlacesForm,
    WhatForm,
)
from portal.organisations.queries import organisations_of
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example, mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("commitment_steps", __name__, url_prefix="/ruang/komitmen")
WAYS = ["GET", "POST"]


@bp.route("/baru", methods=WAYS)
@allowed(Permission.COMMITMENT_CREATE)
def create() -> ResponseReturnValue:
    place = steps.asked_place()
    given = {"strategy_number": filters.number("strategi", 1, 7), "place": place.key if place else ""}
    form = NewCommitmentForm(**given)
    form.strategy_number.choices, hints = steps.strategy_options()
    own = organisations_of(current_actor())
    form.organisation.choices = steps.organisation_options(own)
    if form.perform(actions.create_commitment, by=current_actor()):
        if form.then.data == LATER:
            return redirect(steps.leave_for_later(form.result))
        return redirect(steps.step_url(form.result, 2))
    return page("drafts/create.html", form=form, hints=hints, own=own, place=place)


@bp.route("/<reference>/langkah/1", methods=WAYS)
@allowed(Permission.COMMITMENT_EDIT, queries.get_commitment)
def what(commitment: Any) -> ResponseReturnValue:
    step = steps.open_step(commitment, 1)
    form = WhatForm(commitment)
    form.strategy_number.choices, hints = steps.strategy_options()
    if form.perform(actions.save_what, commitment, by=current_actor()):
        return redirect(steps.after(form, step))
    return page("drafts/what.html", form=form, step=step, hints=hints)


@bp.route("/<reference>/langkah/2", methods=WAYS)
@allowed(Permission.COMMITMENT_EDIT, queries.get_commitment)
def places(commitment: Any) -> ResponseReturnValue:
    step = steps.open_step(commitment, 2)
    form = PlacesForm(commitment)
    if form.perform(actions.save_places, commitment, by=current_actor()):
        return redirect(steps.after(form, step))
    kecamatan, words = form.kecamatan.data or filters.text("kecamatan"), form.words or filters.text("cari")
    board = choosing.board_for(commitment, form.held(), kecamatan, words)
    if board is None:
        raise UnknownFilter("kecamatan", kecamatan)
    mark_examples(board.needs)
    shown: dict[str, Any] = {"board": board, "met": choosing.needs_met(commitment), "units": steps.UNITS}
    return page("drafts/places.html", form=form, step=step, **shown)


@bp.route("/<reference>/langkah/3", methods=WAYS)
@allowed(Permission.COMMITMENT_EDIT, queries.get_commitment)
def giving(commitment: Any) -> ResponseReturnValue:
    step = steps.open_step(commitment, 3)
    places = lines.lines_of(commitment.id)
    form = GivingForm(commitment, places)
    if form.perform(actions.save_support, commitment, by=current_actor()):
        return redirect(steps.after(form, step))
    return page("drafts/giving.html", form=form, step=step, totals=lines.totals_of(places))


@bp.route("/<reference>/langkah/4", methods=WAYS)
@allowed(Permission.COMMITMENT_EDIT, queries.get_commitment)
def people(commitment: Any) -> ResponseReturnValue:
    step = steps.open_step(commitment, 4)
    form = PeopleForm(commitment)
    if form.perform(actions.save_people, commitment, by=current_actor()):
        return redirect(steps.after(form, step))
    board = partnering.partner_board(commitment, form.keys, form.words or filters.text("cari"))
    return page("drafts/people.html", form=form, step=step, board=board)


@bp.route("/<reference>/langkah/5", methods=WAYS)
@allowed(Permission.COMMITMENT_SUBMIT, queries.get_commitment)
def check(commitment: Any) -> ResponseReturnValue:
    step = steps.open_step(commitment, 5)
    form = ConfirmForm(obj=commitment)
    if form.perform(actions.submit_commitment, commitment, by=current_actor()):
        return redirect(url_for(".sent", reference=commitment.reference))
    sheet = facts.sheet_of(commitment)
    near = around.around(commitment, sheet.lines)
    mark_examples(near.needs)
    return page("drafts/check.html", form=form, step=step, sheet=sheet, around=near)


@bp.route("/<reference>/terkirim")
@allowed(Permission.COMMITMENT_READ, queries.get_commitment)
def sent(commitment: Any) -> ResponseReturnValue:
    if commitment.is_example:
        mark_example()
    if commitment.submitted_at is None:
        return redirect(steps.step_url(commitment, 5))
    return page("drafts/sent.html", commitment=commitment, address=steps.own_address(commitment))


@bp.route("/<reference>/hapus", methods=WAYS)
@allowed(Permission.COMMITMENT_EDIT, queries.get_commitment)
def delete(commitment: Any) -> ResponseReturnValue:
    step = steps.open_step(commitment, 1)
    form = ConfirmForm(obj=commitment)
    reference = commitment.reference
    if form.perform(actions.delete_draft, commitment, by=current_actor()):
        flash(_("Draf %(reference)s dihapus.", reference=reference))
        return redirect(url_for("commitments.home"))
    return page("drafts/delete.html", form=form, step=step)
