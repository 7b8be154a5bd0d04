"""A file in pieces, for the script of a form. Only who began an upload can see it or go on."""

from typing import Any

from flask import Blueprint, Response

from portal.policy import Permission
from portal.uploads import answers, pieces, receiving
from portal.uploads.forms import BeginForm, CancelForm, FinishForm, PieceForm
from portal.uploads.queries import get_upload
from portal.web.access import allowed
from portal.web.visitor import current_actor

bp = Blueprint("uploads", __name__, url_prefix="/unggahan")


@bp.route("", methods=["POST"])
@allowed(Permission.ACCOUNT_OWN)
def begin() -> Response:
    """Say which file comes."""
    form = BeginForm()
    form.perform(receiving.begin, by=current_actor())
    return answers.begun(form)


@bp.route("/<upload_id>")
@allowed(Permission.UPLOAD_OWN, get_upload)
def show(upload: Any) -> Response:
    """How far it came."""
    return answers.standing(upload)


@bp.route("/<upload_id>", methods=["PATCH"])
@allowed(Permission.UPLOAD_OWN, get_upload)
def append(upload: Any) -> Response:
    """The next piece."""
    form = PieceForm()
    form.perform(receiving.append, upload, by=current_actor(), **answers.piece())
    return answers.standing(upload, form)


@bp.route("/<upload_id>/selesai", methods=["POST"])
@allowed(Permission.UPLOAD_OWN, get_upload)
def finish(upload: Any) -> Response:
    """All is there: check it and keep it."""
    form = FinishForm(upload)
    if form.perform(receiving.finish, upload, by=current_actor()):
        pieces.forget(upload.id)
    return answers.standing(upload, form)


@bp.route("/<upload_id>", methods=["DELETE"])
@allowed(Permission.UPLOAD_OWN, get_upload)
def cancel(upload: Any) -> Response:
    """Call it off."""
    form = CancelForm()
    form.perform(receiving.cancel, upload, by=current_actor())
    return answers.cancelled(form)
