"""What everybody may see, without an account: read, search, take away."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("public", __name__)


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


@bp.route("/komitmen/<reference>")
@open_to_all
def commitment(reference: str) -> ResponseReturnValue:
    return "soon"


@bp.route("/mitra")
@open_to_all
def organisations() -> ResponseReturnValue:
    return "soon"


@bp.route("/mitra/<slug>")
@open_to_all
def organisation(slug: str) -> ResponseReturnValue:
    return "soon"


@bp.route("/kantong")
@open_to_all
def pockets() -> ResponseReturnValue:
    return "soon"


@bp.route("/kantong/<slug>")
@open_to_all
def pocket(slug: str) -> ResponseReturnValue:
    return "soon"


@bp.route("/wilayah")
@open_to_all
def regions() -> ResponseReturnValue:
    return "soon"


@bp.route("/wilayah/<code>")
@open_to_all
def region(code: str) -> ResponseReturnValue:
    return "soon"


@bp.route("/strategi")
@open_to_all
def strategies() -> ResponseReturnValue:
    return "soon"


@bp.route("/strategi/<int:number>")
@open_to_all
def strategy(number: int) -> ResponseReturnValue:
    return "soon"


@bp.route("/tentang")
@open_to_all
def about() -> ResponseReturnValue:
    return "soon"
