"""Pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.web.access import open_to_all

bp = Blueprint("accounts_office", __name__, url_prefix="/kantor/pengguna" or None)


@bp.route("")
@open_to_all
def users() -> ResponseReturnValue:
    return "soon"
