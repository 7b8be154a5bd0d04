"""Deciding, file by file, whether everybody may see it."""

from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.evidence import actions, queries
from portal.evidence.forms import ReleaseForm, WithdrawForm
from portal.evidence.reports import address_of, get_report
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("evidence_office", __name__, url_prefix="/kantor/bukti/<int:evidence_id>")


@bp.route("/terbitkan", methods=["GET", "POST"])
@allowed(Permission.EVIDENCE_RELEASE, queries.get_evidence)
def release(evidence: Any) -> ResponseReturnValue:
    """Look at it, then let everybody see it."""
    form = ReleaseForm(version=str(evidence.version))
    report = get_report(evidence.report_id)
    back = address_of(report, office=True)
    if form.perform(actions.release, evidence, by=current_actor()):
        flash(_("Bukti diterbitkan untuk umum."))
        return redirect(back)
    mark_examples([evidence])
    return page("evidence/release.html", form=form, evidence=evidence, report=report, back=back)


@bp.route("/tarik", methods=["GET", "POST"])
@allowed(Permission.EVIDENCE_RELEASE, queries.get_evidence)
def withdraw(evidence: Any) -> ResponseReturnValue:
    """Let it vanish from the public pages, and say why."""
    form = WithdrawForm(version=str(evidence.version))
    back = address_of(get_report(evidence.report_id), office=True)
    if form.perform(actions.withdraw, evidence, by=current_actor()):
        flash(_("Bukti ditarik. Umum tidak bisa melihatnya lagi."))
        return redirect(back)
    mark_examples([evidence])
    return page("evidence/withdraw.html", form=form, evidence=evidence, back=back)
