"""The office's list of partners that are waited for, with a message ready for each."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.policy import Permission
from portal.reminders import listing
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_examples
from portal.web.csv import csv_response
from portal.web.pages import page

bp = Blueprint("reminders", __name__, url_prefix="/kantor")


@bp.route("/tunggakan")
@allowed(Permission.OFFICE_ENTER)
def debtors() -> ResponseReturnValue:
    """Who owes what since when, the longest owing first."""
    board = listing.board(filters.page_number())
    mark_examples(row.debtor for row in filters.existing(board.found).rows)
    return page("reminders/debtors.html", board=board, panel=filters.Panel([]))


@bp.route("/tunggakan.csv")
@allowed(Permission.OFFICE_ENTER)
def debtors_csv() -> ResponseReturnValue:
    """The same, one row for each report that is late and each commitment that is silent."""
    return csv_response("tunggakan", listing.COLUMNS, listing.file_rows())
