"""A late or silent commitment on public pages: the pill, the reason and since when, the filter."""

from datetime import UTC, date, datetime

import pytest

from portal.core import clock
from tests.browser import Browser
from tests.factories import VILLAGE, a_commitment

NOON = datetime(2027, 3, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_silent_commitment_says_since_when_and_that_its_report_is_late(browser: Browser, language) -> None:
    a_commitment(title="Lancar", ends_on=date(2027, 12, 31))
    pledge = a_commitment(
        title="Diam",
        ends_on=date(2027, 12, 31),
        report_due_on=date(2026, 10, 15),
        heard_on=date(2026, 8, 20),
    )
    with clock.at(NOON):
        page = browser.get(f"{language}/komitmen/{pledge.reference}")
        listed = browser.get(f"{language}/komitmen?status=tanpa-kabar")
    assert page.html.xpath("//*[contains(@class, 'status--silent')]")
    assert page.words("//*[contains(@class, 'notice')]").count("2026") == 2
    assert "Diam" in listed.main and "Lancar" not in listed.main
    if not language:
        assert "Tanpa kabar" in page.main and "sejak 20 Agustus 2026" in page.main
        assert "Laporan triwulannya terlambat sejak 16 Oktober 2026" in page.main


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_card_shows_how_far_a_commitment_has_come_and_its_last_report(browser: Browser, language) -> None:
    lines = [{"region_code": VILLAGE, "rupiah": 100_000_000, "realised_rupiah": 40_000_000}]
    a_commitment(places=lines, verified_at=datetime(2026, 1, 2, tzinfo=UTC), heard_on=date(2027, 2, 20))
    with clock.at(NOON):
        page = browser.get(f"{language}/komitmen")
    words = page.words("//*[@class='achievement']")
    assert "(40 %)" in words and "2027" in words
    assert page.html.xpath("//*[@class='achievement']//*[@class='bar__value']/@width") == ["40"]
    if not language:
        assert words == "Capaian: Rp40 juta dari Rp100 juta (40 %) Laporan terakhir 20 Feb 2027"
