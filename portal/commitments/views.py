"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("commitments", __name__, url_prefix="/ruang" or None)


@bp.route("")
@open_to_all
def home() -> ResponseReturnValue:
    return "soon"


@bp.route("/komitmen")
@open_to_all
def workspace_list() -> ResponseReturnValue:
    return "soon"
