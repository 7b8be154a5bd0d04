"""Evidence for the partner whose it is, and its files for the office too."""

from typing import Any

from flask import Blueprint, Response, flash, redirect
from flask.typing import ResponseReturnValue

from portal.core.wording import _, ngettext
from portal.evidence import actions, queries
from portal.evidence.forms import AddEvidenceForm, ChangeEvidenceForm, RemoveEvidenceForm
from portal.evidence.reports import address_of, get_report
from portal.files import views as files
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.uploads import takes_many_files
from portal.web.visitor import current_actor

bp = Blueprint("evidence", __name__, url_prefix="/ruang")


@bp.route("/laporan/<int:report_id>/bukti/tambah", methods=["GET", "POST"])
@allowed(Permission.EVIDENCE_ADD, get_report)
@takes_many_files
def add(report: Any) -> ResponseReturnValue:
    """Add files to a report that is not handed in yet."""
    form = AddEvidenceForm().offer(queries.places_of(report.commitment_id))
    if form.perform(actions.add_evidence, report, by=current_actor()):
        count = len(form.result)
        flash(ngettext("%(num)d berkas ditambahkan.", "%(num)d berkas ditambahkan.", count))
        return redirect(address_of(report, office=False))
    there, back = queries.evidence_of_report(report.id), address_of(report, office=False)
    mark_examples([report])
    return page("evidence/add.html", form=form, report=report, there=there, back=back)


@bp.route("/bukti/<int:evidence_id>")
@allowed(Permission.EVIDENCE_READ, queries.get_evidence)
def file(evidence: Any) -> Response:
    """The file: a picture is shown, everything else is downloaded."""
    return files.show(evidence.file) if evidence.is_picture else files.send(evidence.file)


@bp.route("/bukti/<int:evidence_id>/kecil")
@allowed(Permission.EVIDENCE_READ, queries.get_small)
def thumbnail(evidence: Any) -> Response:
    """A small picture of it."""
    return files.show(evidence.thumbnail)


@bp.route("/bukti/<int:evidence_id>/ubah", methods=["GET", "POST"])
@allowed(Permission.EVIDENCE_CHANGE, queries.get_evidence)
def change(evidence: Any) -> ResponseReturnValue:
    """Say better what it shows."""
    form = ChangeEvidenceForm(obj=evidence).offer(queries.places_of(evidence.commitment_id))
    back = address_of(get_report(evidence.report_id), office=False)
    if form.perform(actions.change_evidence, evidence, by=current_actor()):
        flash(_("Keterangan tersimpan."))
        return redirect(back)
    mark_examples([evidence])
    return page("evidence/change.html", form=form, evidence=evidence, back=back)


@bp.route("/bukti/<int:evidence_id>/hapus", methods=["GET", "POST"])
@allowed(Permission.EVIDENCE_CHANGE, queries.get_evidence)
def remove(evidence: Any) -> ResponseReturnValue:
    """Take it away, after asking once more."""
    form, name = RemoveEvidenceForm(), evidence.file.name
    back = address_of(get_report(evidence.report_id), office=False)
    if form.perform(actions.remove_evidence, evidence, by=current_actor()):
        flash(_("Berkas %(name)s dihapus.", name=name))
        return redirect(back)
    mark_examples([evidence])
    return page("evidence/remove.html", form=form, evidence=evidence, back=back)
