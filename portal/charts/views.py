"""Charts beside the matrix: what was promised and delivered, by quarter, kind of partner and strategy."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.charts import reading, sentences
from portal.charts.page import charts_of
from portal.charts.queries import has_examples, read_figures
from portal.matrices.queries import register
from portal.matrices.reading import district
from portal.matrices.tabs import tabs_of
from portal.web.access import public_page
from portal.web.context import mark_data_date, mark_example
from portal.web.pages import page

bp = Blueprint("charts", __name__)


@bp.route("/matriks/grafik")
@public_page
def index() -> ResponseReturnValue:
    known, selection, here = register(), reading.asked_charts(), district()
    figures = read_figures(selection)
    mark_data_date(known.changed_at)
    if figures.kept_examples or has_examples(selection):
        mark_example()
    panel = reading.panel(selection, here, known.years)
    charts = charts_of(figures, selection, here.strategies)
    shown: dict[str, Any] = {"charts": charts, "panel": panel, "tabs": tabs_of(panel, None)}
    return page("charts/index.html", left_out=sentences.without_value(figures.whole), **shown)
