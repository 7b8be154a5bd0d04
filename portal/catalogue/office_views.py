"""The office keeps the catalogue: enters needs, decides on proposals, corrects, closes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.audit.queries import history_of
from portal.catalogue import choices, correcting, queries
from portal.catalogue.forms import EditNeedForm, NewNeedForm, ReasonForm
from portal.core.wording import _
from portal.needs import actions
from portal.needs.queries import get_need
from portal.needs.rules import NeedState
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example, mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("needs_office", __name__, url_prefix="/kantor/kebutuhan")


@bp.route("")
@allowed(Permission.OFFICE_ENTER)
def needs() -> ResponseReturnValue:
    """Every need, proposals included."""
    asked, state, sort = (
        choices.asked_needs(by_office=True),
        choices.asked_state(tuple(NeedState)),
        choices.asked_sort(),
    )
    found = queries.list_needs(asked, filters.page_number(), state=state, sort=sort, public=False)
    mark_examples(filters.existing(found).rows)
    return page(
        "catalogue/office_needs.html", found=found, panel=choices.panel(tuple(NeedState), by_office=True)
    )


@bp.route("/baru", methods=["GET", "POST"])
@allowed(Permission.NEED_CLOSE)
def create() -> ResponseReturnValue:
    """A new need, public at once."""
    form = _with_choices(NewNeedForm())
    if form.perform(actions.enter_need, by=current_actor()):
        flash(_("Kebutuhan %(reference)s tercatat dan tampil untuk umum.", reference=form.result.reference))
        return redirect(url_for(".need", reference=form.result.reference))
    return page("catalogue/need_form.html", form=form, back=url_for(".needs"))


@bp.route("/<reference>")
@allowed(Permission.OFFICE_ENTER, get_need)
def need(need: Any) -> ResponseReturnValue:
    """One need with what may be done now."""
    return _shown(need, ReasonForm(version=need.version))


@bp.route("/<reference>/ubah", methods=["GET", "POST"])
@allowed(Permission.NEED_EDIT, get_need)
def edit(need: Any) -> ResponseReturnValue:
    """A correction."""
    form = _with_choices(EditNeedForm(obj=need, pocket_slug=need.pocket.slug), need.pocket.slug)
    if form.perform(correcting.correct_need, need, by=current_actor()):
        flash(_("Perubahan kebutuhan tersimpan."))
        return redirect(url_for(".need", reference=need.reference))
    return page("catalogue/need_form.html", form=form, back=url_for(".need", reference=need.reference))


@bp.route("/<reference>/terima", methods=["POST"])
@allowed(Permission.NEED_DECIDE, get_need)
def accept(need: Any) -> ResponseReturnValue:
    return _done(need, actions.accept_need)


@bp.route("/<reference>/tolak", methods=["POST"])
@allowed(Permission.NEED_DECIDE, get_need)
def decline(need: Any) -> ResponseReturnValue:
    return _done(need, actions.decline_need)


@bp.route("/<reference>/tutup", methods=["POST"])
@allowed(Permission.NEED_CLOSE, get_need)
def close(need: Any) -> ResponseReturnValue:
    return _done(need, actions.close_need)


@bp.route("/<reference>/buka", methods=["POST"])
@allowed(Permission.NEED_CLOSE, get_need)
def reopen(need: Any) -> ResponseReturnValue:
    return _done(need, actions.reopen_need)


def _with_choices(form: Any, chosen: str = "") -> Any:
    form.pocket_slug.choices = choices.pocket_choices(chosen)
    form.strategy_number.choices = choices.numbered_strategies()
    return form


def _done(need: Any, action: Callable[..., Any]) -> ResponseReturnValue:
    form = ReasonForm(version=need.version)
    if form.perform(action, need, by=current_actor()):
        flash(_("%(reference)s: keputusan tersimpan.", reference=need.reference))
        return redirect(url_for(".need", reference=need.reference))
    return _shown(need, form)


def _shown(need: Any, form: ReasonForm) -> ResponseReturnValue:
    if need.is_example:
        mark_example()
    row, takers = queries.row_of(need, public=False), queries.takers_of(need, public=False)
    history = history_of("needs", need.id)
    return page("catalogue/office_need.html", form=form, row=row, takers=takers, history=history)
