"""What everybody reads of deliveries: achievement, quarters, evidence; small counts stay masked."""

from datetime import date
from decimal import Decimal

import pytest

from portal.commitments.rules import CommitmentStatus
from portal.progress.rules import ReportStatus
from tests.browser import Browser
from tests.factories import VILLAGE, a_commitment, a_report

KECAMATAN = "12.05.07"


def _commitment(**line):
    place = {"region_code": VILLAGE, "rupiah": 100_000_000, "quantity": 10, "households": 40, "people": 160}
    done = {
        "realised_rupiah": 40_000_000,
        "realised_quantity": 4,
        "reached_people": 3,
        "physical_percent": 40,
    }
    return a_commitment(
        status=CommitmentStatus.VERIFIED, places=[place | done | line], starts_on=date(2026, 1, 1)
    )


def _report(commitment, quarter: str, status=ReportStatus.VERIFIED, **figures):
    lines = [figures] if figures else None
    return a_report(commitment, quarter, status, lines=lines)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_commitment_shows_what_arrived_by_place_and_by_quarter(browser: Browser, site, prefix: str) -> None:
    commitment = _commitment()
    _report(commitment, "2026-1", rupiah=10_000_000, quantity=Decimal(1), people=2)
    _report(commitment, "2026-2", rupiah=40_000_000, quantity=Decimal(4), people=3)
    text = browser.get(f"{prefix}/komitmen/{commitment.reference}").text
    assert "40.000.000" in text.replace(",", ".") and "30.000.000" in text.replace(",", ".")
    assert "40 %" in text.replace("\u00a0", " ") and "&lt;5" in text


def test_what_is_not_verified_is_not_told(browser: Browser, site) -> None:
    commitment = _commitment(realised_rupiah=None, realised_quantity=None, reached_people=None)
    _report(commitment, "2026-1", ReportStatus.SUBMITTED, rupiah=77_000_000, quantity=Decimal(7))
    text = browser.get(f"/komitmen/{commitment.reference}").text
    assert "77.000.000" not in text and "Belum ada laporan yang terverifikasi" in text


def test_people_of_one_quarter_are_not_given_away_by_subtraction(browser: Browser, site) -> None:
    commitment = _commitment(reached_people=12)
    _report(commitment, "2026-1", people=3, quantity=Decimal(1))
    _report(commitment, "2026-2", people=12, quantity=Decimal(4))
    words = browser.get(f"/komitmen/{commitment.reference}").words("//details")
    assert "≥" in words and " 9 " not in words


def test_a_partner_shows_promised_against_delivered_and_how_it_reports(browser: Browser, site) -> None:
    commitment = _commitment()
    _report(commitment, "2026-1", quantity=Decimal(4))
    text = browser.get(f"/mitra/{commitment.organisation.slug}").text
    assert "Rp40" in text and "40 %" in text.replace("\u00a0", " ")
    assert "Laporan tepat waktu" in text and "Laporan terakhir" in text
    browser.get(f"/en/mitra/{commitment.organisation.slug}")


def test_the_bar_says_what_the_words_beside_it_say_when_a_place_has_nothing_yet(
    browser: Browser, site
) -> None:
    told = {"region_code": VILLAGE, "quantity": 10, "realised_quantity": 10}
    commitment = a_commitment(places=[told, {"region_code": KECAMATAN, "quantity": 30}])
    a_report(commitment, "2026-1", ReportStatus.VERIFIED, lines=[{"quantity": Decimal(10)}, {}])
    page = browser.get(f"/komitmen/{commitment.reference}")
    assert "10 dari 40 unit rumah" in page.main
    assert page.html.xpath("//*[@class='bar__value']/@width")[0] == "25"
