"""The data page and the files as a machine gets them."""

import json
from decimal import Decimal

import pytest

from portal.amendments import office_actions
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import today
from portal.core.database import transaction
from portal.opendata import catalogue
from portal.organisations.rules import OrganisationStatus
from portal.places.rules import PocketStatus
from portal.web.csv import excel_cell
from tests import factories as make
from tests.amendments.support import a_promise, ask
from tests.amendments.support import rows_of as answers
from tests.matrices.counting import some_commitments
from tests.opendata.reading import rows_of, table

FILES = [f"/data/{file.slug}.{form}" for file in catalogue.FILES for form in file.formats]
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\tx", '=HYPERLINK("x")']


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_data_page_describes_every_file_in_both_languages(browser, prefix):
    make.a_commitment()
    page = browser.get(f"{prefix}/data")
    for file in catalogue.FILES:
        assert f"{prefix}/data/{file.slug}.csv" in page.links()
        for name in file.header:
            assert name in page.main
    assert "CC BY 4.0" in page.main


def test_the_data_page_counts_rows(browser):
    make.a_commitment(places=[{"region_code": make.VILLAGE}, {"region_code": make.STABAT}])
    main = browser.get("/data").main
    assert "301 baris." in main and "2 baris." in main


@pytest.mark.parametrize("address", FILES)
def test_every_link_of_the_data_page_gives_a_dated_file(browser, address):
    make.a_commitment()
    response = browser.get(address).response
    name = address.removeprefix("/data/").rsplit(".", 1)
    wanted = f'attachment; filename="simpul-{name[0]}-{today().isoformat()}.{name[1]}"'
    assert response.headers["Content-Disposition"] == wanted
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", FILES)
def test_a_file_answers_head_and_refuses_post(browser, address):
    head = browser.client.head(address)
    assert head.status_code == 200 and head.get_data() == b""
    assert browser.client.post(address).status_code == 405


@pytest.mark.parametrize("file", catalogue.FILES, ids=lambda file: file.slug)
def test_a_file_parses_back_with_its_columns(browser, file):
    make.a_pocket()
    some_commitments(9, number=8)
    page = browser.get(f"/data/{file.slug}.csv")
    assert page.text.split("\r\n")[0].split(",") == file.header
    assert all(None not in row and None not in row.values() for row in table(page))
    excel = browser.get(f"/data/{file.slug}.csv?excel=1")
    assert excel.text.startswith("\ufeff")
    assert as_points(table(excel, ";")) == as_points(table(page))


def as_points(rows):
    return [{name: value.replace(",", ".") for name, value in row.items()} for row in rows]


def test_a_fraction_is_no_date_in_indonesian_excel():
    assert [excel_cell(value) for value in (Decimal("2.5"), -0.5, 30, "2.5")] == ["2,5", "-0,5", 30, "2.5"]


def test_awkward_text_survives_the_way_there_and_back(browser):
    title = 'Rumah "layak", tahap 1; baris\nbaru'
    make.a_commitment(title=title)
    for page, separator in (
        (browser.get("/data/komitmen.csv"), ","),
        (browser.get("/data/komitmen.csv?excel=1"), ";"),
    ):
        assert table(page, separator)[0]["title"] == title


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(browser, text):
    partner = make.an_organisation(name=text)
    pocket = make.a_pocket(name=text, hamlets=text, decision=text)
    make.a_commitment(
        partner,
        title=text,
        unit=text,
        value_source=text,
        places=[{"region_code": make.VILLAGE, "pocket_id": pocket.id}],
    )
    for address in FILES:
        if address.endswith("csv"):
            for row in table(browser.get(f"{address}?{'baris=mitra' if 'matriks' in address else ''}")):
                assert not [value for value in row.values() if value[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert table(browser.get("/data/komitmen.csv"))[0]["title"] == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-12.500", "+62 811-222-333"])
def test_negative_numbers_and_telephone_numbers_survive(browser, text):
    make.a_commitment(title=text)
    assert table(browser.get("/data/komitmen.csv"))[0]["title"] == text


def test_json_says_what_it_is_and_keeps_numbers(browser):
    make.a_commitment(title="=1+1", is_example=True)
    answer = json.loads(browser.get("/data/komitmen.json?strategi=5&tahun=2026").text)
    assert answer["about"]["licence"] == "CC BY 4.0"
    assert answer["about"]["filters"] == {"tahun": "2026", "strategi": "5"}
    (row,) = answer["rows"]
    assert list(row) == catalogue.COMMITMENTS.header
    assert (row["title"], row["rupiah"], row["is_example"]) == ("=1+1", 100_000_000, True)
    assert json.loads(browser.get("/data/komitmen.json?strategi=4").text)["rows"] == []


@pytest.mark.parametrize(
    "address",
    ["komitmen.csv?tahun=x", "komitmen.json?status=draf", "rincian.csv?wilayah=99", "mitra.csv?jenis=x",
     "mitra.csv?status=draf", "kantong.csv?celah=3", "wilayah.csv?tahun=2026",
     "matriks.csv?ukuran=kebutuhan&kolom=jenis",
     "matriks.json?baris=x", "komitmen.csv?mitra=tidak-ada"],
)  # fmt: skip
def test_an_unknown_filter_is_a_plain_400(browser, address):
    page = browser.get(f"/data/{address}", status=400)
    assert page.response.mimetype == "text/plain"
    assert page.text.startswith("400 ")


def test_the_matrix_file_says_the_same_as_the_page(browser):
    some_commitments(10, number=15)
    rows = rows_of(browser.get("/data/matriks.json"))
    totals = {row["column"]: row["commitments"] for row in rows if row["row_kind"] == "total"}
    footer = browser.get("/matriks").html.xpath("//tfoot/tr[1]/td")
    shown = [td.text_content().strip() for td in footer]
    assert [str(totals[key] or "–") for key in [*"1234567", ""]] == shown
    stabat = [row for row in rows if row["row"] == "12.05.07" and row["column_kind"] == "strategi"]
    assert len(stabat) == 7


def test_the_matrix_file_has_every_partner_whatever_the_pages(browser):
    for _ in range(52):
        make.a_commitment()
    rows = table(browser.get("/data/matriks.csv?baris=mitra"))
    assert len({row["row"] for row in rows if row["row_kind"] == "mitra"}) == 52


def test_the_matrix_file_masks_few_people(browser):
    make.a_commitment(places=[{"region_code": make.VILLAGE, "people": 3}])
    make.a_commitment(strategy_number=2, places=[{"region_code": make.VILLAGE, "people": 100}])
    page = browser.get("/data/matriks.csv?ukuran=sasaran&baris=desa")
    amounts = {row["amount"] for row in table(page)}
    assert amounts == {"", "<5", "100", ">=101"}


def test_nothing_unpublished_and_no_contact_is_in_any_file(browser):
    for status in CommitmentStatus:
        if status not in make.PUBLIC:
            make.a_commitment(make.an_organisation(name="PT Terlihat"), status=status, title="Naskah rahasia")
    make.a_commitment(
        make.an_organisation(OrganisationStatus.REJECTED, name="PT Ditolak"), title="Naskah rahasia"
    )
    make.a_pocket(status=PocketStatus.WITHDRAWN, name="Kantong rahasia")
    make.a_commitment()
    for address in [*FILES, "/data/matriks.csv?baris=mitra", "/data/matriks.csv?baris=kantong"]:
        text = browser.get(address).text
        for secret in (
            "rahasia",
            "Rahasia",
            "0811222333",
            "Narahubung",
            "Pemberi Wewenang",
            "PT Ditolak",
            "@contoh.id",
        ):
            assert secret not in text, (address, secret)


def test_files_are_streamed_in_few_queries(browser):
    some_commitments(11, number=30)
    for address in FILES:
        assert len(browser.get(address).queries) <= 12


def test_the_first_promise_stands_beside_the_present_one(browser):
    pledge = a_promise(title="Judul semula")
    places = answers(pledge, **{make.VILLAGE: {"rupiah": 7, "people": 3}})
    asked = ask(pledge, make.a_member(pledge.organisation), places, title="Judul kini")
    with transaction():
        office_actions.approve(asked, by=make.a_verifier())
    untouched = make.a_commitment()
    rows = {row["reference"]: row for row in table(browser.get("/data/komitmen.csv"))}
    row = rows[pledge.reference]
    assert (row["title"], row["original_title"], row["amendments"]) == ("Judul kini", "Judul semula", "1")
    assert (row["rupiah"], row["original_rupiah"]) == ("50000007", "150000000")
    assert (row["people"], row["original_people"]) == (">=81", "240")
    assert (rows[untouched.reference]["amendments"], rows[untouched.reference]["original_rupiah"]) == (
        "0",
        "",
    )


def test_first_promises_are_asked_for_where_a_file_has_them(browser):
    a_promise()
    for file in ("matriks.csv", "matriks.json", "komitmen.csv"):
        browser.get(f"/data/{file}?angka=awal&wilayah={make.STABAT}")
    browser.get(f"/data/komitmen.csv?angka=awal&wilayah={make.VILLAGE}")
    for file in ("rincian.csv", "realisasi.csv"):
        browser.get(f"/data/{file}?angka=awal", status=400)
