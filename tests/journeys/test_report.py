"""A partner reports a quarter on a phone, and the office verifies it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.accounts.models import User
from portal.commitments import standing
from portal.commitments.models import Allocation, Commitment
from portal.core import clock
from portal.core.database import db, transaction
from portal.core.values import Quarter
from tests.factories import a_commitment
from tests.journeys import pledging as do
from tests.journeys.conftest import LiveSite, Visit, faults_of_access, overflow
from tests.progress.support import TWO

pytestmark = pytest.mark.journey


def _begun(live: LiveSite) -> str:
    """A commitment of the example company that was verified in the quarter before this one."""
    last_month = Quarter.of(clock.today()).first_day - timedelta(days=30)
    with live.app.app_context(), clock.at(clock.end_of(last_month)):
        author = db.session.scalars(select(User).filter_by(email="perusahaan@contoh.id")).one()
        given = {
            "created_by": author,
            "starts_on": clock.today(),
            "ends_on": clock.today() + timedelta(days=400),
        }
        commitment = a_commitment(author.memberships[0].organisation, places=TWO, **given)
        with transaction():
            standing.begin(commitment)
        return commitment.reference


def _realised(live: LiveSite, reference: str) -> list[int | None]:
    with live.app.app_context():
        lines = select(Allocation.realised_rupiah).join(Commitment).where(Commitment.reference == reference)
        return list(db.session.scalars(lines.order_by(Allocation.position)))


def test_a_report_is_written_on_a_phone_and_verified_in_the_office(visit: Visit, live: LiveSite) -> None:
    reference = _begun(live)
    phone = visit("/ruang/laporan", by="perusahaan", phone=True)
    owed = phone.locator("ol.queue > li").filter(has_text=reference)
    with phone.expect_navigation():
        owed.get_by_role("button", name="Isi laporan").click()
    first = phone.get_by_role("group", name="Desa", exact=False).first
    first.get_by_label("Rupiah terpakai").fill("120.000.000")
    expect(first.get_by_text("Di atas janji: jelaskan di bawah")).to_be_visible()
    first.get_by_label("Rupiah terpakai").fill("25.000.000")
    expect(first.get_by_text("Triwulan ini: +25.000.000")).to_be_visible()
    assert overflow(phone) == 0 and faults_of_access(phone) == []
    phone.get_by_label("Tambah bukti").set_input_files(
        {"name": "rumah.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    do.press(phone, "Simpan dan periksa")
    do.press(phone, "Kirim laporan")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Laporan terkirim")
    assert _realised(live, reference) == [None, None]

    desk = visit(f"/kantor/laporan?q={reference}", by="verifikator")
    with desk.expect_navigation():
        desk.get_by_role("row").filter(has_text=reference).get_by_role("link").first.click()
    assert faults_of_access(desk) == []
    desk.get_by_label("Verifikasi", exact=True).check()
    do.press(desk, "Simpan keputusan")
    expect(desk.get_by_text("keputusan tersimpan")).to_be_visible()
    assert _realised(live, reference) == [25_000_000, None]


def test_the_message_to_a_debtor_opens_although_its_card_leads_to_the_partner(visit: Visit) -> None:
    desk = visit("/kantor/tunggakan", by="verifikator")
    desk.locator(".card summary").first.click()
    expect(desk.get_by_role("link", name="Kirim lewat WhatsApp").first).to_be_visible()
