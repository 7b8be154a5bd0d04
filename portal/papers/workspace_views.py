"""The letter of invitation, for the organisations that it went to."""

from typing import Any

from flask import Blueprint, Response

from portal.papers import making, queries
from portal.papers.views import pdf
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.visitor import current_actor

bp = Blueprint("papers_workspace", __name__, url_prefix="/ruang/fgd/<reference>")


@bp.route("/undangan.pdf")
@allowed(Permission.INVITATION_READ, queries.get_letter)
def invitation(letter: Any) -> Response:
    """The letter, addressed to the organisations of who asks."""
    own = letter.invited_organisation_ids & current_actor().organisation_ids
    return pdf(making.invitation_pdf(letter.meeting, own), "undangan", letter.meeting)
