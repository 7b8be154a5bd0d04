"""The page of charts as it is seen, heard and taken away."""

from datetime import timedelta

import pytest

from portal.commitments import standing
from portal.core import clock
from portal.core.database import db
from portal.organisations.rules import OrganisationKind
from portal.progress.rules import ReportStatus
from portal.snapshots.commands import keep_missing
from tests import factories as make
from tests.opendata.reading import table
from tests.progress.support import on

MILLION = 10**6


def a_promise(kind=OrganisationKind.PRIVATE, number=5, rupiah=100 * MILLION, realised=None):
    line = {"region_code": make.VILLAGE, "rupiah": rupiah, "realised_rupiah": realised}
    pledge = make.a_commitment(make.an_organisation(kind=kind), places=[line], strategy_number=number)
    standing.keep_version(pledge)
    db.session.commit()
    return pledge


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_chart_has_a_name_a_table_and_a_file_in_both_languages(browser, prefix):
    a_promise(realised=48 * MILLION)
    page = browser.get(f"{prefix}/matriks/grafik?jenis=swasta&wilayah=12.05.07")
    names = page.html.xpath("//svg/@aria-labelledby")
    assert [page.words(f"//*[@id='{name}']") for name in names] == [
        page.words(f"(//*[@class='chart-conclusion'])[{n}]") for n in (1, 2, 3)
    ]
    assert len(page.html.xpath("//table")) == 3
    for part in ("triwulan", "jenis", "strategi"):
        assert f"{prefix}/data/grafik.csv?grafik={part}&jenis=swasta&wilayah=12.05.07" in page.links()
    assert f"{prefix}/matriks?jenis=swasta&wilayah=12.05.07" in page.links()


def test_a_chart_says_what_is_promised_delivered_and_without_value(browser):
    a_promise(realised=48 * MILLION)
    a_promise(OrganisationKind.NGO, 3, rupiah=300 * MILLION)
    a_promise(OrganisationKind.NGO, 3, rupiah=None, realised=7 * MILLION)
    page = browser.get("/matriks/grafik")
    assert "dijanjikan Rp400 juta dan terealisasi Rp48 juta (12 %)" in page.main
    assert "Paling banyak dijanjikan: LSM, Rp300 juta dari Rp400 juta" in page.main
    assert "1 komitmen punya rincian tanpa nilai rupiah yang tidak ikut dijumlahkan" in page.main
    assert "LSM 2 300 0 0 1" in page.main and "Jumlah 3 400 48 12 1" in page.main


def test_a_finished_quarter_shows_what_was_known_when_it_ended(browser):
    with clock.at(clock.now() - timedelta(days=100)):
        pledge = a_promise()
        make.a_report(pledge, status=ReportStatus.VERIFIED, lines=[{"rupiah": 30 * MILLION}])
    assert "Belum ada triwulan yang disimpan" in browser.get("/matriks/grafik").main
    keep_missing()
    pledge.allocations[0].rupiah, pledge.allocations[0].realised_rupiah = 200 * MILLION, 90 * MILLION
    pledge.verified_at = clock.now()
    db.session.commit()
    rows = table(browser.get("/data/grafik.csv?grafik=triwulan&strategi=5&wilayah=12.05.07"))
    names = ("pledged", "realised", "realised_since_previous", "basis")
    assert [tuple(row[name] for name in names) for row in (rows[0], rows[-1])] == [
        ("100000000", "30000000", "30000000", "kept"),
        ("200000000", "90000000", "60000000", "counted"),
    ]
    assert "disimpan sekali dan tidak berubah lagi" in browser.get("/matriks/grafik").main


def test_without_anything_to_draw_the_page_says_why(browser):
    a_promise(rupiah=None)
    assert "Tidak ada yang dapat digambar" in browser.get("/matriks/grafik").main
    assert "Belum ada komitmen yang cocok" in browser.get("/matriks/grafik?tahun=2031").main


@pytest.mark.parametrize("asked", ["wilayah=12.05.07.2008", "jenis=apa", "strategi=9"])
def test_what_charts_cannot_be_narrowed_by_is_said_kindly(browser, asked):
    browser.get(f"/matriks/grafik?{asked}", status=400)


@pytest.mark.parametrize("asked", ["grafik=kue", "mitra=pt-contoh"])
def test_the_file_refuses_what_it_does_not_take(browser, asked):
    browser.get(f"/data/grafik.csv?{asked}", status=400)


@on("2026-07-02")
def test_a_status_has_kinds_and_strategies_but_no_past(browser):
    a_promise(realised=48 * MILLION)
    page = browser.get("/matriks/grafik?status=direncanakan&tahun=2031")
    assert "grafik per triwulan hanya ada tanpa saringan status" in page.main
    assert "/matriks/grafik?tahun=2031" in page.links()
    assert len(browser.get("/matriks/grafik?status=berjalan").html.xpath("//svg[@role='img']")) == 2
    assert "triwulan" not in browser.get("/data/grafik.csv?status=berjalan").text.partition("\n")[2]


def test_a_strategy_shows_its_own_quarters(browser):
    a_promise(realised=48 * MILLION)
    page = browser.get("/strategi/5")
    assert "dijanjikan Rp100 juta dan terealisasi Rp48 juta (48 %)" in page.main
    assert "/matriks/grafik?strategi=5" in page.links()
    assert not browser.get("/strategi/6").html.xpath("//svg[@role='img']/desc")
