"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("commitments_office", __name__, url_prefix="/kantor" or None)


@bp.route("")
@open_to_all
def queue() -> ResponseReturnValue:
    return "soon"


@bp.route("/komitmen")
@open_to_all
def commitments() -> ResponseReturnValue:
    return "soon"
