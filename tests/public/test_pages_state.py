"""A late or silent commitment on public pages: the pill, the reason and since when, the filter."""

from datetime import UTC, date, datetime

import pytest

from portal.core import clock
from tests.browser import Browser
from tests.factories import a_commitment

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
