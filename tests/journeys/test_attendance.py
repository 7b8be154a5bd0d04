"""The list is opened, hangs on the wall as a code, and a person signs on a phone without a script."""

import re

import pytest
from sqlalchemy import select

from portal.core.database import db
from portal.meetings.models import Attendee, Meeting
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
    desk.get_by_role("button", name="Buka daftar hadir").click()
    code = desk.locator(".wall svg").bounding_box()
    assert code is not None and code["width"] > 300
    address = desk.locator(".wall__address").inner_text()
    path = "/" + address.split("/", 1)[1]
    assert re.fullmatch(r"/hadir/[\w-]{16,}", path) and faults_of_access(desk) == []

    phone = visit(path, phone=True, script=False)
    assert overflow(phone) == 0
    phone.get_by_role("button", name="Saya hadir").click()
    assert phone.get_by_text("Centang persetujuan untuk melanjutkan").first.is_visible()
    _answer(phone)
    phone.get_by_role("button", name="Saya hadir").click()
    assert phone.get_by_role("heading", level=1).inner_text() == "Terima kasih, Anda tercatat hadir"
    assert "Siti Uji Hadir" in _names(live, reference)

    desk.goto(f"/kantor/fgd/{reference}/peserta")
    assert desk.get_by_text("Siti Uji Hadir").first.is_visible()
    desk.get_by_role("button", name="Tutup daftar hadir").click()
    late = visit(path, phone=True)
    assert late.get_by_role("heading", level=1).inner_text() == "Daftar hadir sudah ditutup"
    assert faults_of_access(late) == []


def test_the_form_on_the_phone_has_no_fault(visit: Visit, live: LiveSite) -> None:
    reference = _planned(live)
    desk = visit(f"/kantor/fgd/{reference}/peserta", by="notulis")
    desk.get_by_role("button", name="Buka daftar hadir").click()
    path = "/" + desk.locator(".wall__address").inner_text().split("/", 1)[1]
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
