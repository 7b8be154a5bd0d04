"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("audit_office", __name__, url_prefix="/kantor/jejak" or None)


@bp.route("")
@open_to_all
def history() -> ResponseReturnValue:
    return "soon"
