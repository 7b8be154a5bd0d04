"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("strategies_office", __name__, url_prefix="/kantor/atur" or None)


@bp.route("")
@open_to_all
def reference() -> ResponseReturnValue:
    return "soon"
