"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("opendata", __name__, url_prefix="" or None)


@bp.route("/data")
@open_to_all
def index() -> ResponseReturnValue:
    return "soon"
