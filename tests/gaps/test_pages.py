"""The lists of gaps and overlaps as a visitor sees them, and as a machine gets them."""

from datetime import date, timedelta

import pytest

from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now, today
from portal.core.database import db
from portal.places.models import PocketFigure
from tests import factories as make
from tests.opendata.reading import table


def a_waiting_place():
    """A pocket with few poor households: a need under 5, silence under 3, a promise called off under 4."""
    pocket = make.a_pocket(name="Kampung Nelayan", decided_on=date(2025, 1, 1))
    figure = {"indicator_code": "poor_households", "year": 2025, "value": 3, "source": "Contoh"}
    db.session.add(PocketFigure(pocket_id=pocket.id, **figure))
    make.a_need(pocket=pocket)
    line = [{"region_code": pocket.region_code, "pocket_id": pocket.id}]
    diam = make.an_organisation(name="Yayasan Diam")
    long = {"starts_on": date(2024, 1, 1), "ends_on": today() + timedelta(days=900)}
    heard = today() - timedelta(days=300)
    make.a_commitment(diam, places=line, strategy_number=3, heard_on=heard, **long)
    called_off = CommitmentStatus.CANCELLED
    make.a_commitment(diam, called_off, places=line, strategy_number=4, closed_at=now(), **long)
    return pocket


def an_overlap(unit="orang"):
    pocket = make.a_pocket(name="Kampung Bibit")
    for n in (1, 2, 3):
        lead = make.an_organisation(name=f"PT Bibit {n}")
        line = [{"region_code": pocket.region_code, "pocket_id": pocket.id, "quantity": 2}]
        make.a_commitment(lead, places=line, unit=unit, starts_on=date(2031, n, 1), ends_on=date(2031, 6, 30))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_both_lists_open_in_both_languages(browser, prefix):
    a_waiting_place()
    an_overlap()
    for place in ("celah", "tumpang-tindih"):
        page = browser.get(f"{prefix}/matriks/{place}?wilayah=12.05.07&strategi=5&q=kampung")
        assert f"{prefix}/data/{place}.csv?wilayah=12.05.07&strategi=5&q=kampung" in page.links()


def test_a_row_of_the_gaps_says_what_is_needed_since_when_and_who_was_last(browser):
    pocket = a_waiting_place()
    page = browser.get("/matriks/celah")
    first = page.words("//ol[contains(@class, 'queue')]/li[1]")
    assert "Kampung Nelayan Strategi 5" in first and "<5 KK miskin" in first
    assert "40 dari 40 unit rumah masih terbuka" in first and "prioritas tinggi, 2026" in first
    assert "Belum pernah ada mitra." in first
    stale = page.words("//li[.//*[contains(@class, 'gap-mark--basi')]]")
    assert "Basi: tanpa kabar Terakhir ada kabar" in stale and "Yayasan Diam" in stale
    gone = page.words("//li[contains(., 'Strategi 4')]")
    assert "0 bulan tanpa bantuan" in gone and "dibatalkan, sampai" in gone
    assert any(link.endswith("/ambil") for link in page.links())
    assert f"/ruang/komitmen/baru?strategi=3&kantong={pocket.slug}" in page.links()
    assert "4 pasangan" in browser.get(f"/matriks/celah?kantong={pocket.slug}").main


def test_an_overlap_names_every_partner_with_what_and_when(browser):
    an_overlap()
    main = browser.get("/matriks/tumpang-tindih").main
    assert "3 mitra memberi uang, 1 Maret 2031 – 30 Juni 2031" in main
    assert all(f"PT Bibit {n}" in main for n in (1, 2, 3))
    assert "<5 orang" in main
    assert "Tidak ada tumpang tindih" in browser.get("/matriks/tumpang-tindih?tahun=2030").main


@pytest.mark.parametrize("asked", ["strategi=1", "wilayah=99", "kantong=tiada", "tahun=dua"])
def test_an_unknown_filter_is_said_kindly(browser, asked):
    browser.get(f"/matriks/celah?{asked}", status=400)


def test_a_page_beyond_the_last_does_not_exist(browser):
    browser.get("/matriks/celah?halaman=2", status=404)


def test_the_files_hold_what_the_pages_say(browser):
    pocket = a_waiting_place()
    an_overlap()
    rows = [row for row in table(browser.get("/data/celah.csv")) if row["pocket"] == pocket.slug]
    marks = {row["strategy_number"]: row["mark"] for row in rows}
    assert marks == {"2": "gap", "3": "stale", "4": "gap", "5": "gap"}
    assert rows[0]["poor_households"] == "<5" and rows[0]["open_needs"] == "1"
    overlaps = table(browser.get("/data/tumpang-tindih.csv?strategi=5"))
    assert [row["organisation_name"] for row in overlaps] == ["PT Bibit 1", "PT Bibit 2", "PT Bibit 3"]
    assert {row["partners"] for row in overlaps} == {"3"} and {row["quantity"] for row in overlaps} == {"<5"}


def test_the_matrix_home_and_a_pocket_lead_to_what_waits(browser):
    pocket = make.a_pocket()
    assert "/matriks/celah?wilayah=12.05.07" in browser.get("/matriks?wilayah=12.05.07").links()
    assert "/matriks/tumpang-tindih?tahun=2026" in browser.get("/matriks?baris=kantong&tahun=2026").links()
    assert "/matriks/celah" in browser.get("/").links()
    assert f"/matriks/celah?kantong={pocket.slug}" in browser.get(f"/kantong/{pocket.slug}").links()
