"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("places_office", __name__, url_prefix="/kantor/kantong" or None)


@bp.route("")
@open_to_all
def pockets() -> ResponseReturnValue:
    return "soon"
