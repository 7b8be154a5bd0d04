"""The office's list of partners that are waited for."""

from datetime import UTC, date, datetime

from portal.commitments.rules import CommitmentStatus
from portal.core.clock import today
from tests.browser import Browser
from tests.factories import a_commitment, a_verifier, an_organisation


def _owing(name: str = "PT Lupa", phone: str = "0812-3456-7890"):
    organisation = an_organisation(name=name, contact_phone=phone)
    begun = {"starts_on": date(2025, 10, 1), "verified_at": datetime(2025, 10, 1, tzinfo=UTC)}
    return a_commitment(organisation, CommitmentStatus.VERIFIED, report_due_on=date(2026, 1, 15), **begun)


def test_the_office_sees_who_owes_since_when_with_a_message_for_whatsapp(browser: Browser, site) -> None:
    commitment = _owing()
    browser.sign_in(a_verifier())
    text = browser.get("/kantor/tunggakan").text
    assert commitment.reference in text and "triwulan IV 2025" in text
    assert f"terlambat {(today() - date(2026, 1, 15)).days} hari" in text
    assert "https://wa.me/6281234567890?text=Yth.%20PT%20Lupa" in text
    assert "PT Lupa" in browser.get("/kantor").text


def test_nobody_owes_anything_in_english_too(browser: Browser, site) -> None:
    verifier = a_verifier()
    browser.sign_in(verifier)
    assert "Tidak ada yang ditunggu" in browser.get("/kantor/tunggakan").text
    browser.get("/en/kantor/tunggakan")


def test_the_file_has_a_row_for_each_late_report(browser: Browser, site) -> None:
    commitment = _owing()
    browser.sign_in(a_verifier())
    lines = browser.get("/kantor/tunggakan.csv").text.splitlines()
    assert lines[1].startswith(f"PT Lupa,{commitment.reference},") and ",2025-4,2026-01-15," in lines[1]
