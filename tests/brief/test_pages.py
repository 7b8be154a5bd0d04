"""The brief on screen and on paper: one page however much there is, every figure with its list."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from portal.core.clock import today
from portal.core.database import db, transaction
from portal.tallies import keeping
from tests import factories as make
from tests.documents.reading import pages, reader, words
from tests.matrices.counting import some_commitments
from tests.minutes.support import a_meeting, an_item

EARLY = datetime(2025, 1, 2, tzinfo=UTC)
LONG = "Kelompok Usaha Bersama Perempuan Pesisir Pantai Timur Kecamatan Pangkalan Susu dan Sekitarnya " * 2


def much() -> None:
    """More of everything than fits, under the longest names."""
    pockets = [make.a_pocket(name=f"{n} {LONG}"[:190], is_example=True) for n in range(8)]
    partners = [make.an_organisation(name=f"{n} {LONG}"[:190]) for n in range(6)]
    for days in range(6):
        an_item(partners[days], what=LONG, due_on=today() - timedelta(days=days))
    for pocket in pockets:
        make.a_need(pocket=pocket, title=LONG[:190], strategy_number=2, rupiah=10**12, rupiah_source="RAB")
        for partner in partners:
            make.a_commitment(
                partner,
                title=LONG[:190],
                places=[{"region_code": make.VILLAGE, "pocket_id": pocket.id, "rupiah": 10**13}],
                starts_on=date(2025, 1, 1),
                ends_on=today() + timedelta(days=90),
                verified_at=EARLY,
                report_due_on=date(2025, 4, 15),
                heard_on=date(2025, 1, 1),
            )


def test_an_empty_register_says_so_in_both_languages(browser: Any) -> None:
    browser.sign_in(make.a_verifier())
    page = browser.get("/kantor/ringkasan")
    assert "Tidak ada laporan yang terlambat." in page.main and "belum ada FGD yang terlaksana" in page.main
    browser.get("/en/kantor/ringkasan")
    for prefix in ("", "/en"):
        assert len(pages(browser.get(f"{prefix}/kantor/ringkasan.pdf").response.get_data())) == 1


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_however_much_there_is_it_is_one_page(browser: Any, prefix: str) -> None:
    much()
    browser.sign_in(make.a_verifier())
    page = browser.get(f"{prefix}/kantor/ringkasan")
    assert len(page.html.xpath("//main//ol/li")) == 5 + 4 + 4 + 4 + 4
    answer = browser.get(f"{prefix}/kantor/ringkasan.pdf").response
    (text,) = pages(answer.get_data())
    assert "PEMERINTAH KABUPATEN LANGKAT" in text and "KMT-" in text
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_row_and_figure_leads_to_a_page(browser: Any) -> None:
    much()
    a_meeting()
    browser.sign_in(make.a_verifier())
    page = browser.get("/kantor/ringkasan")
    links = [str(each) for each in page.html.xpath("//main//a/@href") if "ringkasan" not in each]
    assert len(links) > 25
    for address in sorted(set(links)):
        browser.get(address.partition("#")[0], inspect=False)


def test_the_paper_says_what_the_page_says(browser: Any) -> None:
    some_commitments(34, number=20)
    make.a_commitment(verified_at=EARLY, report_due_on=date(2025, 4, 15), heard_on=date(2025, 1, 1))
    browser.sign_in(make.a_verifier())
    page = browser.get("/kantor/ringkasan")
    data = browser.get("/kantor/ringkasan.pdf").response.get_data()
    text = words(data).replace("\u00a0", " ")
    shown = page.html.xpath("//dl//dd/a | //ul[contains(@class,'counts')]//b | //ol//a")
    for each in shown:
        assert " ".join(each.text_content().split()) in text
    links = {str(each.get_object()["/A"]["/URI"]) for each in reader(data).pages[0]["/Annots"]}
    assert any(link.endswith("/kantor/tunggakan") for link in links)


def test_invented_figures_are_said_to_be(browser: Any) -> None:
    make.a_commitment(is_example=True)
    browser.sign_in(make.a_verifier())
    assert "Data contoh" in browser.get("/kantor/ringkasan").text
    text = words(browser.get("/kantor/ringkasan.pdf").response.get_data())
    assert "Data contoh: lembaga dan angka di sini karangan" in text


def test_partners_do_not_see_it(browser: Any) -> None:
    browser.sign_in(make.a_member(make.an_organisation()))
    browser.get("/kantor/ringkasan", status=403)
    browser.get("/kantor/ringkasan.pdf", status=403)


def test_neither_commitments_nor_reports_are_read_whole(browser: Any) -> None:
    browser.sign_in(make.a_verifier())
    with transaction():
        keeping.rebuild()
    asked = browser.get("/kantor/ringkasan").queries
    plans = [(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?")) for sql in asked]
    steps = [row[3] for plan in plans for row in db.session.connection().exec_driver_sql(*plan)]
    assert any("ix_commitments_owing" in step for step in steps)
    whole = tuple(f"SCAN {table}" for table in ("commitments", "progress_reports", "tallies", "tally_lines"))
    assert [step for step in steps if step.startswith(whole)] == []
