"""Files over a bad line in a real browser: they stop, go on, survive a reload, and arrive byte for byte."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from portal.accounts.models import User
from portal.core.database import db
from portal.evidence.models import Evidence
from portal.evidence.queries import evidence_of_report
from portal.files.keeping import open_file
from portal.uploads.models import Upload
from portal.uploads.rules import PIECE
from tests.evidence.support import a_report
from tests.factories import a_commitment
from tests.files.making import photo_with_place
from tests.journeys.conftest import LiveSite, Visit
from tests.uploads.sending import a_pdf

pytestmark = pytest.mark.journey
LOST = "Koneksi terputus. Pengiriman dilanjutkan sendiri."


@pytest.fixture
def report_id(live: LiveSite) -> int:
    """A draft report of the example company."""
    with live.app.app_context():
        person = db.session.scalars(select(User).filter_by(email="perusahaan@contoh.id")).one()
        organisation = person.memberships[0].organisation
        return a_report(a_commitment(organisation, created_by=person)).id


class BadLine:
    """Lets so many pieces through and loses the others."""

    def __init__(self, page: Page, pieces: int) -> None:
        self.allowed, self.passed = pieces, 0
        page.route("**/unggahan/*", self.carry)

    def carry(self, route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
        elif self.passed < self.allowed:
            self.passed += 1
            route.continue_()
        else:
            route.abort("internetdisconnected")


def _received(app: Flask, name: str) -> int:
    with app.app_context():
        return db.session.scalars(select(Upload.received).filter_by(name=name)).one()


def _kept(app: Flask, report_id: int) -> list[tuple[Evidence, bytes]]:
    with app.app_context():
        return [(each, open_file(each.file)) for each in evidence_of_report(report_id)]


def _choose(page: Page, name: str, data: bytes, media_type: str) -> None:
    page.get_by_label("Foto, PDF, atau berkas kantor").set_input_files(
        {"name": name, "mimeType": media_type, "buffer": data}
    )


def test_a_file_goes_on_after_a_break_and_after_a_reload(
    visit: Visit, live: LiveSite, report_id: int
) -> None:
    data = a_pdf(6 * PIECE + 1234)
    page = visit(f"/ruang/laporan/{report_id}/bukti/tambah", by="perusahaan", phone=True)
    line = BadLine(page, 2)
    _choose(page, "progres.pdf", data, "application/pdf")
    expect(page.locator("[data-row-state]")).to_have_text(LOST)
    expect(page.locator("progress")).to_have_js_property("value", 2 * PIECE)
    assert _received(live.app, "progres.pdf") == 2 * PIECE

    page.context.set_offline(True)
    line.allowed = 4
    page.context.set_offline(False)
    expect(page.locator("progress")).to_have_js_property("value", 4 * PIECE)
    expect(page.locator("[data-row-state]")).to_have_text(LOST)

    page.unroute("**/unggahan/*")
    page.reload()
    expect(page.locator("[data-row-state]")).to_have_text("Sudah terkirim, 1,5 MB")
    page.get_by_label("Keterangan").fill("Berita acara")
    page.get_by_role("button", name="Simpan bukti").click()
    expect(page.get_by_text("1 berkas ditambahkan.")).to_be_visible()
    ((evidence, content),) = _kept(live.app, report_id)
    assert (evidence.caption, content) == ("Berita acara", data)


def test_photos_are_reduced_on_the_device_and_the_form_waits_for_them(
    visit: Visit, live: LiveSite, report_id: int
) -> None:
    noise = Image.effect_noise((3000, 2000), 60).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=92, exif=Image.open(BytesIO(photo_with_place())).getexif().tobytes())
    page = visit(f"/ruang/laporan/{report_id}/bukti/tambah", by="perusahaan", phone=True)
    line = BadLine(page, 1)
    _choose(page, "IMG_0001.JPEG", out.getvalue(), "image/jpeg")
    expect(page.locator("[data-row-state]")).to_have_text(LOST)
    page.get_by_role("button", name="Simpan bukti").click()
    expect(page.get_by_role("status").filter(has_text="Formulir dikirim sendiri")).to_be_visible()
    with live.app.app_context():
        sent = db.session.scalars(select(Upload).filter_by(name="IMG_0001.jpg")).one()
        assert sent.size < len(out.getvalue()) / 2

    line.allowed = 1000
    page.context.set_offline(True)
    page.context.set_offline(False)
    expect(page.get_by_text("1 berkas ditambahkan.")).to_be_visible()
    ((evidence, content),) = _kept(live.app, report_id)
    assert Image.open(BytesIO(content)).size == (1067, 1600)  # upright, as the camera said
    assert evidence.is_picture and b"Exif" not in content


def test_a_file_that_is_called_off_or_refused_leaves_nothing(
    visit: Visit, live: LiveSite, report_id: int
) -> None:
    page = visit(f"/ruang/laporan/{report_id}/bukti/tambah", by="perusahaan")
    _choose(page, "palsu.pdf", b"<script>alert(1)</script>" * 10, "application/pdf")
    expect(page.get_by_text("Isi berkas ini tidak sesuai dengan akhiran namanya")).to_be_visible()
    BadLine(page, 1)
    _choose(page, "batal.pdf", a_pdf(3 * PIECE), "application/pdf")
    expect(page.get_by_text(LOST).first).to_be_visible()
    page.get_by_role("button", name="Batalkan batal.pdf").click()
    expect(page.get_by_text("batal.pdf dibatalkan.")).to_be_visible()
    page.reload()
    expect(page.locator("[data-list] li")).to_have_count(0)
    page.wait_for_function("() => Object.keys(localStorage).every(key => !key.startsWith('simpul:'))")
    with live.app.app_context():
        assert not db.session.scalars(select(Upload).filter_by(name="batal.pdf")).all()
