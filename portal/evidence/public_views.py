"""Evidence that a verifier released, for everybody."""

from typing import Any

from flask import Blueprint, Response

from portal.evidence.queries import get_released, get_released_small
from portal.files import views as files
from portal.web.access import open_to_all

bp = Blueprint("evidence_public", __name__, url_prefix="/komitmen/<reference>/bukti/<int:evidence_id>")


@bp.route("")
@open_to_all(load=get_released)
def file(evidence: Any) -> Response:
    """A picture is shown, everything else is downloaded."""
    return files.publish(evidence.file, inline=evidence.is_picture)


@bp.route("/kecil")
@open_to_all(load=get_released_small)
def thumbnail(evidence: Any) -> Response:
    """A small picture of it."""
    return files.publish(evidence.thumbnail, inline=True)
