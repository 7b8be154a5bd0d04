"""The register to take away: a page that describes each file, and the files."""

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue

from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.matrices.matrix import Matrix
from portal.matrices.queries import register
from portal.opendata import (
    catalogue,
    change_files,
    chart_files,
    delivery_queries,
    gap_files,
    matrix_notes,
    matrix_paper,
    meeting_queries,
    need_files,
    queries,
)
from portal.opendata.asking import about, check_names, filters_of, whole_matrix
from portal.opendata.files import DataFile
from portal.opendata.matrix_rows import matrix_rows
from portal.opendata.matrix_workbook import matrix_workbook
from portal.opendata.notes import notes_of, reading_notes
from portal.opendata.stream import csv_file, json_file
from portal.opendata.workbook import XLSX, attached, xlsx_file
from portal.web.access import public_page
from portal.web.context import mark_data_date, mark_example
from portal.web.pages import page

bp = Blueprint("opendata", __name__)
NAMES = {"json": "JSON", "xlsx": "Excel", "pdf": "PDF"}


@bp.errorhandler(UnknownFilter)
def unknown_filter(error: UnknownFilter) -> ResponseReturnValue:
    """Machines read this: one plain line."""
    text = error.reason or f"{error.name}={error.value[:60]}"
    return Response(f"400 unknown filter value: {text}\n", 400, mimetype="text/plain")


@bp.route("/data")
@public_page
def index() -> ResponseReturnValue:
    known = register()
    mark_data_date(known.changed_at)
    if known.has_example_pockets:
        mark_example()
    counts, links = queries.row_counts(), {file.slug: _links(file) for file in catalogue.FILES}
    return page("opendata/index.html", files=catalogue.FILES, counts=counts, links=links)


def _links(file: DataFile) -> list[tuple[str, str]]:
    """The forms in which a file can be had."""
    address = f"{url_for('opendata.index')}/{file.slug}"
    links = [("CSV", f"{address}.csv"), (_("CSV untuk Excel"), f"{address}.csv?excel=1")]
    return [*links, *((NAMES[form], f"{address}.{form}") for form in file.formats if form in NAMES)]


@bp.route("/data/komitmen.csv")
@public_page
def commitments_csv() -> ResponseReturnValue:
    return csv_file(catalogue.COMMITMENTS, queries.commitments(filters_of(catalogue.COMMITMENTS)))


@bp.route("/data/komitmen.json")
@public_page
def commitments_json() -> ResponseReturnValue:
    file = catalogue.COMMITMENTS
    return json_file(file, about(file), queries.commitments(filters_of(file)))


@bp.route("/data/komitmen.xlsx")
@public_page
def commitments_xlsx() -> ResponseReturnValue:
    file = catalogue.COMMITMENTS
    return xlsx_file(file, [*notes_of(file), *reading_notes()], queries.commitments(filters_of(file)))


@bp.route("/data/rincian.csv")
@public_page
def allocations_csv() -> ResponseReturnValue:
    return csv_file(catalogue.ALLOCATIONS, queries.allocations(filters_of(catalogue.ALLOCATIONS)))


@bp.route("/data/realisasi.csv")
@public_page
def delivery_csv() -> ResponseReturnValue:
    return csv_file(catalogue.DELIVERY, delivery_queries.delivery(filters_of(catalogue.DELIVERY)))


@bp.route("/data/kebutuhan.csv")
@public_page
def needs_csv() -> ResponseReturnValue:
    check_names(catalogue.NEEDS)
    return csv_file(catalogue.NEEDS, need_files.needs())


@bp.route("/data/celah.csv")
@public_page
def gaps_csv() -> ResponseReturnValue:
    check_names(catalogue.GAPS)
    return csv_file(catalogue.GAPS, gap_files.gaps())


@bp.route("/data/celah.xlsx")
@public_page
def gaps_xlsx() -> ResponseReturnValue:
    check_names(catalogue.GAPS)
    return xlsx_file(catalogue.GAPS, [*notes_of(catalogue.GAPS), *reading_notes()], gap_files.gaps())


@bp.route("/data/tumpang-tindih.csv")
@public_page
def overlaps_csv() -> ResponseReturnValue:
    check_names(catalogue.OVERLAPS)
    return csv_file(catalogue.OVERLAPS, gap_files.overlaps())


@bp.route("/data/tumpang-tindih.xlsx")
@public_page
def overlaps_xlsx() -> ResponseReturnValue:
    file = catalogue.OVERLAPS
    check_names(file)
    return xlsx_file(file, [*notes_of(file), *reading_notes()], gap_files.overlaps())


@bp.route("/data/perubahan.csv")
@public_page
def changes_csv() -> ResponseReturnValue:
    check_names(catalogue.CHANGES)
    return csv_file(catalogue.CHANGES, change_files.changes())


@bp.route("/data/perubahan.xlsx")
@public_page
def changes_xlsx() -> ResponseReturnValue:
    file = catalogue.CHANGES
    check_names(file)
    return xlsx_file(file, [*notes_of(file), *reading_notes()], change_files.changes())


@bp.route("/data/mitra.csv")
@public_page
def organisations_csv() -> ResponseReturnValue:
    return csv_file(catalogue.ORGANISATIONS, queries.organisations(filters_of(catalogue.ORGANISATIONS)))


@bp.route("/data/kantong.csv")
@public_page
def pockets_csv() -> ResponseReturnValue:
    return csv_file(catalogue.POCKETS, queries.pockets(filters_of(catalogue.POCKETS)))


@bp.route("/data/kantong-angka.csv")
@public_page
def pocket_figures_csv() -> ResponseReturnValue:
    return csv_file(catalogue.POCKET_FIGURES, queries.pocket_figures(filters_of(catalogue.POCKET_FIGURES)))


@bp.route("/data/wilayah.csv")
@public_page
def regions_csv() -> ResponseReturnValue:
    return csv_file(catalogue.REGIONS, queries.regions(filters_of(catalogue.REGIONS)))


@bp.route("/data/strategi.csv")
@public_page
def strategies_csv() -> ResponseReturnValue:
    return csv_file(catalogue.STRATEGIES, queries.strategies(filters_of(catalogue.STRATEGIES)))


@bp.route("/data/rtl.csv")
@public_page
def action_items_csv() -> ResponseReturnValue:
    return csv_file(catalogue.ACTION_ITEMS, meeting_queries.action_items(filters_of(catalogue.ACTION_ITEMS)))


@bp.route("/data/grafik.csv")
@public_page
def charts_csv() -> ResponseReturnValue:
    check_names(catalogue.CHARTS)
    return csv_file(catalogue.CHARTS, chart_files.charts())


@bp.route("/data/matriks.csv")
@public_page
def matrix_csv() -> ResponseReturnValue:
    return csv_file(catalogue.MATRIX, matrix_rows(whole_matrix()))


@bp.route("/data/matriks.json")
@public_page
def matrix_json() -> ResponseReturnValue:
    return json_file(catalogue.MATRIX, about(catalogue.MATRIX), matrix_rows(whole_matrix()))


@bp.route("/data/matriks.xlsx")
@public_page
def matrix_xlsx() -> ResponseReturnValue:
    return _matrix_file(whole_matrix(), "xlsx")


@bp.route("/data/matriks.pdf")
@public_page
def matrix_pdf() -> ResponseReturnValue:
    return _matrix_file(whole_matrix(matrix_paper.MOST_LINES), "pdf")


def _matrix_file(matrix: Matrix, ending: str) -> Response:
    known = register()
    is_example = matrix.is_example or known.has_example_pockets
    told = (matrix, known.changed_at, is_example)
    if ending == "pdf":
        answer = Response(matrix_paper.matrix_pdf(*told), mimetype="application/pdf")
    else:
        above, notes = matrix_notes.above(*told), matrix_notes.notes_of(*told)
        answer = Response(matrix_workbook(matrix, above, notes), mimetype=XLSX)
    return attached(answer, catalogue.MATRIX, ending)
