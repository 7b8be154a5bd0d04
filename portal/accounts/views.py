"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("accounts", __name__, url_prefix="" or None)


@bp.route("/masuk", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    return "soon"


@bp.route("/keluar", methods=["POST"])
@open_to_all
def sign_out() -> ResponseReturnValue:
    return "soon"


@bp.route("/akun")
@open_to_all
def account() -> ResponseReturnValue:
    return "soon"
