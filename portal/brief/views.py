"""The Sekda's brief: the page, and the paper to carry into a meeting."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from portal.brief.facts import read_brief
from portal.brief.paper import brief_pdf
from portal.brief.telling import told
from portal.core.clock import now, today
from portal.files import views as files
from portal.policy import Permission
from portal.web.access import allowed
from portal.web.context import mark_data_date, mark_example
from portal.web.pages import page

bp = Blueprint("brief", __name__, url_prefix="/kantor")


@bp.route("/ringkasan")
@allowed(Permission.OFFICE_ENTER)
def show() -> ResponseReturnValue:
    """Headline figures, gaps, overlaps, what is late, what is due, what changed."""
    brief = read_brief()
    mark_data_date(now())
    if brief.is_example:
        mark_example()
    return page("brief/show.html", **told(brief))


@bp.route("/ringkasan.pdf")
@allowed(Permission.OFFICE_ENTER)
def paper() -> Response:
    """The same on one sheet of A4."""
    return files.give(brief_pdf(read_brief()), f"ringkasan-{today().isoformat()}.pdf", "application/pdf")
