"""The matrix as a visitor sees it."""

from datetime import date, timedelta

import pytest

from portal.amendments import office_actions
from portal.commitments.rules import CommitmentStatus, SupportForm
from portal.core.clock import today
from portal.core.database import transaction
from portal.organisations.rules import OrganisationKind
from tests import factories as make
from tests.amendments.support import OTHER, a_promise, ask, rows_of
from tests.matrices.counting import some_commitments

STABAT_IN_KIND = {"region_code": make.STABAT, "quantity": 4}


def cells(page):
    """Text and address of each cell that leads to a list."""
    found = page.html.xpath("//table[contains(@class, 'matrix')]/tbody//td/a")
    return [(a.text_content(), a.get("href")) for a in found]


def cell(page, row, column):
    """The words of one cell, by the row's name and the column's number of order."""
    path = f"//tbody/tr[th[contains(normalize-space(), '{row}')]]/td[{column}]"
    return page.words(path)


def delivered(realised, pledged=None, people=None):
    """A line in a desa of Stabat with what a verified report says of it."""
    return {
        "region_code": make.VILLAGE,
        "rupiah": pledged,
        "realised_rupiah": realised,
        "reached_people": people,
    }


def taking(need, quantity):
    """A commitment that promises part of a need."""
    line = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
    make.a_commitment(
        places=[line | {"quantity": quantity}], strategy_number=need.strategy_number, unit=need.unit
    )


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("rows", ["kecamatan", "desa", "kantong", "mitra", "jenis"])
@pytest.mark.parametrize("columns", ["strategi", "jenis", "tahun", "status"])
@pytest.mark.parametrize("measure", ["komitmen", "mitra", "pagu", "sasaran"])
def test_every_matrix_opens_in_both_languages(browser, prefix, rows, columns, measure):
    make.a_pocket()
    make.a_commitment()
    page = browser.get(f"{prefix}/matriks?baris={rows}&kolom={columns}&ukuran={measure}")
    assert page.html.xpath("//table[contains(@class, 'matrix')]")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("rows", ["kecamatan", "desa", "kantong", "mitra", "jenis"])
def test_every_measure_of_delivery_opens_in_both_languages(browser, prefix, rows):
    make.a_commitment(places=[delivered(1, 2, 3)])
    for measure in ("realisasi", "capaian", "penerima"):
        page = browser.get(f"{prefix}/matriks?baris={rows}&ukuran={measure}")
        assert page.html.xpath("//table[contains(@class, 'matrix')]")


def test_a_matrix_without_any_commitment_says_so(browser):
    assert "92 dari 92 sel belum ada mitra." in browser.get("/matriks").main
    assert "Tidak ada mitra dalam saringan ini" in browser.get("/matriks?baris=mitra").main


@pytest.mark.parametrize("rows", ["kecamatan", "desa", "kantong", "mitra", "jenis"])
@pytest.mark.parametrize("columns", ["strategi", "jenis", "tahun", "status"])
def test_each_cell_leads_to_a_list_with_as_many_commitments(browser, rows, columns):
    some_commitments(5, number=12)
    walked = 0
    page = browser.get(f"/matriks?baris={rows}&kolom={columns}")
    for text, address in cells(page):
        if text[0].isdigit():
            listed = browser.get(address).words("//div[contains(@class, 'list-head')]/p")
            assert listed == f"{text.split()[0]} komitmen", address
            walked += 1
    assert walked


def test_an_empty_cell_leads_to_a_list_that_says_none(browser):
    make.a_commitment()
    address = next(address for text, address in cells(browser.get("/matriks")) if text.startswith("belum"))
    assert "Tidak ada komitmen yang cocok" in browser.get(address).main


def test_a_cell_keeps_the_filters_of_its_matrix(browser):
    make.a_commitment()
    address = cells(browser.get("/matriks?tahun=2026&jenis=swasta&sumber=tjsp&status=terlambat"))[0][1]
    for part in ("tahun=2026", "jenis=swasta", "sumber=tjsp", "status=terlambat", "wilayah=", "strategi="):
        assert part in address


def test_district_wide_pledges_stand_in_their_own_row(browser):
    make.a_commitment(places=[{"region_code": "12.05"}])
    page = browser.get("/matriks")
    assert cell(page, "Seluruh kabupaten", 5).startswith("1")
    assert "92 dari 92" in page.main
    (address,) = [
        address for _, address in cells(page) if "lingkup=kabupaten" in address and "strategi=5" in address
    ]
    assert browser.get(address).words("//div[contains(@class, 'list-head')]/p") == "1 komitmen"


def test_an_enabling_strategy_has_no_gap_but_points_to_the_district(browser):
    page = browser.get("/matriks")
    assert cell(page, "Stabat", 1) == "– belum ada di kecamatan ini; lihat Seluruh kabupaten"
    assert cell(page, "Stabat", 2) == "belum ada belum ada mitra"


def test_a_gap_in_a_kecamatan_with_many_pockets_comes_first(browser):
    for _ in range(6):
        make.a_pocket()
    page = browser.get("/matriks")
    assert cell(page, "Stabat", 2) == "belum ada belum ada mitra, prioritas"
    assert "4 di antaranya di kecamatan dengan 6 kantong kemiskinan atau lebih." in page.main


def test_seven_leads_in_a_cell_are_to_be_checked_for_overlap(browser):
    for _ in range(7):
        make.a_commitment()
    page = browser.get("/matriks?ukuran=mitra")
    assert cell(page, "Stabat", 5) == "7 mitra, cek tumpang tindih"
    assert page.words("//section[h2[@id='tumpang-tindih']]//a") == "Stabat, Infrastruktur: 7 mitra"


def test_three_leads_in_one_desa_are_to_be_checked_for_overlap(browser):
    for _ in range(3):
        make.a_commitment()
    assert "cek tumpang tindih" in browser.get("/matriks?baris=desa&wilayah=12.05.07").main


def test_rupiah_never_mixes_valued_and_unvalued(browser):
    village = {"region_code": make.VILLAGE}
    make.a_commitment(strategy_number=2, places=[village])
    make.a_commitment(strategy_number=3, places=[village | {"rupiah": 5_000_000}])
    make.a_commitment(strategy_number=3, places=[village])
    make.a_commitment(strategy_number=4, places=[village | {"rupiah": 0}])
    page = browser.get("/matriks?ukuran=pagu")
    assert cell(page, "Stabat", 2) == "(1) 1 komitmen tanpa angka"
    assert cell(page, "Stabat", 3) == "5+ juta rupiah, ditambah 1 komitmen tanpa angka"
    assert cell(page, "Stabat", 4) == "0 juta rupiah"
    assert "2 komitmen punya rincian tanpa angka" in page.main


def test_a_share_is_of_sums_and_only_of_lines_with_both_values(browser):
    make.a_commitment(strategy_number=2, places=[delivered(1_000_000, 100_000_000)])
    make.a_commitment(strategy_number=2, places=[delivered(1_000_000, 1_000_000), STABAT_IN_KIND])
    make.a_commitment(strategy_number=3, places=[delivered(3_000_000, 2_000_000)])
    make.a_commitment(strategy_number=4, places=[delivered(5_000_000)])
    page = browser.get("/matriks?ukuran=capaian")
    assert cell(page, "Stabat", 2) == "1 % dari pagu, ditambah 1 komitmen tanpa angka"
    assert cell(page, "Stabat", 3) == "150 % dari pagu"
    assert cell(page, "Stabat", 4) == "(1) 1 komitmen tanpa angka"
    assert cell(page, "Stabat", 8) == "4 %"
    assert "Capaiannya 4 %: Rp5 juta dari Rp103 juta." in page.main


def test_realised_rupiah_and_people_reached_are_those_of_reports(browser):
    make.a_commitment(strategy_number=2, places=[delivered(7_000_000, 9_000_000, 3)])
    make.a_commitment(strategy_number=3, places=[delivered(1_000_000, 1_000_000, 200)])
    assert cell(browser.get("/matriks?ukuran=realisasi"), "Stabat", 2) == "7 juta rupiah"
    page = browser.get("/matriks?ukuran=penerima")
    assert (cell(page, "Stabat", 2), cell(page, "Stabat", 8)) == ("<5 jiwa", "≥201")


def test_a_cell_of_which_nothing_is_heard_says_so(browser):
    old, new = today() - timedelta(days=400), today() - timedelta(days=20)
    running = {"starts_on": date(2024, 1, 1), "ends_on": today() + timedelta(days=90)}
    make.a_commitment(strategy_number=2, heard_on=old, **running)
    make.a_commitment(strategy_number=3, heard_on=old, **running)
    make.a_commitment(strategy_number=3, heard_on=new, **running)
    page = browser.get("/matriks")
    assert cell(page, "Stabat", 2) == "1 komitmen, tanpa kabar"
    assert cell(page, "Stabat", 3) == "2 komitmen"
    assert "1 sel tanpa kabar" in page.main and "Basi: tanpa kabar lebih dari 6 bulan" in page.main
    listed = page.words("//section[h2[@id='tanpa-kabar']]//a")
    assert listed == "Stabat, Layanan dasar: belum pernah ada laporan terverifikasi"


def test_few_people_are_masked_in_cells_and_totals(browser):
    village = {"region_code": make.VILLAGE}
    make.a_commitment(strategy_number=2, places=[village | {"people": 3}])
    make.a_commitment(strategy_number=3, places=[village | {"people": 100}])
    for rows in ("kecamatan", "desa&wilayah=12.05.07", "mitra", "jenis"):
        page = browser.get(f"/matriks?ukuran=sasaran&baris={rows}")
        text = page.words("//table[contains(@class, 'matrix')]")
        assert "<5" in text and "≥101" in text
        assert "103" not in page.text


@pytest.mark.parametrize("asked", ["baris=mitra", "kolom=jenis", "jenis=swasta", "status=selesai", "q=x"])
def test_needs_are_of_places_and_of_everybody(browser, asked):
    page = browser.get(f"/matriks?ukuran=kebutuhan&{asked}", status=400)
    assert "Kebutuhan dihitung per tempat dan strategi" in page.main


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("rows", ["kecamatan", "desa", "kantong"])
def test_the_needs_of_places_open_in_both_languages(browser, prefix, rows):
    pocket = make.a_pocket()
    taking(make.a_need(pocket=pocket), 13)
    page = browser.get(f"{prefix}/matriks?ukuran=kebutuhan&baris={rows}")
    assert "32 %" in page.main or "32%" in page.main
    assert any("/kebutuhan?strategi=5" in link or "&strategi=5" in link for link in page.links())


def test_a_cell_whose_needs_are_hardly_pledged_for_is_thin(browser):
    taking(make.a_need(), 13)
    enough = make.a_need(strategy_number=4, quantity=2, unit="unit")
    taking(enough, 1)
    page = browser.get("/matriks")
    assert cell(page, "Stabat", 5) == "1 komitmen, tipis: 32 % kebutuhan dijanjikan"
    assert cell(page, "Stabat", 4) == "1 komitmen"
    assert len(page.html.xpath("//td[contains(@class, 'is-thin')]")) == 1
    assert "1 sel tipis: kurang dari 50 % kebutuhannya dijanjikan." in page.main
    assert page.words("//section[h2[@id='tipis']]//a") == "Stabat, Infrastruktur: 32 % kebutuhan dijanjikan"
    assert "tipis:" not in browser.get("/matriks?jenis=swasta").words("//table")


def test_leads_that_give_different_things_in_a_pocket_do_not_overlap(browser):
    pocket, other = make.a_pocket(), make.a_pocket()
    forms = list(SupportForm)[:3]
    for n in range(3):
        for place, form in ((pocket, forms[n]), (other, forms[0])):
            line = [{"region_code": place.region_code, "pocket_id": place.id}]
            make.a_commitment(places=line, support_form=form)
    page = browser.get("/matriks?baris=kantong&wilayah=12.05.07")
    assert cell(page, pocket.name, 5) == "3 komitmen"
    assert cell(page, other.name, 5) == "3 komitmen, cek tumpang tindih"


@pytest.mark.parametrize(
    "query",
    ["baris=kota", "kolom=q", "ukuran=x", "tahun=abc", "status=draf", "wilayah=99", "strategi=8", "sumber=x",
     "mitra=tidak-ada", "halaman=99", "halaman=0", "lingkup=x", "jenis=x", "wilayah=12.05.07.2008"],
)  # fmt: skip
def test_an_unknown_value_is_a_kind_page_with_a_way_on(browser, query):
    page = browser.get(f"/matriks?{query}", status=400)
    gone = query.startswith("halaman")
    assert page.h1 == ("Halaman ini tidak ada dalam daftar" if gone else "Saringan tidak dikenal")
    assert "/matriks" in page.links()


def test_what_is_not_published_never_shows(browser):
    hidden = [s for s in CommitmentStatus if s not in make.PUBLIC]
    for status in hidden:
        make.a_commitment(make.an_organisation(name=f"PT Rahasia {status.value}"), status=status)
    for rows in ("kecamatan", "desa", "kantong", "mitra", "jenis"):
        page = browser.get(f"/matriks?baris={rows}")
        assert "Tidak ada komitmen dalam saringan ini." in page.main
        assert "Rahasia" not in page.text


def test_cancelled_pledges_are_counted_only_when_asked_for(browser):
    make.a_commitment(status=CommitmentStatus.CANCELLED)
    assert "Tidak ada komitmen" in browser.get("/matriks").main
    page = browser.get("/matriks?status=dibatalkan")
    assert "1 komitmen dari 1 mitra" in page.main
    assert "belum ada mitra" not in page.words("//table")


def test_long_matrices_of_places_are_paged_by_whole_kecamatan(browser):
    seen = []
    for number in range(1, 8):
        page = browser.get(f"/matriks?baris=desa&halaman={number}")
        seen += [" ".join(th.text_content().split()) for th in page.html.xpath("//th[@scope='rowgroup']")]
    assert len(seen) == len(set(seen)) == 23


def test_filters_narrow_rows_and_columns(browser):
    make.a_commitment(make.an_organisation(kind=OrganisationKind.NGO))
    page = browser.get("/matriks?wilayah=12.05.07&strategi=5&jenis=ngo")
    assert len(cells(page)) == 1
    assert page.words("//ul[contains(@class, 'chips')]").count("Hapus saringan") == 3


def test_no_matrix_runs_more_queries_when_there_is_more_to_count(browser):
    addresses = ["/matriks", "/matriks?baris=desa", "/matriks?baris=kantong", "/matriks?baris=mitra"]
    few = [len(browser.get(address).queries) for address in addresses]
    some_commitments(6, number=25)
    assert [len(browser.get(address).queries) for address in addresses] == few


def test_the_fullest_question_stays_within_the_budget_of_queries(browser):
    partner = make.an_organisation()
    pocket = make.a_pocket()
    make.a_commitment(partner, places=[{"region_code": make.VILLAGE, "pocket_id": pocket.id}])
    everything = f"wilayah=12.05.07&mitra={partner.slug}&kantong={pocket.slug}&tahun=2026&strategi=5&q=contoh"
    for rows in ("kecamatan", "desa", "kantong", "mitra", "jenis"):
        assert "1 komitmen dari 1 mitra" in browser.get(f"/matriks?baris={rows}&{everything}").main


def test_the_page_can_be_shared_and_taken_away(browser):
    links = browser.get("/matriks?baris=desa&tahun=2026").links()
    assert any(link.startswith("https://wa.me/?text=") for link in links)
    assert "/data/matriks.csv?baris=desa&tahun=2026" in links
    assert "/data/matriks.json?baris=desa&tahun=2026" in links


def test_example_data_is_marked(browser):
    assert "Data contoh" not in browser.get("/matriks").text
    make.a_commitment(is_example=True)
    assert "Data contoh" in browser.get("/matriks").text


def test_first_promises_are_asked_for_by_the_address_said_above_the_table_and_kept_in_every_link(browser):
    pledge = a_promise()
    places = rows_of(
        pledge, **{make.VILLAGE: {"rupiah": 900_000_000}, make.STABAT: None, OTHER: {"rupiah": 9}}
    )
    amendment = ask(pledge, make.a_member(pledge.organisation), places)
    with transaction():
        office_actions.approve(amendment, by=make.a_verifier())
    page = browser.get("/matriks?ukuran=pagu&angka=awal")
    assert cell(page, "Stabat", 5).startswith("150") and cell(page, "Bahorok", 5).startswith("belum ada")
    assert "menurut janji awal, sebelum perubahan apa pun" in page.main
    assert "menurut janji awal" in page.words("//caption")
    assert cell(browser.get("/matriks?ukuran=pagu"), "Stabat", 5).startswith("900")
    for link in page.html.xpath("//main//a[contains(@href, '/matriks.') or contains(@href, 'baris=')]/@href"):
        assert "angka=awal" in link
    address = next(url for text, url in cells(page) if text.startswith("150"))
    assert "angka=awal" in address and "1 komitmen" in browser.get(address).main
    assert "Tempat menurut janji awal" in browser.get(address).main
    gone = f"/komitmen?wilayah={make.STABAT}&lingkup=kecamatan"
    assert "0 komitmen" in browser.get(gone).main and "1 komitmen" in browser.get(gone + "&angka=awal").main
    assert "1 komitmen" in browser.get(f"/komitmen?wilayah={make.VILLAGE}&angka=awal").main


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_matrix_of_first_promises_opens_with_every_row_and_refuses_what_was_realised(browser, prefix):
    a_promise()
    for rows in ("kecamatan", "desa", "kantong", "mitra", "jenis"):
        browser.get(f"{prefix}/matriks?baris={rows}&angka=awal&ukuran=sasaran")
    for wrong in ("angka=entah", "angka=awal&ukuran=realisasi", "angka=awal&ukuran=penerima"):
        browser.get(f"{prefix}/matriks?{wrong}", status=400)
