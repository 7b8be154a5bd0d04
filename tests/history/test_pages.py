"""The matrix of a past day and the lists behind it, as a visitor sees them."""

from datetime import date, timedelta

import pytest

from portal.core import clock
from portal.core.clock import today
from portal.core.database import transaction
from portal.demo.moments import morning
from portal.reviews.actions import complete_commitment
from tests import factories as make
from tests.amendments.support import REASON, a_promise

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
