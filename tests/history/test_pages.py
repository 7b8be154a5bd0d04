"""The matrix of a past day and the lists behind it, as a visitor sees them."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from portal.amendments import office_actions
from portal.core import clock
from portal.core.clock import today
from portal.core.database import transaction
from portal.demo.moments import morning
from portal.reviews.actions import complete_commitment
from tests import factories as make
from tests.amendments.support import REASON, a_promise, ask, ask_to_cancel, rows_of
from tests.opendata.reading import table

PAST = date(2026, 5, 20)


def completed_since():
    """A promise that ran on the past day and is completed today."""
    with clock.at(morning(PAST)):
        commitment = a_promise(title="Sumur bor")
    with transaction():
        complete_commitment(commitment, by=make.a_verifier(), reason=REASON)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_past_day_is_said_and_its_cells_open_its_lists(browser, prefix):
    completed_since()
    page = browser.get(f"{prefix}/matriks?per=2026-05-20")
    assert ("20 May 2026" if prefix else "Keadaan per 20 Mei 2026") in page.main
    (link,) = page.html.xpath("//tbody//td[contains(@class, 'level-1')]/a/@href")
    assert "per=2026-05-20" in link
    assert "Sumur bor" in browser.get(link).text
    assert "per=2026-05-20" in page.html.xpath("//a[contains(@href, 'matriks.csv')]/@href")[0]


def test_nothing_stood_before(browser):
    completed_since()
    page = browser.get("/matriks?per=2026-05-19")
    assert not page.html.xpath("//tbody//td[contains(@class, 'level-1')]")
    assert "belum ada komitmen" in browser.get("/matriks/komitmen?per=2026-05-19").text


@pytest.mark.parametrize("day", [str(today() + timedelta(days=2)), "1999-12-31", "2026-13-01", "kemarin"])
def test_a_day_without_a_state_is_refused_kindly(browser, day):
    for address in (f"/matriks?per={day}", f"/matriks/komitmen?per={day}", f"/data/matriks.csv?per={day}"):
        browser.get(address, status=400)


def test_files_of_a_past_day_are_of_that_day(browser):
    completed_since()
    address = "/data/matriks.csv?status=berjalan&kolom=jenis&per="
    assert "swasta,Dunia usaha,1,1," in browser.get(address + "2026-05-20").text
    assert "swasta,Dunia usaha,0,0," in browser.get(address + "2026-05-19").text
    assert browser.get("/data/matriks.xlsx?per=2026-05-20").status == 200


def two_stories():
    """One promise shrinks and another is called off, both today."""
    office, places = make.a_verifier(), [{"region_code": make.VILLAGE, "rupiah": 90_000_000, "people": 3}]
    with clock.at(morning(PAST)):
        shrinks, ends = (a_promise(title=title, places=places) for title in ("Sumur bor", "Jembatan"))
    less = rows_of(shrinks, **{make.VILLAGE: {"rupiah": 60_000_000, "people": 12}})
    for request in (ask(shrinks, shrinks.created_by, less), ask_to_cancel(ends, ends.created_by)):
        with transaction():
            office_actions.approve(request, by=office)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_changes_are_told_with_figures_reasons_and_first_promises(browser, prefix):
    two_stories()
    page = browser.get(f"{prefix}/matriks/perubahan?sejak=2026-05-20")
    shrunk = page.words("//section[@aria-labelledby='berkurang']")
    assert "Sumur bor" in shrunk and REASON in shrunk
    called_off = page.words("//section[@aria-labelledby='dibatalkan']")
    assert "Jembatan" in called_off and REASON in called_off
    if not prefix:
        assert "Rp90 juta → menjadi Rp60 juta" in shrunk.replace("\xa0", " ")
        assert "Rp90 juta , <5 orang" in called_off.replace("\xa0", " ")
        assert "<5 → menjadi 12 orang" in page.words("//section[@aria-labelledby='bertambah']")
    assert "Jembatan" not in browser.get(f"{prefix}/matriks/perubahan?sejak=2026-05-20&perubahan=baru").main


def test_cells_say_how_many_more_or_fewer_and_open_the_changes(browser):
    two_stories()
    page = browser.get("/matriks?sejak=2026-05-20")
    (link,) = page.html.xpath("//tbody//td[@class='level-down']/a")
    assert link.text_content().startswith("−1")
    assert "Jembatan" in browser.get(link.get("href")).main
    assert "<5" in browser.get("/data/perubahan.csv?sejak=2026-05-20").text
    assert browser.get("/data/perubahan.xlsx?sejak=2026-05-20").status == 200


def test_whoever_ended_everything_has_a_row_and_files_hold_what_the_page_shows(browser):
    two_stories()
    query = "?sejak=2026-05-20&baris=mitra&ukuran=pagu"
    page = browser.get(f"/matriks{query}")
    assert "−120" in page.words("//tfoot")  # juta rupiah: 30 fewer, 90 called off
    shown = [each.text_content() for each in page.html.xpath("//tbody//td[@class='matrix__total']")]
    assert sorted(shown) == ["−30", "−90"]
    (csv,) = page.html.xpath("//a[contains(@href, 'matriks.csv')]/@href")
    totals = [row for row in table(browser.get(csv)) if row["column_kind"] == "total"]
    assert [int(row["change"]) // 10**6 for row in totals] == [*(number(text) for text in shown), -120]
    assert [(row["commitments_before"], row["amount_before"]) for row in totals][-1] == ("2", "180000000")
    cells, formulas = opened_table(browser, f"/data/matriks.xlsx{query}")
    assert -120_000_000.0 in cells[-1] and formulas
    assert browser.get(f"/data/matriks.pdf{query}").status == 200


def number(text):
    return int(text.replace("−", "-"))


def opened_table(browser, address):
    """The rows of the first sheet, and how many formulas stand in it."""
    data = browser.get(address).response.get_data()
    xml = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(), xml.count("<f>")


def test_without_changes_the_page_says_so_and_days_stand_in_order(browser):
    page = browser.get("/matriks/perubahan")
    assert "Tidak ada perubahan" in page.main
    for address in ("/matriks/perubahan", "/matriks"):
        browser.get(f"{address}?sejak=2026-05-21&per=2026-05-20", status=400)
