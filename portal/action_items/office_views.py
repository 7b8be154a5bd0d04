"""The office follows action items across all FGDs, and checks what was reported as done."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.action_items import actions, panel, queries
from portal.action_items.forms import CheckForm
from portal.action_items.reading import facts_of
from portal.action_items.rules import ItemDecision
from portal.core.wording import _
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example, mark_examples
from portal.web.csv import csv_response
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("items_office", __name__, url_prefix="/kantor")
ACTIONS: dict[Any, Callable[..., Any]] = {
    ItemDecision.VERIFY: actions.verify_item,
    ItemDecision.REOPEN: actions.reopen_item,
}


@bp.route("/rtl")
@allowed(Permission.OFFICE_ENTER)
def items() -> ResponseReturnValue:
    """By organisation, what is overdue first."""
    found = filters.existing(queries.list_items(panel.asked_items(), filters.page_number()))
    if any(row.is_example for row in found.rows):
        mark_example()
    shown = {"found": found, "panel": panel.office_panel(), "chased": queries.chased()}
    return page("action_items/items_office.html", None, **shown)


@bp.route("/rtl.csv")
@allowed(Permission.OFFICE_ENTER)
def items_csv() -> ResponseReturnValue:
    """The same list as a file."""
    rows = queries.all_items(panel.asked_items())
    return csv_response("rtl", panel.COLUMNS, [panel.cells(row) for row in rows])


@bp.route("/rtl/<reference>/<int:number>")
@allowed(Permission.OFFICE_ENTER, queries.get_item)
def show(item: Any) -> ResponseReturnValue:
    """Everything about one item."""
    return _shown(item)


@bp.route("/rtl/<reference>/<int:number>/periksa", methods=["GET", "POST"])
@allowed(Permission.ACTION_ITEM_VERIFY, queries.get_item)
def check(item: Any) -> ResponseReturnValue:
    """It is done, or it is not."""
    form = CheckForm(version=str(item.version))
    if form.perform(_action(form), item, by=current_actor()):
        flash(_("Hasil pemeriksaan tersimpan dan mitra diberi tahu."))
        return redirect(url_for(".show", reference=item.minutes.reference, number=item.number))
    return _shown(item, form)


def _action(form: CheckForm) -> Any:
    return ACTIONS.get(form.decision.data)


def _shown(item: Any, form: CheckForm | None = None) -> ResponseReturnValue:
    mark_examples([item.minutes.meeting])
    return page("action_items/item_office.html", form=form, item=item, facts=facts_of(item))
