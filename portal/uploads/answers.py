"""What the script is told: where an upload stands, or in one sentence why not."""

from typing import Any

from flask import Response, jsonify, request, url_for

from portal.uploads.queries import get_upload, offset_of
from portal.uploads.rules import PIECE
from portal.web.forms import BaseForm


def begun(form: BaseForm) -> Response:
    """201 with the id, or why not."""
    if form.errors:
        return refused(form)
    response = _standing(form.result, 201)
    response.headers["Location"] = url_for("uploads.show", upload_id=form.result.id)
    return response


def standing(upload: Any, form: BaseForm | None = None) -> Response:
    """Where it stands now; with a refusal too, for the script goes on from there."""
    present = get_upload((request.view_args or {})["upload_id"])
    if form and form.errors:
        return refused(form, present)
    return _standing(present or upload, 200)


def cancelled(form: BaseForm) -> Response:
    return refused(form) if form.errors else Response(status=204)


def refused(form: BaseForm, upload: Any = None) -> Response:
    """The first sentence of what went wrong."""
    sentences = [str(sentence) for found in form.errors.values() for sentence in found]
    response = jsonify(message=sentences[0])
    response.status_code = form.http_status
    return _with_offset(response, upload) if upload is not None else response


def piece() -> dict[str, Any]:
    """The piece of this request: its place, its digest, its bytes. Read before any lock is taken."""
    offset = request.headers.get("Upload-Offset", "")
    return {
        "offset": int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 12 else -1,
        "digest": request.headers.get("Content-Digest", ""),
        "piece": request.get_data(cache=False),
    }


def _standing(upload: Any, status: int) -> Response:
    response = jsonify(
        id=upload.id,
        name=upload.name,
        size=upload.size,
        offset=offset_of(upload),
        piece=PIECE,
        done=upload.file_id is not None,
    )
    response.status_code = status
    return _with_offset(response, upload)


def _with_offset(response: Response, upload: Any) -> Response:
    response.headers["Upload-Offset"] = str(offset_of(upload))
    response.headers["Upload-Length"] = str(upload.size)
    response.headers["Cache-Control"] = "no-store"
    return response
