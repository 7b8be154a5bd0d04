"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("organisations", __name__, url_prefix="" or None)


@bp.route("/daftar")
@open_to_all
def apply() -> ResponseReturnValue:
    return "soon"


@bp.route("/ruang/lembaga")
@open_to_all
def workspace() -> ResponseReturnValue:
    return "soon"


@bp.route("/ruang/rekan")
@open_to_all
def colleagues() -> ResponseReturnValue:
    return "soon"
