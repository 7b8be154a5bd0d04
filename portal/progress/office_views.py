"""The office's reports: what waits, what is late, one report and the decision about it."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.paging import Page
from portal.core.wording import _
from portal.policy import Permission, can
from portal.progress import listing, queries, reading, review_actions
from portal.progress.forms import LastVerdictForm, VerdictForm
from portal.progress.rules import ReportStatus, Verdict
from portal.reviews.queue import strategies_seen_by
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.csv import csv_response
from portal.web.formats import quarter as quarter_name
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("progress_office", __name__, url_prefix="/kantor")
ACTIONS = {
    Verdict.VERIFY: review_actions.verify_report,
    Verdict.COMPLETE: review_actions.verify_report,
    Verdict.RETURN: review_actions.return_report,
}


@bp.route("/laporan")
@allowed(Permission.OFFICE_ENTER)
def reports() -> ResponseReturnValue:
    """What waits, oldest first; what is late; what was returned or verified."""
    narrowed = strategies_seen_by(current_actor())
    asked, number = listing.asked_office(narrowed), filters.page_number()
    found: Page[Any] = listing.page_of(asked, number)
    filters.existing(found)
    mark_examples(found.rows)
    shown = {"which": asked.which, "found": found, "panel": listing.office_panel(), "narrowed": narrowed}
    return page("progress/office_reports.html", None, **shown)


@bp.route("/laporan.csv")
@allowed(Permission.OFFICE_ENTER)
def reports_csv() -> ResponseReturnValue:
    """The same list as a file."""
    asked = listing.asked_office(strategies_seen_by(current_actor()))
    return csv_response("laporan-kantor", listing.COLUMNS, map(listing.cells, listing.rows_of(asked)))


@bp.route("/laporan/<reference>/<quarter>")
@allowed(Permission.OFFICE_ENTER, queries.get_sent_report)
def report(report: Any) -> ResponseReturnValue:
    """One report: promise, last and new figures, evidence, history."""
    return _shown(report, _form_for(report))


@bp.route("/laporan/<reference>/<quarter>/periksa", methods=["GET", "POST"])
@allowed(Permission.REPORT_REVIEW, queries.get_sent_report)
def decide(report: Any) -> ResponseReturnValue:
    """Verify it, or send it back."""
    form = _new_form(report)
    if form.perform(_action(form), report, by=current_actor()):
        flash(_("%(reference)s: keputusan tersimpan dan mitra diberi tahu.", reference=report.reference))
        return redirect(url_for(".reports"))
    return _shown(report, form)


def _action(form: VerdictForm) -> Any:
    return ACTIONS.get(form.decision.data)


def _form_for(report: Any) -> VerdictForm | None:
    """The decision, where this person may take it now."""
    waits = report.status is ReportStatus.SUBMITTED
    wrote = current_actor().id in queries.writers_of(report) if waits else False
    may = waits and not wrote and can(current_actor(), Permission.REPORT_REVIEW, report)
    return _new_form(report) if may else None


def _new_form(report: Any) -> VerdictForm:
    if not report.is_final:
        return VerdictForm(version=report.version)
    closing = _("Laporan terakhir terverifikasi, %(quarter)s.", quarter=quarter_name(report.quarter))
    return LastVerdictForm(version=report.version, closing=closing)


def _shown(report: Any, form: VerdictForm | None) -> ResponseReturnValue:
    mark_examples([report])
    return page("progress/office_report.html", form, report=report, facts=reading.office_facts_of(report))
