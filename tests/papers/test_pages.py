"""Papers and scans as the office and invited organisations meet them."""

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.files.models import StoredFile
from portal.meetings.models import Meeting
from tests.browser import Browser, Page
from tests.documents.reading import words
from tests.factories import a_member, a_user, an_organisation
from tests.files import making as files
from tests.papers.support import a_full_meeting, full_minutes

PAPERS = ("notulen", "berita-acara", "daftar-hadir", "undangan")


@pytest.fixture
def meeting(site: Any) -> Meeting:
    return full_minutes(a_full_meeting()).meeting


@pytest.fixture
def office(browser: Browser, meeting: Meeting) -> Browser:
    return browser.sign_in(meeting.note_taker)


def send(
    office: Browser, meeting: Meeting, data: bytes, name: str, status: int, role: str = "signed_minutes"
) -> Page:
    address = f"/kantor/fgd/{meeting.reference}/berkas/unggah"
    answers = office.get(address).form("unggah") | {"role": role, "document": (BytesIO(data), name)}
    return office.post(address, answers, status=status)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_is_a_file_for_one_person_only(
    office: Browser, meeting: Meeting, paper: str, prefix: str
) -> None:
    answer = office.get(f"{prefix}/kantor/fgd/{meeting.reference}/{paper}.pdf").response
    assert answer.mimetype == "application/pdf"
    assert meeting.reference in words(answer.data)
    headers = answer.headers
    assert headers["Content-Disposition"] == f"attachment; filename={paper}-{meeting.reference}.pdf"
    assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff"
    assert (
        "sandbox" in headers["Content-Security-Policy"] and "script" not in headers["Content-Security-Policy"]
    )


def test_an_empty_daftar_hadir_is_asked_for_in_the_address(office: Browser, meeting: Meeting) -> None:
    address = f"/kantor/fgd/{meeting.reference}/daftar-hadir.pdf"
    empty = office.get(f"{address}?kosong=1&baris=30").response
    assert "30. ..." in words(empty.data) and "Budi" not in words(empty.data)
    assert "daftar-hadir-kosong-FGD" in empty.headers["Content-Disposition"]
    assert "Budi" in words(office.get(address).response.data)
    for odd in ("kosong=ya", "kosong=1&baris=9999", "kosong=1&baris=-1", "kosong=1&baris=x"):
        office.get(f"{address}?{odd}", status=400)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_shelf_leads_to_papers_and_scans(office: Browser, meeting: Meeting, prefix: str) -> None:
    assert send(office, meeting, files.PDF, "Notulen <b>ttd</b>.pdf", 302)
    page = office.get(f"{prefix}/kantor/fgd/{meeting.reference}/berkas")
    assert meeting.reference in page.h1 and "Notulen _b_ttd_" not in page.h1
    links = [
        link for link in page.links() if meeting.reference in link and ("pdf" in link or "/berkas/" in link)
    ]
    assert len(links) == 8
    for link in links:
        office.get(link)


def test_a_scan_comes_back_as_it_was_sent(office: Browser, meeting: Meeting) -> None:
    send(office, meeting, files.PDF, "Notulen Rapat – ttd.pdf", 302)
    page = office.get(f"/kantor/fgd/{meeting.reference}/berkas")
    (link,) = [link for link in page.links() if link.rpartition("/")[2].isdecimal()]
    answer = office.get(link).response
    assert answer.data == files.PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''Notulen%20Rapat%20%E2%80%93%20ttd.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("data", "name"), [(files.SVG, "a.svg"), (files.HTML, "a.jpg"), (b"", "a.pdf"), (files.PDF, "a\r\nb.exe")]
)
def test_a_refused_file_says_why_at_its_question(
    office: Browser, meeting: Meeting, data: bytes, name: str
) -> None:
    page = send(office, meeting, data, name, 422)
    assert len(page.errors()) == 1
    assert db.session.scalars(select(StoredFile)).all() == []


def test_nothing_chosen_is_said_kindly(office: Browser, meeting: Meeting) -> None:
    address = f"/kantor/fgd/{meeting.reference}/berkas/unggah"
    page = office.post(address, office.get(address).form("unggah"), status=422)
    assert page.errors() == ["Pilih jenis berkas", "Pilih berkas yang akan disimpan"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_question_says_which_files_and_how_big(office: Browser, meeting: Meeting, prefix: str) -> None:
    page = office.get(f"{prefix}/kantor/fgd/{meeting.reference}/berkas/unggah")
    assert "PDF, Word (docx), Excel (xlsx), JPG, PNG, WebP." in page.main and "10 MB" in page.main
    assert page.html is not None
    assert page.html.xpath(
        "//form[@enctype='multipart/form-data']//input[@type='file'][contains(@accept,'.docx')]"
    )


def test_two_megabytes_pass_here_and_twelve_do_not(office: Browser, meeting: Meeting) -> None:
    big = b"%PDF-1.7\n" + b" " * (2 * 1024 * 1024) + files.PDF
    send(office, meeting, big, "besar.pdf", 302)
    page = send(office, meeting, b"%PDF-1.7\n" + b" " * (12 * 1024 * 1024), "raksasa.pdf", 413)
    assert "terlalu besar" in page.h1


def test_other_pages_still_take_no_more_than_a_megabyte(office: Browser, meeting: Meeting) -> None:
    data = {"document": (BytesIO(b"x" * 1_500_000), "a.pdf")}
    office.post(f"/kantor/fgd/{meeting.reference}/berkas/1/hapus", data, status=404)
    answer = office.client.post(
        "/masuk", data={"email": "a", "document": (BytesIO(b"x" * 1_500_000), "a.pdf")}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_scan_is_removed_after_asking_once_more(office: Browser, meeting: Meeting, prefix: str) -> None:
    send(office, meeting, files.picture(), "foto.jpg", 302, role="meeting_document")
    shelf = f"{prefix}/kantor/fgd/{meeting.reference}/berkas"
    (link,) = [link for link in office.get(shelf).links() if link.endswith("/hapus")]
    page = office.get(link)
    assert "foto.jpg" in page.h1
    office.post(link, page.form("hapus"))
    assert "foto.jpg" not in office.get(shelf).words("//table")


def test_another_meetings_scan_is_not_found(office: Browser, meeting: Meeting) -> None:
    send(office, meeting, files.PDF, "a.pdf", 302)
    number = db.session.scalars(select(StoredFile.id)).one()
    other = a_full_meeting()
    office.get(f"/kantor/fgd/{other.reference}/berkas/{number}", status=404)
    office.get(f"/kantor/fgd/{meeting.reference}/berkas/{number}")


def test_an_invited_organisation_gets_its_own_letter_and_nobody_else(
    browser: Browser, meeting: Meeting
) -> None:
    address = f"/ruang/fgd/{meeting.reference}/undangan.pdf"
    invited, unsent = (invitation.organisation for invitation in meeting.invitations)
    letter = words(Browser(browser.site).sign_in(a_member(invited)).get(address).response.data)
    assert f"Yth. {invited.name}" in letter and unsent.name not in letter
    for person in (a_member(unsent), a_member(an_organisation()), a_user(OfficeRoleName.ADMIN)):
        Browser(browser.site).sign_in(person).get(address, status=404)
    browser.get(address, status=302)


@pytest.mark.parametrize("paper", [f"{name}.pdf" for name in PAPERS] + ["berkas"])
def test_partners_and_visitors_get_no_paper_of_the_office(
    browser: Browser, meeting: Meeting, paper: str
) -> None:
    address = f"/kantor/fgd/{meeting.reference}/{paper}"
    browser.get(address, status=302)
    person = a_member(meeting.invitations[0].organisation)
    Browser(browser.site).sign_in(person).get(address, status=404)
