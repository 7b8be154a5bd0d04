"""Workbooks and the printed matrix, opened and read back: their numbers are those of the CSV."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from portal.matrices.counts import Count
from portal.matrices.rules import Measure
from portal.opendata import catalogue, workbook
from portal.opendata.matrix_cells import shape_of
from tests import factories as make
from tests.documents.reading import pages, words
from tests.matrices.counting import some_commitments
from tests.opendata.reading import table

FIGURES = (
    "commitments",
    "partners",
    "amount",
    "commitments_without_amount",
    "share_realised",
    "share_pledged",
)


def opened(browser: Any, address: str) -> tuple[CalamineWorkbook, bytes]:
    data = browser.get(address).response.get_data()
    return CalamineWorkbook.from_filelike(BytesIO(data)), data


def sheet(browser: Any, address: str, number: int) -> list[list[Any]]:
    return opened(browser, address)[0].get_sheet_by_index(number).to_python()


def plain(value: Any) -> str:
    """A cell as the CSV writes it."""
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


@pytest.mark.parametrize(
    "query", ["", "?ukuran=pagu", "?ukuran=capaian&baris=jenis", "?ukuran=sasaran&baris=desa"]
)
def test_the_matrix_workbook_has_the_numbers_of_the_csv(browser, query):
    some_commitments(21, number=12)
    wanted = table(browser.get(f"/data/matriks.csv{query}"))
    head, *rows = sheet(browser, f"/data/matriks.xlsx{query}", 1)
    found = [dict(zip(head, map(plain, row), strict=True)) for row in rows]
    assert head == catalogue.MATRIX.header
    assert [[row[name] for name in FIGURES] for row in found] == [[row[n] for n in FIGURES] for row in wanted]


def test_the_table_has_real_numbers_in_the_order_of_the_page(browser):
    some_commitments(22, number=12)
    wanted = [row for row in table(browser.get("/data/matriks.csv")) if row["row_kind"] == "kecamatan"]
    rows = sheet(browser, "/data/matriks.xlsx", 0)
    first = next(number for number, row in enumerate(rows) if row[1] == "Kecamatan")
    cells = [value for row in rows[first + 1 : first + 24] for value in row[3:11]]
    assert cells == [float(row["commitments"]) for row in wanted]


@pytest.mark.parametrize(
    "query", ["?ukuran=pagu", "?ukuran=realisasi&baris=kantong", "?ukuran=sasaran&baris=mitra"]
)
def test_a_formula_gives_the_number_that_stands_in_it(browser, query):
    some_commitments(23, number=12)
    _book, data = opened(browser, f"/data/matriks.xlsx{query}")
    xml = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    values = dict(re.findall(r'<c r="([A-Z]+\d+)" s="\d+"><v>([^<]*)</v>', xml))
    formulas = re.findall(
        r'<c r="([A-Z]+\d+)" s="\d+"><f>SUM\(([A-Z]+\d+):([A-Z]+\d+)\)</f><v>(\d+)</v>', xml
    )
    values |= {place: value for place, _first, _last, value in formulas}
    assert formulas and len(formulas) == xml.count("<f>")
    for place, start, end, value in formulas:
        inside = [v for name, v in values.items() if between(name, start, end)]
        assert sum(map(int, inside)) == int(value), place


def between(name: str, start: str, end: str) -> bool:
    (letters, row), (first, top), (last, bottom) = (
        re.match(r"([A-Z]+)(\d+)", n).groups() for n in (name, start, end)
    )
    return first <= letters <= last and int(top) <= int(row) <= int(bottom)


def test_distinct_counts_are_no_formulas_and_the_notes_say_why(browser):
    some_commitments(24, number=8)
    book, data = opened(browser, "/data/matriks.xlsx?tahun=2026")
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    notes = dict(book.get_sheet_by_index(2).to_python())
    assert "tahun=2026" in notes["Saringan"] and notes["Lisensi"] == "CC BY 4.0"
    assert "dihitung sekali meskipun ada di beberapa sel" in notes["Jumlah"]
    assert "/matriks?tahun=2026" in notes["Alamat"]


def test_gaps_and_examples_are_said_in_words(browser):
    make.a_commitment(is_example=True)
    rows = sheet(browser, "/data/matriks.xlsx", 0)
    assert "Data contoh: lembaga dan angka di sini karangan" in [row[0] for row in rows]
    stabat = next(row for row in rows if row[1] == "Stabat")
    assert stabat[-1].startswith("belum ada: ") and stabat[-1].count(",") == 2
    assert 'formatCode="&quot;belum ada&quot;"' in styles(browser)


def test_marks_stand_behind_short_numbers_alone():
    count = Count(commitments=2, leads=1, unstated=1)
    assert shape_of(count, Measure.COMMITMENTS, ["tipis"]) == '#,##0" · tipis"'
    assert shape_of(count, Measure.RUPIAH, ["tipis"]) == '#,##0"+"'


def styles(browser: Any) -> str:
    return ZipFile(BytesIO(opened(browser, "/data/matriks.xlsx")[1])).read("xl/styles.xml").decode()


def test_the_commitments_workbook_has_the_rows_of_the_csv(browser):
    some_commitments(25, number=12)
    wanted = table(browser.get("/data/komitmen.csv?status=berlaku"))
    head, *rows = sheet(browser, "/data/komitmen.xlsx?status=berlaku", 0)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert head == catalogue.COMMITMENTS.header
    for name in (
        "reference",
        "title",
        "rupiah",
        "people",
        "starts_on",
        "realised_rupiah",
        "organisation_kind",
    ):
        assert [plain(row[name]) for row in found] == [row[name] for row in wanted], name


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", '=HYPERLINK("x")', "\tx"])
def test_text_is_never_a_formula(browser, text):
    make.a_commitment(make.an_organisation(name=text), title=text)
    for address in ("/data/komitmen.xlsx", "/data/matriks.xlsx?baris=mitra"):
        book, data = opened(browser, address)
        said = [
            str(value)
            for name in book.sheet_names
            for row in book.get_sheet_by_name(name).to_python()
            for value in row
        ]
        assert any(value == f"'{text}" for value in said) and text not in said
        assert b"<f>" not in b"".join(
            ZipFile(BytesIO(data)).read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2)
        )


def test_a_file_without_rows_still_has_its_columns(browser):
    rows = sheet(browser, "/data/komitmen.xlsx", 0)
    assert rows[0] == catalogue.COMMITMENTS.header and not any(any(row) for row in rows[1:])


def test_a_sheet_that_is_full_says_where_the_rest_is(browser, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    for _ in range(3):
        make.a_commitment()
    book, _data = opened(browser, "/data/komitmen.xlsx")
    assert len(book.get_sheet_by_index(0).to_python()) == 3
    notes = dict(book.get_sheet_by_index(1).to_python())
    assert notes["Baris"] == "2" and "berkas CSV" in notes["Terpotong"]


@pytest.mark.parametrize("query", ["", "?ukuran=sasaran", "?ukuran=realisasi"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_printed_matrix_is_one_page_with_everything_on_it(browser, prefix, query):
    some_commitments(26, number=12)
    (text,) = pages(browser.get(f"{prefix}/data/matriks.pdf{query}").response.get_data())
    for part in (
        "PEMERINTAH KABUPATEN LANGKAT",
        "Stabat",
        "Pematang Jaya",
        "CC BY 4.0",
        f"{prefix}/matriks{query}",
    ):
        assert part in text, part


def test_a_long_printed_matrix_repeats_its_head_and_says_what_is_left(browser, monkeypatch):
    make.a_commitment(is_example=True)
    sheets = pages(browser.get("/data/matriks.pdf?baris=desa").response.get_data())
    assert len(sheets) > 2 and all("Kantong kemiskinan" in text for text in sheets[:-1])
    assert "Data contoh: lembaga dan angka di sini karangan" in sheets[0]
    monkeypatch.setattr("portal.opendata.matrix_paper.MOST_LINES", 40)
    assert "baris lain. Semuanya ada dalam berkas Excel" in words(
        browser.get("/data/matriks.pdf?baris=desa").response.get_data()
    )


def test_what_nobody_typed_may_say_is_not_read_by_typst(browser):
    name = '#panic("x") $ {{7*7}} <b>'
    make.a_commitment(make.an_organisation(name=name))
    assert name in words(browser.get("/data/matriks.pdf?baris=mitra").response.get_data())
