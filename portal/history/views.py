"""What stood on a past day, commitment by commitment: the lists behind a matrix of that day."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.commitments.asked import asked_selection
from portal.core.clock import today
from portal.history import reading
from portal.history.asking import asked_day
from portal.history.moments import moment_of
from portal.history.queries import commitments_on
from portal.web import filters
from portal.web.access import public_page
from portal.web.context import mark_examples
from portal.web.pages import page

bp = Blueprint("history", __name__)


@bp.route("/matriks/komitmen")
@public_page
def commitments() -> ResponseReturnValue:
    selection, day = asked_selection(), asked_day("per") or today()
    found = filters.existing(commitments_on(moment_of(day), selection, filters.page_number()))
    mark_examples(found.rows)
    rows = [row.at(url_for("public.commitment", reference=row.reference)) for row in found.rows]
    panel = reading.panel(selection, [reading.day_question()])
    return page("history/commitments.html", found=found, rows=rows, panel=panel, day=day, selection=selection)
