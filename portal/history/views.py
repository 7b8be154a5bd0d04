"""What stood on a past day, commitment by commitment: the lists behind a matrix of that day."""

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.commitments.asked import asked_selection
from portal.core.clock import today
from portal.history import reading
from portal.history.asking import asked_day
from portal.history.change_pages import Between
from portal.history.moments import moment_of
from portal.history.queries import commitments_on, data_date
from portal.history.telling import entry_of, grouped, tallied
from portal.web import filters
from portal.web.access import public_page
from portal.web.context import mark_data_date, mark_examples
from portal.web.pages import page

bp = Blueprint("history", __name__)


@bp.route("/matriks/komitmen")
@public_page
def commitments() -> ResponseReturnValue:
    selection, day = asked_selection(), asked_day("per") or today()
    found = filters.existing(commitments_on(moment_of(day), selection, filters.page_number()))
    mark_examples(found.rows)
    mark_data_date(data_date())
    rows = [row.at(url_for("public.commitment", reference=row.reference)) for row in found.rows]
    panel = reading.panel(selection, [reading.day_question()])
    return page("history/commitments.html", found=found, rows=rows, panel=panel, day=day, selection=selection)


@bp.route("/matriks/perubahan")
@public_page
def changes() -> ResponseReturnValue:
    asked, number = reading.asked_changes(), filters.page_number()
    between = Between(asked.since, asked.until, asked.selection)
    found = filters.existing(between.page(asked.kind, number))
    mark_examples(found.rows)
    mark_data_date(data_date())
    groups = grouped([entry_of(each) for each in found.rows])
    panel = reading.change_panel(asked)
    told: dict[str, Any] = {"groups": groups, "tallies": tallied(between.counts(), panel), "panel": panel}
    return page("history/changes.html", asked=asked, found=found, **told)
