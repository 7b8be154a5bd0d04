"""The office's pages of meetings, in both languages."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.core.clock import now
from portal.core.database import db
from portal.meetings.models import Meeting
from portal.meetings.rules import MeetingStatus
from portal.minutes.models import Minutes
from portal.minutes.rules import MinutesStatus
from tests.browser import Browser
from tests.factories import a_member, a_pocket, an_organisation
from tests.meetings.support import (
    LANGUAGES,
    NAUGHTY,
    REASON,
    a_meeting,
    a_note_taker,
    an_attendee,
    an_open_item,
    an_open_meeting,
    mails,
    people_at,
)

S = MeetingStatus


@pytest.fixture
def office(browser: Browser) -> Browser:
    """A note-taker at work."""
    return browser.sign_in(a_note_taker())


def _form(office: Browser, **changes: Any) -> dict[str, Any]:
    """The planning form, filled in."""
    answers = {"title": "FGD pesisir", "day": "24/11/2030", "starts": "09.00", "place": "Ruang Pola"}
    return office.get("/kantor/fgd/baru").form() | answers | changes


def _only_meeting() -> Meeting:
    db.session.expire_all()
    return db.session.scalars(select(Meeting)).one()


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_page_opens(office: Browser, prefix: str) -> None:
    meeting = an_open_meeting(ends_at=now() + timedelta(hours=3))
    person, twin = an_attendee(meeting), an_attendee(meeting)
    an_attendee(meeting, merged_into_id=person.id)
    a_pocket(), an_open_item()
    own = f"{prefix}/kantor/fgd/{meeting.reference}"
    for path in ("", "/ubah", "/batalkan", "/peserta", "/qr", "/peserta/baru", "/peserta/tempel",
                 "/peserta/hapus-kontak", f"/peserta/{person.id}", f"/peserta/{person.id}/hapus",
                 f"/peserta/{twin.id}/gabung?dengan={person.id}"):  # fmt: skip
        office.get(own + path)
    office.get(f"{prefix}/kantor/fgd")
    office.get(f"{prefix}/kantor/fgd/baru")


def test_the_list_shows_what_comes_before_what_was(office: Browser) -> None:
    a_meeting(title="FGD besok")
    a_meeting(title="FGD dulu", starts_at=now() - timedelta(days=9), status=S.HELD)
    page = office.get("/kantor/fgd")
    assert page.main.index("Akan datang") < page.main.index("FGD besok") < page.main.index("Sudah lewat")
    assert "FGD dulu" not in office.get("/kantor/fgd?status=direncanakan").main
    assert "FGD besok" not in office.get("/kantor/fgd?q=dulu").main
    office.get("/kantor/fgd?status=entah", 400)
    office.get("/kantor/fgd?halaman=9", 404)


def test_a_meeting_is_planned_and_shown(office: Browser) -> None:
    organisation, pocket = an_organisation(name="PT Bakau"), a_pocket(name="Pesisir Kwala")
    answers = _form(office, organisations=[organisation.slug], pockets=[pocket.slug], strategies=["2"])
    page = office.post("/kantor/fgd/baru", answers, follow=True)
    assert page.h1 == "FGD pesisir"
    for text in ("24 November 2030, pukul 09.00 WIB", "PT Bakau", "Pesisir Kwala", "1. Pembukaan"):
        assert text in page.main
    assert "Belum punya pengelola" in page.main


def test_what_is_missing_stands_at_its_field(office: Browser) -> None:
    answers = _form(office, title="", day="kapan", starts="25.00", ends="nanti")
    page = office.post("/kantor/fgd/baru", answers | {"agenda-0-minutes": "lama"}, status=422)
    assert {"Isi judul FGD", "Isi tanggal lengkap, misalnya 24/11/2026"} <= set(page.errors())
    assert {"Isi jam mulai, misalnya 09.00", "Isi jam selesai, misalnya 12.00"} <= set(page.errors())
    assert "Acara 1: isi menit dengan bilangan bulat antara 1 dan 600" in page.errors()
    assert page.form() | {"day": "kapan", "starts": "25.00", "agenda-0-minutes": "lama"} == page.form()
    page = office.post("/kantor/fgd/baru", _form(office, ends="08.00"), status=422)
    assert page.errors() == ["Jam selesai harus sesudah jam mulai"]


def test_lines_are_added_moved_and_removed_and_nothing_typed_is_lost(office: Browser) -> None:
    typed = _form(office, day="besok saja", title="Judul saya", **{"agenda-0-minutes": "sebentar"})
    page = office.post("/kantor/fgd/baru", typed | {"press": "add"}, status=200)
    form = page.form()
    assert (form["day"], form["title"], form["agenda-0-minutes"]) == ("besok saja", "Judul saya", "sebentar")
    assert form["agenda-4-title"] == "" and page.errors() == []
    assert page.html is not None and page.html.xpath("//button[@value='add']/@formaction") == [
        "/kantor/fgd/baru#agenda-5-name"
    ]
    form = office.post("/kantor/fgd/baru", form | {"press": "down-0"}, status=200).form()
    assert [form[f"agenda-{n}-title"] for n in (0, 1)] == ["Pembahasan", "Pembukaan"]
    assert form["agenda-1-minutes"] == "sebentar"
    form = office.post("/kantor/fgd/baru", form | {"press": "remove-1"}, status=200).form()
    assert "Pembukaan" not in form.values() and form["title"] == "Judul saya"
    assert db.session.scalars(select(Meeting)).all() == []


def test_open_items_are_carried_into_the_agenda(office: Browser) -> None:
    late = an_open_item(due_on=(now() - timedelta(days=30)).date())
    form = office.get("/kantor/fgd/baru")
    assert form.html is not None and form.html.xpath("//input[@name='items']/@checked")
    answers = _form(office, items=[str(late.id)], press="carry")
    page = office.post("/kantor/fgd/baru", answers, status=200)
    form = page.form()
    assert form["agenda-1-title"].startswith("RTL FGD-") and form["agenda-1-carried"] == str(late.id)
    office.post("/kantor/fgd/baru", page.form() | {"press": "save"})
    meeting = db.session.scalars(select(Meeting).order_by(Meeting.id.desc())).first()
    assert meeting is not None and meeting.agenda[1].carried_item_id == late.id


def test_a_carried_line_leads_to_its_item(office: Browser) -> None:
    item = an_open_item()
    office.post("/kantor/fgd/baru", _form(office, items=[str(item.id)]))
    meeting = db.session.scalars(select(Meeting).order_by(Meeting.id.desc())).first()
    assert meeting is not None
    page = office.get(f"/kantor/fgd/{meeting.reference}")
    assert f"/kantor/rtl/{item.minutes.reference}/1" in page.links()


def test_ticked_items_are_carried_when_saving_at_once(office: Browser) -> None:
    late = an_open_item(due_on=(now() - timedelta(days=30)).date())
    office.post("/kantor/fgd/baru", _form(office, items=[str(late.id)]))
    meeting = db.session.scalars(select(Meeting).order_by(Meeting.id.desc())).first()
    assert meeting is not None and meeting.agenda[1].carried_item_id == late.id


def test_twenty_equal_posts_plan_one_meeting(office: Browser) -> None:
    answers = _form(office)
    office.post("/kantor/fgd/baru", answers)
    office.post("/kantor/fgd/baru", answers, status=422)
    _only_meeting()


def test_a_stale_edit_shows_both_texts(office: Browser) -> None:
    meeting = a_meeting(title="Judul tersimpan <b>")
    form = office.get(f"/kantor/fgd/{meeting.reference}/ubah").form()
    answers = form | {"version": "0", "title": "Judul saya <i>", "agenda-0-title": "Acara lain"}
    page = office.post(f"/kantor/fgd/{meeting.reference}/ubah", answers, status=409)
    assert "Tersimpan sekarang: Judul tersimpan <b>" in page.main and page.form()["title"] == "Judul saya <i>"
    assert "Tersimpan sekarang: Pembukaan" in page.main
    office.post(f"/kantor/fgd/{meeting.reference}/ubah", page.form())
    assert _only_meeting().title == "Judul saya <i>"


def test_extra_fields_never_take_effect(office: Browser) -> None:
    extra = {"status": "held", "reference": "FGD-1", "published_at": "2020-01-01", "attendance_token": "a"}
    office.post("/kantor/fgd/baru", _form(office, **extra))
    meeting = _only_meeting()
    assert (meeting.status, meeting.published_at, meeting.attendance_token) == (S.PLANNED, None, None)


def test_the_button_sends_letters_and_the_page_says_when(office: Browser) -> None:
    organisation = an_organisation()
    a_member(organisation)
    meeting = a_meeting(organisation)
    address = f"/kantor/fgd/{meeting.reference}"
    assert "Langkah berikutnya Kirim undangan" in office.get(address).main
    page = office.post(f"{address}/undang", follow=True)
    assert "Undangan dikirim ke 1 lembaga." in page.main and "Terkirim" in page.main
    assert len(mails()) == 1
    assert "sudah mendapat undangan" in office.post(f"{address}/undang", status=422).main


def test_the_calendar_file_can_be_downloaded(office: Browser) -> None:
    meeting = a_meeting()
    response = office.get(f"/kantor/fgd/{meeting.reference}/undangan.ics").response
    assert response.mimetype == "text/calendar"
    assert response.headers["Content-Disposition"] == f"attachment; filename={meeting.reference}.ics"
    assert response.get_data().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_meeting_is_cancelled_with_a_reason_or_held(office: Browser) -> None:
    meeting = a_meeting()
    address = f"/kantor/fgd/{meeting.reference}"
    assert office.post(f"{address}/terlaksana", status=409).errors() == ["FGD ini belum dimulai."]
    form = office.get(f"{address}/batalkan").form()
    office.post(f"{address}/batalkan", form | {"reason": "batal"}, status=422)
    assert REASON in office.post(f"{address}/batalkan", form | {"reason": REASON}, follow=True).main
    office.post(f"{address}/terlaksana", status=409)
    office.post(f"{address}/daftar-hadir/buka", status=409)


@pytest.mark.parametrize(
    ("status", "step", "may_change"),
    [
        ("draft", "Tulis notulen", True),
        ("awaiting", "Buka notulen", True),
        ("approved", "Buka notulen", False),
    ],
)
def test_after_the_meeting_its_page_leads_to_the_minutes(
    office: Browser, status: str, step: str, may_change: bool
) -> None:
    meeting = a_meeting(status=S.HELD, starts_at=now() - timedelta(days=1))
    db.session.add(Minutes(meeting_id=meeting.id, status=MinutesStatus.of(status)))
    db.session.commit()
    page = office.get(f"/kantor/fgd/{meeting.reference}")
    assert step in page.main and (f"{meeting.reference}/ubah" in page.text) is may_change


def test_naughty_text_is_shown_literally_everywhere(office: Browser) -> None:
    typed = {f"agenda-0-{name}": NAUGHTY for name in ("title", "presenter")}
    office.post("/kantor/fgd/baru", _form(office, title=NAUGHTY, place=NAUGHTY, chair_name=NAUGHTY, **typed))
    meeting = _only_meeting()
    an_attendee(meeting, NAUGHTY, organisation_written=NAUGHTY, position=NAUGHTY, contact=NAUGHTY)
    for path in ("", "/ubah", "/peserta", "/qr", "/undangan.ics"):
        page = office.get(f"/kantor/fgd/{meeting.reference}{path}")
        assert page.html is None or "{{7*7}}" in page.text and "<script>alert" not in page.text
    assert "<script>alert" in office.get("/kantor/fgd").main


def test_people_outside_the_office_learn_nothing(browser: Browser) -> None:
    meeting = a_meeting()
    person = an_attendee(meeting)
    browser.sign_in(a_member(an_organisation()))
    for path in ("", "/peserta", f"/peserta/{person.id}", "/qr", "/undangan.ics"):
        assert browser.client.get(f"/kantor/fgd/{meeting.reference}{path}").status_code in (403, 404)
    assert people_at(meeting) == [person]
