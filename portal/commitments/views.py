"""The partner's room: what waits, and the organisation's own commitments."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.commitments import queries
from portal.policy import Permission
from portal.web.access import allowed

bp = Blueprint("commitments", __name__, url_prefix="/ruang")


@bp.route("")
@allowed(Permission.WORKSPACE_ENTER)
def home() -> ResponseReturnValue:
    return "soon"


@bp.route("/komitmen")
@allowed(Permission.WORKSPACE_ENTER)
def workspace_list() -> ResponseReturnValue:
    return "soon"


@bp.route("/komitmen/<reference>")
@allowed(Permission.COMMITMENT_READ, queries.get_commitment)
def show(commitment: Any) -> ResponseReturnValue:
    return commitment.title
