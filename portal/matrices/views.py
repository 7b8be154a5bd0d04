"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("matrices", __name__, url_prefix="" or None)


@bp.route("/matriks")
@open_to_all
def index() -> ResponseReturnValue:
    return "soon"
