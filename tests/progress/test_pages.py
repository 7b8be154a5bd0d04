"""Pages of reports, for the partner and for the office, in both languages."""

import pytest
from sqlalchemy import select

from portal.commitments.rules import CommitmentStatus
from portal.core.database import db, transaction
from portal.progress.models import ProgressReport
from portal.progress.queries import get_report
from portal.progress.rules import ReportStatus
from portal.tallies.keeping import rebuild
from tests.factories import a_commitment, a_member, a_verifier, an_organisation
from tests.progress.support import TWO, again, allocation, on, running, sent, verified, written

SOME = {"rupiah": 40_000_000, "quantity": 4, "people": 60}
MORE = {"rupiah": 90_000_000, "quantity": 9, "people": 100}
LANGUAGES = ["", "/en"]
MOST_STATEMENTS = 27  # most of them run while nobody else can write


@pytest.fixture(autouse=True)
def in_july(site):
    with on("2026-07-20"):
        yield


def address(commitment, quarter="2026-1", room="ruang/komitmen", step=""):
    middle = "/laporan" if room.startswith("ruang") else ""
    return f"/{room}/{commitment.reference}{middle}/{quarter}{step}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workspace_opens_on_what_is_owed_oldest_first(browser, language):
    commitment = running()
    page = browser.sign_in(commitment.created_by).get(f"{language}/ruang")
    first = page.words("(//ol[@class='tasks']/li)[1]")
    assert commitment.title in first
    assert ("terlambat 96 hari" in first) or ("96 days late" in first)
    buttons = page.html.xpath("//main//*[contains(concat(' ', @class, ' '), ' button ')]/@class")
    assert ["button--secondary" in each for each in buttons] == [False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_partners_report(browser, language):
    commitment = running(places=TWO)
    browser.sign_in(commitment.created_by)
    browser.get(language + address(commitment))
    browser.get(language + address(commitment, "2026-2"))
    written(commitment, "2026-1", SOME, {"quantity": 3, "women": 1, "people": 2})
    for step in ("", "/periksa"):
        browser.get(language + address(commitment, step=step))
    verified(commitment, "2026-1", SOME, {"quantity": 3}, obstacles="Hujan.")
    sent(commitment, "2026-2", MORE, {"quantity": 30}, explanation="Ada tambahan.", is_final=True)
    for place in (address(commitment), address(commitment, "2026-2", step="/terkirim"), "/ruang/laporan"):
        browser.get(language + place)
    page = browser.get(f"{language}/ruang/komitmen/{commitment.reference}")
    assert "40" in page.words("//section[@id='laporan']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_office(browser, language):
    commitment, late = running(places=TWO), running()
    verified(commitment, "2026-1", SOME, {"quantity": 3})
    sent(commitment, "2026-2", MORE, {"quantity": 30}, explanation="Ada tambahan.", is_final=True)
    browser.sign_in(a_verifier())
    for status in ("", "?status=terlambat", "?status=dikembalikan", "?status=terverifikasi&tahun=2026"):
        browser.get(f"{language}/kantor/laporan{status}")
    page = browser.get(language + address(commitment, "2026-2", "kantor/laporan"))
    assert "Ada tambahan." in page.main
    browser.get(f"{language}/kantor/komitmen/{late.reference}")
    assert commitment.title in browser.get(f"{language}/kantor").main


def test_the_form_is_prefilled_and_says_the_last_figure_beside_each(browser):
    commitment = running()
    verified(commitment, "2026-1", SOME)
    browser.sign_in(commitment.created_by)
    browser.post(address(commitment, "2026-2", step="/mulai"))
    page = browser.get(address(commitment, "2026-2"))
    form = page.form()
    assert (form["places-0-rupiah"], form["places-0-quantity"]) == ("40.000.000", "4")
    assert "Lalu Rp40.000.000 · Janji Rp100.000.000" in page.main
    assert page.html.xpath("//input[@name='places-0-rupiah']/@data-before") == ["40000000"]


def test_a_draft_keeps_everything_typed_and_extra_fields_change_nothing(browser):
    commitment = running()
    browser.sign_in(commitment.created_by)
    browser.post(address(commitment, step="/mulai"))
    form = browser.get(address(commitment)).form()
    form |= {"places-0-rupiah": "Rp 12.500.000", "obstacles": "Hujan", "then": "later"}
    form |= {
        "status": "verified",
        "verified_by_id": "1",
        "places-0-id": "9",
        "first_submitted_at": "2020-01-01",
    }
    browser.post(address(commitment), form)
    report = get_report(commitment.reference, "2026-1")
    assert (report.status, report.lines[0].rupiah, report.obstacles) == (
        ReportStatus.DRAFT,
        12_500_000,
        "Hujan",
    )
    assert report.first_submitted_at is None


def test_what_cannot_be_read_is_shown_again_with_everything_else(browser):
    commitment = running()
    browser.sign_in(commitment.created_by)
    browser.post(address(commitment, step="/mulai"))
    form = browser.get(address(commitment)).form()
    form |= {"places-0-rupiah": "banyak", "places-0-physical": "101", "obstacles": "Hujan", "then": "later"}
    page = browser.post(address(commitment), form, status=422)
    assert page.form()["places-0-rupiah"] == "banyak"
    assert page.form()["obstacles"].strip() == "Hujan"
    assert "Desa Pantai Gemi, Kec. Stabat · Kemajuan fisik: Isi antara 0 dan 100" in page.errors()


def test_going_on_says_what_is_missing_at_its_field(browser):
    commitment = running()
    browser.sign_in(commitment.created_by)
    browser.post(address(commitment, step="/mulai"))
    form = browser.get(address(commitment)).form()
    form |= {"places-0-rupiah": "200.000.000", "places-0-people": "5", "places-0-women": "9", "then": "check"}
    page = browser.post(address(commitment), form, status=422)
    assert len(page.errors()) == 2
    form |= {"places-0-women": "3", "explanation": "Ada tambahan dana."}
    browser.post(address(commitment), form)
    browser.post(
        address(commitment, step="/periksa"), browser.get(address(commitment, step="/periksa")).form()
    )
    assert "Laporan terkirim" in browser.get(address(commitment, step="/terkirim")).h1
    assert get_report(commitment.reference, "2026-1").status is ReportStatus.SUBMITTED


def test_a_stale_form_shows_both_and_loses_neither(browser):
    commitment = running()
    written(commitment, "2026-1", SOME, obstacles="Hujan")
    browser.sign_in(commitment.created_by)
    form = browser.get(address(commitment)).form()
    written(commitment, "2026-1", MORE, obstacles="Banjir")
    form |= {"places-0-rupiah": "50.000.000", "obstacles": "Longsor", "then": "later"}
    page = browser.post(address(commitment), form, status=409)
    assert "Rp90.000.000" in page.main
    assert "Banjir" in page.main
    assert page.form()["obstacles"].strip() == "Longsor"
    browser.post(address(commitment), page.form() | {"then": "later"})
    assert get_report(commitment.reference, "2026-1").lines[0].rupiah == 50_000_000


def test_what_was_typed_into_a_report_that_a_colleague_sent_is_not_lost(browser):
    commitment = running()
    written(commitment, "2026-1", SOME)
    browser.sign_in(commitment.created_by)
    form = browser.get(address(commitment)).form() | {"obstacles": "Jalan putus.", "then": "later"}
    sent(commitment, "2026-1", MORE)
    page = browser.post(address(commitment), form, status=409)
    assert page.form()["obstacles"].strip() == "Jalan putus."


def test_a_returned_report_shows_its_reason_on_top_and_asks_for_it_first(browser):
    commitment = running()
    report = sent(commitment, "2026-1", SOME)
    verifier = a_verifier()
    browser.sign_in(verifier)
    page = browser.get(address(commitment, room="kantor/laporan"))
    form = page.form("periksa") | {"decision": "return", "reason": "kurang"}
    place = address(commitment, room="kantor/laporan", step="/periksa")
    assert "paling sedikit 10" in " ".join(browser.post(place, form, status=422).errors())
    browser.post(place, form | {"reason": "Foto bukti belum ada."})
    page = browser.sign_in(commitment.created_by).get(address(commitment))
    assert page.main.index("Foto bukti belum ada.") < page.main.index("Isi angka")
    assert db.session.get(ProgressReport, report.id).status is ReportStatus.RETURNED


def test_verifying_a_report_is_few_statements(browser):
    commitment = running(places=TWO)
    sent(commitment, "2026-1", SOME, {"quantity": 3})
    with transaction():
        rebuild()
    place = address(commitment, room="kantor/laporan")
    form = browser.sign_in(a_verifier()).get(place).form("periksa")
    page = browser.post(f"{place}/periksa", form | {"decision": "verify"})
    assert len(page.queries) <= MOST_STATEMENTS, "\n".join(page.queries)


def test_the_office_verifies_a_last_report_and_completes_the_commitment(browser):
    commitment = running()
    sent(commitment, "2026-1", MORE, is_final=True)
    place = address(commitment, room="kantor/laporan")
    form = browser.sign_in(a_verifier()).get(place).form("periksa")
    browser.post(f"{place}/periksa", form | {"decision": "complete"})
    browser.post(f"{place}/periksa", form | {"decision": "verify"}, status=409)
    assert again(commitment).status is CommitmentStatus.COMPLETED
    assert allocation(commitment).realised_quantity == 9


def test_no_report_is_asked_of_a_cancelled_commitment(browser):
    commitment = running()
    commitment.status = CommitmentStatus.CANCELLED
    db.session.commit()
    page = browser.sign_in(commitment.created_by).get(address(commitment))
    assert "tidak ada laporan baru" in page.main
    assert "Isi laporan" not in page.main
    assert "terlambat" not in page.main


def test_drafts_are_nobodys_but_their_own_peoples(browser):
    commitment = running()
    written(commitment, "2026-1", SOME)
    browser.sign_in(a_verifier()).get(address(commitment, room="kantor/laporan"), status=404)
    browser.sign_in(a_member(an_organisation()))
    for step in ("", "/periksa", "/terkirim"):
        browser.get(address(commitment, step=step), status=404)
    browser.get(address(commitment, "2026-9"), status=404)


def test_the_file_of_late_reports_names_who_owes_what(browser):
    commitment = running()
    a_commitment(status=CommitmentStatus.DRAFT)
    page = browser.sign_in(a_verifier()).get("/kantor/laporan.csv?status=terlambat")
    assert f"{commitment.reference}," in page.text
    assert "2026-1,overdue,2026-04-15,96" in page.text
    assert db.session.scalars(select(ProgressReport)).all() == []
