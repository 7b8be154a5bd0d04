"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("organisations_office", __name__, url_prefix="/kantor/mitra")


@bp.route("")
@open_to_all
def organisations() -> ResponseReturnValue:
    return "soon"
