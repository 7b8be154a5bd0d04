"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("public", __name__, url_prefix="" or None)


@bp.route("/")
@open_to_all
def home() -> ResponseReturnValue:
    return "soon"


@bp.route("/peta")
@open_to_all
def map() -> ResponseReturnValue:
    return "soon"


@bp.route("/komitmen")
@open_to_all
def commitments() -> ResponseReturnValue:
    return "soon"


@bp.route("/mitra")
@open_to_all
def organisations() -> ResponseReturnValue:
    return "soon"


@bp.route("/kantong")
@open_to_all
def pockets() -> ResponseReturnValue:
    return "soon"


@bp.route("/wilayah")
@open_to_all
def regions() -> ResponseReturnValue:
    return "soon"


@bp.route("/strategi")
@open_to_all
def strategies() -> ResponseReturnValue:
    return "soon"


@bp.route("/tentang")
@open_to_all
def about() -> ResponseReturnValue:
    return "soon"
