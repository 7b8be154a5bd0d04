"""A partner's own action items: what is due, reporting what was done, making a commitment of one."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.action_items import actions, panel, pledging, queries
from portal.action_items.forms import DoneForm, PledgeForm
from portal.action_items.homes import calls_for
from portal.action_items.reading import facts_of
from portal.action_items.strategies import strategies_for
from portal.core.wording import _
from portal.files import views as files
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example, mark_examples
from portal.web.pages import page
from portal.web.uploads import takes_files
from portal.web.visitor import current_actor

bp = Blueprint("items", __name__, url_prefix="/ruang/rtl")


@bp.route("")
@allowed(Permission.WORKSPACE_ENTER)
def items() -> ResponseReturnValue:
    """What is due next, the overdue first; above it invitations, and minutes that wait for an answer."""
    mine = current_actor().organisation_ids
    found = filters.existing(queries.list_items(panel.asked_items(mine), filters.page_number()))
    if any(row.is_example for row in found.rows):
        mark_example()
    calls, overdue = calls_for(current_actor()), queries.overdue_count(mine)
    shown = {"found": found, "panel": panel.own_panel(), "calls": calls, "overdue": overdue}
    return page("action_items/items.html", None, **shown)


@bp.route("/<reference>/<int:number>")
@allowed(Permission.ACTION_ITEM_READ, queries.get_item)
def show(item: Any) -> ResponseReturnValue:
    """One item, and what may be done with it."""
    mark_examples([item.minutes.meeting])
    return page("action_items/item.html", item=item, facts=facts_of(item))


@bp.route("/<reference>/<int:number>/selesai", methods=["GET", "POST"])
@allowed(Permission.ACTION_ITEM_DO, queries.get_item)
@takes_files
def done(item: Any) -> ResponseReturnValue:
    """Say what was done."""
    form = DoneForm(version=str(item.version))
    if form.perform(actions.mark_done, item, by=current_actor()):
        flash(_("Laporan terkirim. Kantor Sekda akan memeriksanya."))
        return redirect(url_for(".show", reference=item.minutes.reference, number=item.number))
    return page("action_items/item_done.html", form=form, item=item, facts=facts_of(item))


@bp.route("/<reference>/<int:number>/dokumen/<int:link_id>")
@allowed(Permission.ACTION_ITEM_READ, queries.get_document)
def document(found: Any) -> ResponseReturnValue:
    """A document, for the organisation in charge and the office."""
    return files.send(found.file)


@bp.route("/<reference>/<int:number>/komitmen", methods=["GET", "POST"])
@allowed(Permission.ACTION_ITEM_DO, queries.get_item)
def pledge(item: Any) -> ResponseReturnValue:
    """Make a draft commitment of it, prefilled."""
    prefilled = pledging.prefilled(item)
    form = PledgeForm().offer(strategies_for(prefilled))
    if form.perform(pledging.make_commitment, item, by=current_actor()):
        flash(_("Draf komitmen %(reference)s dibuat.", reference=form.result.reference))
        return redirect(url_for("commitments.show", reference=form.result.reference))
    return page("action_items/item_pledge.html", form=form, item=item, prefilled=prefilled)
