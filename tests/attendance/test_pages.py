"""Signing on a phone, and the note-taker's list, in both languages."""

from datetime import timedelta

import pytest

from portal.accounts.rules import OfficeRoleName
from portal.attendance.forms import SignForm
from portal.core.clock import now
from portal.core.throttle import Limit
from portal.meetings.rules import AttendanceSource
from tests.browser import Browser
from tests.factories import a_user, an_organisation
from tests.meetings.support import (
    LANGUAGES,
    NAUGHTY,
    a_meeting,
    a_note_taker,
    an_attendee,
    an_open_meeting,
    people_at,
)

DESK = "/hadir/kode-di-dinding"
SITI = {
    "name": "Siti Rahasia",
    "organisation": "Kelompok Melati",
    "kind": "community",
    "position": "Ketua",
    "sex": "female",
    "contact": "0811999888",
    "consent": "y",
}


def _sign(browser: Browser, status: int | None = None, **changes: str):  # type: ignore[no-untyped-def]
    return browser.post(DESK, browser.get(DESK).form() | SITI | changes, status=status)


@pytest.fixture
def office(browser: Browser) -> Browser:
    return browser.sign_in(a_note_taker())


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_pages_behind_the_code_open(browser: Browser, prefix: str) -> None:
    an_open_meeting()
    an_organisation(name="PT Bakau")
    page = browser.get(prefix + DESK)
    assert "FGD kantong kemiskinan" in page.main and "27/2022" in page.main
    assert page.html is not None and page.html.xpath("//datalist/option/@value") == ["PT Bakau"]
    browser.get(f"{prefix}{DESK}/terima-kasih")


def test_a_person_signs_and_is_thanked(browser: Browser) -> None:
    meeting = an_open_meeting()
    assert _sign(browser).response.headers["Location"] == f"{DESK}/terima-kasih"
    (person,) = people_at(meeting)
    assert (person.name, person.contact, person.position) == ("Siti Rahasia", "0811999888", "Ketua")
    assert "Siti" not in browser.get(f"{DESK}/terima-kasih").main


def test_what_is_missing_is_said_and_nothing_typed_is_lost(browser: Browser) -> None:
    meeting = an_open_meeting()
    page = browser.post(DESK, {"name": "Siti Rahasia", "once": "a"}, status=422)
    assert page.errors() == [
        "Isi nama lembaga",
        "Isi jabatan atau peran",
        "Pilih laki-laki atau perempuan",
        "Centang persetujuan untuk melanjutkan",
    ]
    assert page.form()["name"] == "Siti Rahasia" and people_at(meeting) == []
    assert _sign(browser, 422, kind="").errors() == ["Lembaga ini belum terdaftar di sini. Pilih jenisnya"]


def test_a_person_can_sign_for_a_known_organisation_without_its_kind(browser: Browser) -> None:
    organisation, meeting = an_organisation(name="PT Bakau"), an_open_meeting()
    _sign(browser, organisation="PT Bakau", kind="")
    assert people_at(meeting)[0].organisation_id == organisation.id


def test_a_form_sent_twice_signs_once(browser: Browser) -> None:
    meeting = an_open_meeting()
    form = browser.get(DESK).form() | SITI
    browser.post(DESK, form)
    browser.post(DESK, form, status=422)
    assert len(people_at(meeting)) == 1


def test_two_hundred_people_behind_one_address_can_sign_but_not_endlessly(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SignForm.limits == (Limit("attendance", 300, 60),)
    monkeypatch.setattr(SignForm, "limits", (Limit("attendance", 2, 60),))
    meeting = an_open_meeting()
    _sign(browser), _sign(browser)
    assert "Terlalu banyak percobaan" in _sign(browser, 429).main
    assert len(people_at(meeting)) == 2


def test_a_closed_list_says_so_kindly(browser: Browser) -> None:
    meeting = an_open_meeting(attendance_opened=False)
    assert "sedang ditutup" in browser.get(DESK).main
    assert "sudah ditutup" in browser.post(DESK, SITI | {"once": "a"}, status=409).main
    assert people_at(meeting) == []
    browser.get("/hadir/entah", 404)


def test_twelve_hours_after_the_beginning_nobody_signs(browser: Browser) -> None:
    an_open_meeting(starts_at=now() - timedelta(hours=13))
    assert browser.get(DESK).h1 == "Daftar hadir sudah ditutup"


def test_signing_needs_no_cookie_but_the_session_of_its_form(browser: Browser) -> None:
    an_open_meeting()
    cookies = [*browser.get(DESK).response.headers.getlist("Set-Cookie")]
    assert all(cookie.startswith("simpul=") for cookie in cookies)
    assert browser.get(f"{DESK}/terima-kasih").response.headers.getlist("Set-Cookie") == []


def test_a_possible_nik_is_refused(browser: Browser) -> None:
    meeting = an_open_meeting()
    _sign(browser, 422, contact="1205071234567890")
    assert people_at(meeting) == []


def test_a_naughty_name_is_shown_literally(browser: Browser) -> None:
    meeting = an_open_meeting()
    _sign(browser, name=NAUGHTY, organisation=NAUGHTY)
    browser.sign_in(a_note_taker())
    page = browser.get(f"/kantor/fgd/{meeting.reference}/peserta")
    assert "<script>alert('x')</script>" in page.main and "<script>alert" not in page.text


def test_the_code_hangs_on_the_wall_once_the_list_is_open(office: Browser) -> None:
    meeting = a_meeting(starts_at=now())
    address = f"/kantor/fgd/{meeting.reference}"
    assert "Belum ada kode QR" in office.get(f"{address}/qr").main
    page = office.post(f"{address}/daftar-hadir/buka", follow=True)
    assert page.html is not None and page.html.xpath("//main//svg[not(@class)]")
    assert f"localhost/hadir/{meeting.attendance_token}" in page.main
    assert "ditutup" in office.post(f"{address}/daftar-hadir/tutup", follow=True).main


def test_a_person_is_typed_corrected_and_removed(office: Browser) -> None:
    meeting = a_meeting()
    address = f"/kantor/fgd/{meeting.reference}/peserta"
    office.post(f"{address}/baru", office.get(f"{address}/baru").form() | SITI)
    (person,) = people_at(meeting)
    form = office.get(f"{address}/{person.id}").form()
    assert (form["organisation"], form["sex"], form["kind"]) == ("Kelompok Melati", "female", "community")
    assert "Ani" in office.post(f"{address}/{person.id}", form | {"name": "Ani"}, follow=True).main
    stale = office.post(f"{address}/{person.id}", form | {"name": "Ina"}, status=409)
    assert "Tersimpan sekarang: Ani" in stale.main and stale.form()["name"] == "Ina"
    assert "Belum ada peserta" in office.post(f"{address}/{person.id}/hapus", follow=True).main


def test_a_paste_is_looked_at_before_it_is_saved(office: Browser) -> None:
    meeting = a_meeting()
    address = f"/kantor/fgd/{meeting.reference}/peserta/tempel"
    text = "Nama\tLembaga\tJabatan\tL/P\nSiti\tDinas Sosial\tStaf\tP\nBudi\tPT X\tStaf\tx"
    page = office.post(address, office.get(address).form() | {"text": text, "press": "check"}, status=200)
    assert "1 baris diterima , 1 baris perlu diperbaiki" in page.main
    assert "kolom keempat harus L atau P" in page.main and people_at(meeting) == []
    page = office.post(address, page.form() | {"press": "save"}, status=200)
    assert "1 peserta tersimpan." in page.main and "1 baris belum tersimpan" in page.main
    assert page.form()["text"].strip() == "Budi\tPT X\tStaf\tx"
    assert [person.name for person in people_at(meeting)] == ["Siti"]
    fixed = page.form() | {"text": "Budi\tPT X\tStaf\tL", "press": "save"}
    assert "Budi" in office.post(address, fixed, follow=True).main


def test_a_thousand_lines_are_checked_at_once(office: Browser) -> None:
    meeting = a_meeting()
    address = f"/kantor/fgd/{meeting.reference}/peserta/tempel"
    text = "\n".join(f"Orang {n};Lembaga {n};Staf;P" for n in range(1000))
    form = office.get(address).form()
    response = office.client.post(address, data=form | {"text": text, "press": "check"})
    assert response.status_code == 200 and b"1.000" in response.data or b"1000 baris" in response.data
    assert office.client.post(address, data=form | {"text": text, "press": "save"}).status_code == 302
    assert len(people_at(meeting)) == 1000
    page = office.get(f"/kantor/fgd/{meeting.reference}/peserta?halaman=10")
    assert "Orang 999" in page.main


def test_an_empty_or_endless_paste_is_refused(office: Browser) -> None:
    address = f"/kantor/fgd/{a_meeting().reference}/peserta/tempel"
    assert "Tempel daftar hadirnya di sini" in office.post(address, {"once": "a"}, status=422).main
    endless = {"once": "b", "press": "save", "text": "x" * 400_001}
    assert "terlalu panjang" in office.post(address, endless, status=422).main


def test_who_stands_twice_is_merged_by_hand_and_split_again(office: Browser) -> None:
    meeting = a_meeting()
    first, second = an_attendee(meeting), an_attendee(meeting)
    address = f"/kantor/fgd/{meeting.reference}/peserta"
    link = next(each for each in office.get(address).links() if "gabung?dengan" in each)
    page = office.get(link)
    assert page.form()["into"] == str(first.id)
    page = office.post(link.split("?")[0], page.form(), follow=True)
    assert "digabung:" in page.main and "1 orang" in page.main
    assert "2 orang" in office.post(f"{address}/{second.id}/pisah", follow=True).main


def test_twins_are_told_apart_by_how_they_came_to_the_list(office: Browser) -> None:
    meeting = an_open_meeting()
    person = an_attendee(meeting, name="Siti")
    an_attendee(meeting, name="Siti", source=AttendanceSource.QR)
    page = office.get(f"/kantor/fgd/{meeting.reference}/peserta/{person.id}/gabung")
    assert "Siti · PT Tidak Terdaftar · Kode QR" in page.main


def test_a_written_name_is_matched_by_a_person(office: Browser) -> None:
    known, meeting = an_organisation(name="PT Bakau Jaya"), a_meeting()
    an_attendee(meeting, organisation_written="Bakau Jaya, PT")
    address = f"/kantor/fgd/{meeting.reference}/peserta"
    page = office.get(address)
    assert "Lembaga yang mungkin sudah terdaftar" in page.main
    answers = page.form("/cocokkan") | {"organisation": known.slug}
    page = office.post(f"{address}/cocokkan", answers, follow=True)
    assert "1 baris dicocokkan." in page.main and "mungkin sudah terdaftar" not in page.main
    office.post(f"{address}/cocokkan", answers | {"organisation": "entah"}, status=422)


def test_all_contacts_are_deleted_in_one_step(office: Browser) -> None:
    meeting = a_meeting()
    an_attendee(meeting)
    address = f"/kantor/fgd/{meeting.reference}/peserta"
    assert "0811222333" in office.get(address).main
    page = office.post(f"{address}/hapus-kontak", follow=True)
    assert "1 kontak dihapus." in page.main and "0811222333" not in page.main


def test_the_sekda_reads_names_but_no_contacts(browser: Browser) -> None:
    meeting = a_meeting()
    an_attendee(meeting)
    browser.sign_in(a_user(OfficeRoleName.SEKDA))
    page = browser.get(f"/kantor/fgd/{meeting.reference}/peserta")
    assert "Peserta Rahasia" in page.main and "0811222333" not in page.text
    assert "Tambah peserta" not in page.main
    browser.post(f"/kantor/fgd/{meeting.reference}/peserta/baru", SITI, status=403)
