"""The list is opened, hangs on the wall as a code, and a person signs on a phone without a script."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.core.database import db
from portal.meetings.models import Attendee, Meeting
from tests.journeys import pledging as do
from tests.journeys.conftest import LiveSite, Visit, faults_of_access, overflow

pytestmark = pytest.mark.journey


def _planned(live: LiveSite) -> str:
    with live.app.app_context():
        statement = select(Meeting.reference).where(Meeting.status == "planned").order_by(Meeting.reference)
        return db.session.scalars(statement).first() or ""


def _names(live: LiveSite, reference: str) -> list[str]:
    with live.app.app_context():
        statement = select(Attendee.name).join(Attendee.meeting).where(Meeting.reference == reference)
        return list(db.session.scalars(statement))


def test_a_person_signs_by_the_code_on_the_wall(visit: Visit, live: LiveSite) -> None:
    reference = _planned(live)
    desk = visit(f"/kantor/fgd/{reference}/peserta", by="notulis")
    do.press(desk, "Buka daftar hadir")
    code = desk.locator(".wall svg").bounding_box()
    assert code is not None and code["width"] > 300
    address = desk.locator(".wall__address").inner_text()
    path = "/" + address.split("/", 1)[1]
    assert re.fullmatch(r"/hadir/[\w-]{16,}", path) and faults_of_access(desk) == []
    _the_form_has_no_fault(visit, path)

    phone = visit(path, phone=True, script=False)
    assert overflow(phone) == 0
    do.press(phone, "Saya hadir")
    expect(phone.get_by_text("Centang persetujuan untuk melanjutkan").first).to_be_visible()
    _answer(phone)
    do.press(phone, "Saya hadir")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Terima kasih, Anda tercatat hadir")
    assert "Siti Uji Hadir" in _names(live, reference)

    desk.goto(f"/kantor/fgd/{reference}/peserta")
    expect(desk.get_by_text("Siti Uji Hadir").first).to_be_visible()
    do.press(desk, "Tutup daftar hadir")
    late = visit(path, phone=True)
    expect(late.get_by_role("heading", level=1)).to_have_text("Daftar hadir sudah ditutup")
    assert faults_of_access(late) == []


def _the_form_has_no_fault(visit: Visit, path: str) -> None:
    for language in ("", "/en"):
        phone = visit(language + path, phone=True)
        assert faults_of_access(phone) == [] and overflow(phone) == 0
        phone.set_viewport_size({"width": 320, "height": 700})
        assert overflow(phone) == 0


def _answer(phone) -> None:  # type: ignore[no-untyped-def]
    phone.get_by_label("Nama lengkap").fill("Siti Uji Hadir")
    phone.get_by_label("Lembaga", exact=True).fill("Kelompok Uji Melati")
    phone.get_by_label("Komunitas").check()
    phone.get_by_label("Jabatan atau peran").fill("Ketua")
    phone.get_by_label("Perempuan").check()
    phone.get_by_label("Saya setuju data saya dicatat dalam daftar hadir FGD ini").check()
