"""The office's sheets of codes for a pocket: made as a PDF, counted, revoked."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.wording import _
from portal.files import views as files
from portal.policy import Permission
from portal.sheets import actions, paper, queries
from portal.sheets.forms import BatchForm, RevokeForm
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("confirmation_sheets", __name__, url_prefix="/kantor/kantong/<slug>/lembar")


@bp.route("")
@allowed(Permission.POCKET_READ, queries.get_pocket)
def sheets(pocket: Any) -> ResponseReturnValue:
    mark_examples([pocket])
    return page("sheets/list.html", pocket=pocket, rows=queries.batches_of(pocket))


@bp.route("/baru", methods=["GET", "POST"])
@allowed(Permission.POCKET_EDIT, queries.get_pocket)
def make(pocket: Any) -> ResponseReturnValue:
    form = BatchForm()
    if form.perform(actions.make_batch, pocket, by=current_actor()):
        name = f"lembar-{form.result.batch.reference}-{pocket.slug}.pdf"
        return files.give(paper.sheet_pdf(form.result), name, "application/pdf")
    mark_examples([pocket])
    return page("sheets/make.html", form=form, pocket=pocket)


@bp.route("/<int:number>/cabut", methods=["GET", "POST"])
@allowed(Permission.POCKET_EDIT, queries.get_batch)
def revoke(batch: Any) -> ResponseReturnValue:
    form, slug = RevokeForm(version=batch.version), batch.pocket.slug
    if form.perform(actions.revoke_batch, batch, by=current_actor()):
        flash(_("Lembar %(reference)s dicabut. Kodenya tidak berlaku lagi.", reference=batch.reference))
        return redirect(url_for(".sheets", slug=slug))
    mark_examples([batch])
    return page("sheets/revoke.html", form=form, batch=batch)
