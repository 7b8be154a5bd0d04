"""The partnership matrix: who does what where, as a table that is a link."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.core.terms import terms
from portal.gaps import asking
from portal.gaps.queries import list_gaps
from portal.matrices import queries, reading
from portal.matrices.change_sheet import sheet_of
from portal.matrices.matrix import read_matrix
from portal.matrices.tabs import tabs_of
from portal.overlaps.queries import list_overlaps
from portal.web import filters
from portal.web.access import public_page
from portal.web.context import mark_data_date, mark_example, mark_examples
from portal.web.pages import page

bp = Blueprint("matrices", __name__)


@bp.route("/matriks")
@public_page
def index() -> ResponseReturnValue:
    register, question = queries.register(), reading.asked_question()
    district = reading.district()
    since = reading.asked_since(question)
    matrix = read_matrix(question, filters.page_number(), district, since=since)
    panel = reading.panel(question.selection, district, register.years)
    sheet = sheet_of(matrix)
    mark_data_date(register.changed_at)
    if matrix.is_example or register.has_example_pockets:
        mark_example()
    shown: dict[str, Any] = {"sheet": sheet, "panel": panel, "tabs": tabs_of(panel, question.rows)}
    return page("matrices/index.html", matrix=matrix, conclusion=sheet.told(), since=since, **shown)


@bp.route("/matriks/celah")
@public_page
def gaps() -> ResponseReturnValue:
    asked, register = asking.asked_waiting(asking.DELIVERING), queries.register()
    found = filters.existing(list_gaps(asked, filters.page_number()))
    mark_data_date(register.changed_at)
    mark_examples(found.rows)
    panel = asking.panel(asking.DELIVERING, register.years)
    return page("matrices/gaps.html", found=found, asked=asked, panel=panel, months=terms().silent_months)


@bp.route("/matriks/tumpang-tindih")
@public_page
def overlaps() -> ResponseReturnValue:
    asked, register = asking.asked_waiting(asking.SEVEN), queries.register()
    found = filters.existing(list_overlaps(asked, filters.page_number()))
    mark_data_date(register.changed_at)
    mark_examples(found.rows)
    panel = asking.panel(asking.SEVEN, register.years)
    return page("matrices/overlaps.html", found=found, asked=asked, panel=panel)
