"""The partner's reports: what is owed, and one report written on one page, checked, and sent."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.policy import Permission
from portal.progress import actions, listing, queries, reading
from portal.progress.forms import CHECK, STAY, ReportForm, SendForm
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.forms import BaseForm
from portal.web.pages import page
from portal.web.uploads import takes_many_files
from portal.web.visitor import current_actor

bp = Blueprint("progress", __name__, url_prefix="/ruang")
WAYS = ["GET", "POST"]
ONE = "/komitmen/<reference>/laporan/<quarter>"


@bp.route("/laporan")
@allowed(Permission.WORKSPACE_ENTER)
def reports() -> ResponseReturnValue:
    """What is owed, oldest first, and all reports."""
    actor, panel = current_actor(), listing.own_panel()
    found = filters.existing(queries.list_reports(listing.asked_own(actor), filters.page_number()))
    owed = listing.owed_of(actor)
    mark_examples([*found.rows, *(group.first for group in owed)])
    return page("progress/reports.html", owed=owed, found=found, panel=panel)


@bp.route(f"{ONE}/mulai", methods=["POST"])
@allowed(Permission.REPORT_WRITE, queries.get_slot)
def begin(slot: Any) -> ResponseReturnValue:
    """Begin the report of a quarter; whoever comes second goes on with the same one."""
    form = BaseForm()
    if form.perform(actions.open_report, slot, by=current_actor()):
        return redirect(_address(".report", slot))
    return _not_begun(slot, form)


@bp.route(ONE, methods=WAYS)
@allowed(Permission.REPORT_WRITE, queries.get_slot)
@takes_many_files
def report(slot: Any) -> ResponseReturnValue:
    """The report: to be written while it is open, else to be read."""
    if slot.report is None:
        return _not_begun(slot, None)
    facts = reading.facts_of(slot.report)
    form = ReportForm(slot.report, facts.sheet)
    if not slot.report.is_open and not form.is_submitted():
        return _page("progress/show.html", slot, facts)
    if form.perform(actions.save_report, slot.report, by=current_actor()):
        return redirect(_after(form, slot))
    return _page("progress/write.html", slot, facts, form)


@bp.route(f"{ONE}/periksa", methods=WAYS)
@allowed(Permission.REPORT_WRITE, queries.get_slot)
def check(slot: Any) -> ResponseReturnValue:
    """Everything once more, and the button that sends it."""
    if slot.report is None or not slot.report.is_open:
        return redirect(_address(".sent" if slot.report else ".report", slot))
    form = SendForm(obj=slot.report)
    if form.perform(actions.submit_report, slot.report, by=current_actor()):
        return redirect(_address(".sent", slot))
    return _page("progress/check.html", slot, reading.facts_of(slot.report), form)


@bp.route(f"{ONE}/terkirim")
@allowed(Permission.REPORT_WRITE, queries.get_slot)
def sent(slot: Any) -> ResponseReturnValue:
    """It was sent, and what happens next."""
    if slot.report is None or slot.report.is_open:
        return redirect(_address(".report", slot))
    mark_examples([slot.commitment])
    return page("progress/sent.html", slot=slot, owed=listing.owed_of(current_actor()))


def _page(template: str, slot: Any, facts: reading.Facts, form: Any = None) -> ResponseReturnValue:
    mark_examples([slot.commitment])
    return page(template, form, slot=slot, report=slot.report, facts=facts)


def _not_begun(slot: Any, form: BaseForm | None) -> ResponseReturnValue:
    mark_examples([slot.commitment])
    standing = reading.standing_of(slot.quarter, None)
    earlier = reading.in_the_way(slot.commitment, slot.quarter)
    unasked = reading.why_not_asked(slot.commitment, slot.quarter)
    return page("progress/begin.html", form, slot=slot, standing=standing, earlier=earlier, unasked=unasked)


def _address(endpoint: str, slot: Any) -> str:
    return url_for(endpoint, reference=slot.commitment.reference, quarter=slot.quarter.slug)


def _after(form: ReportForm, slot: Any) -> str:
    """Where the button leads that was pressed."""
    if form.then.data == CHECK:
        return _address(".check", slot)
    flash(_("Draf laporan tersimpan."))
    return _address(".report", slot) if form.then.data == STAY else url_for(".reports")
