"""The public catalogue of needs."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.catalogue import choices
from portal.catalogue.facets import counts_of
from portal.catalogue.queries import NeedRow, list_needs, takers_of
from portal.matrices.queries import register
from portal.public.marks import mark_rows
from portal.public.needs import get_need_row
from portal.web import filters
from portal.web.access import public_page
from portal.web.context import mark_data_date, mark_examples
from portal.web.pages import page

bp = Blueprint("needs", __name__, url_prefix="/kebutuhan")


@bp.route("")
@public_page
def index() -> ResponseReturnValue:
    """What pockets lack, the most urgent first."""
    asked, state, sort = choices.asked_needs(), choices.asked_state(), choices.asked_sort()
    found = filters.existing(list_needs(asked, filters.page_number(), state=state, sort=sort))
    mark_examples(found.rows)
    mark_data_date(register().changed_at)
    return page("public/needs.html", found=found, panel=choices.panel(counts=counts_of(asked, state)))


@bp.route("/<reference>")
@public_page(load=get_need_row)
def need(row: NeedRow) -> ResponseReturnValue:
    """One need: how it stands, on what it rests, who took it."""
    takers = takers_of(row.need, public=True)
    mark_rows([row], takers)
    return page("public/need.html", row=row, takers=takers)
