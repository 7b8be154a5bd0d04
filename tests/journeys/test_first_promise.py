"""The first promise, from the registration of an organisation to the page that everybody reads."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import pledging as do
from tests.journeys.conftest import LiveSite, Visit

pytestmark = pytest.mark.journey
NAME, TITLE = "Yayasan Uji Janji Pertama", "Rehabilitasi 12 rumah nelayan sampai Juni 2027"
MANAGER, COLLEAGUE = "rini@uji-janji.example", "budi@uji-janji.example"
RETURNED = "Sebutkan siapa yang menyetujui dengan jabatan lengkap."


@dataclass
class Promise:
    """What the journey knows by now."""

    live: LiveSite
    visit: Visit
    reference: str = ""
    kecamatan: str = ""
    places: list[str] = field(default_factory=list)

    def mail(self, to: str, words: str) -> str:
        """The body of the newest mail to somebody, which must say something."""
        mail = do.last_mail(self.live, to)
        assert words in mail.subject + mail.body
        return mail.body


def test_a_first_promise_is_made_mended_and_read_by_everybody(visit: Visit, live: LiveSite) -> None:
    promise = Promise(live, visit)
    promise.kecamatan, promise.places = do.three_places(live)
    visitor = visit("/matriks", script=False)
    before = _cell(visitor, promise.kecamatan)
    manager = visit("/daftar", phone=True)
    _registers_and_confirms(promise, manager)
    _prepares_a_draft_that_cannot_be_sent_yet(promise, manager)
    verifier = visit(by="verifikator")
    _approves_the_organisation(promise, verifier)
    colleague = _invites_a_colleague(promise, manager)
    _records_the_rest_after_a_break(promise, manager)
    _returns_it(promise, verifier)
    _mends_it(promise, colleague)
    _approves_it(promise, verifier)
    _reads_it(promise, visitor, before)


def _registers_and_confirms(promise: Promise, page: Page) -> None:
    do.register(page, NAME, MANAGER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pendaftaran terkirim")
    page.goto(do.link_in(do.last_mail(promise.live, MANAGER), "/konfirmasi/"))
    do.press(page, "Ya, ini alamat saya")
    expect(page.locator("main")).to_contain_text("terkonfirmasi")
    do.sign_in_as(page, MANAGER)
    expect(page.locator("main")).to_contain_text(f"{NAME} menunggu verifikasi")


def _prepares_a_draft_that_cannot_be_sent_yet(promise: Promise, page: Page) -> None:
    do.follow(page, "Catat komitmen")
    promise.reference = do.answer_what(page, TITLE)
    page.goto(f"/ruang/komitmen/{promise.reference}/langkah/5")
    expect(page.locator("main")).to_contain_text("bisa dikirim begitu lembaga Anda terverifikasi")
    expect(page.get_by_role("button", name="Kirim untuk diverifikasi")).to_have_count(0)


def _approves_the_organisation(promise: Promise, page: Page) -> None:
    _opens_from_the_queue(page, NAME)
    do.follow(page, re.compile("^Setujui$"))
    do.press(page, "Setujui")
    expect(page.locator("main")).to_contain_text("Terverifikasi")
    promise.mail(MANAGER, "sudah terverifikasi")


def _invites_a_colleague(promise: Promise, manager: Page) -> Page:
    manager.goto("/ruang/rekan")
    do.follow(manager, "Undang rekan")
    do.fill(manager, {"Nama rekan": "Budi Uji", "Surel rekan": COLLEAGUE})
    do.press(manager, "Kirim undangan")
    expect(manager.locator("main")).to_contain_text("undangan belum diterima")
    colleague = promise.visit(do.link_in(do.last_mail(promise.live, COLLEAGUE), "/undangan/"))
    do.fill(colleague, {"Kata sandi": do.PASSWORD})
    do.press(colleague, "Buka akun")
    do.sign_in_as(colleague, COLLEAGUE)
    return colleague


def _records_the_rest_after_a_break(promise: Promise, page: Page) -> None:
    page.goto(f"/ruang/komitmen/{promise.reference}/langkah/2")
    do.choose_places(page, promise.kecamatan, promise.places)
    do.answer_places(page, promise.places)
    page.get_by_role("radio", name="Uang", exact=True).check()
    do.press(page, do.LATER)
    do.sign_out(page)
    do.sign_in_as(page, MANAGER)
    do.follow(page, TITLE)
    do.follow(page, "Lanjutkan mengisi")
    expect(page.get_by_role("radio", name="Uang", exact=True)).to_be_checked()
    do.answer_giving(page)
    do.answer_people(page)
    expect(page.locator("main")).to_contain_text("Rp75.000.000")
    do.press(page, "Kirim untuk diverifikasi")
    expect(page.locator("main")).to_contain_text(promise.reference)
    whatsapp = page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    assert whatsapp is not None
    assert whatsapp.startswith("https://wa.me/?text=")
    assert promise.reference in whatsapp


def _opens_from_the_queue(page: Page, title: str) -> None:
    """The oldest stand first: what came last is on the last page."""
    page.goto("/kantor")
    while not page.get_by_role("link", name=title).count():
        do.follow(page, "Berikutnya")
    do.follow(page, title)


def _decide(page: Page, decision: str, reason: str = "") -> None:
    page.get_by_label(decision, exact=True).check()
    do.fill(page, {"Catatan atau alasan untuk mitra": reason})
    do.press(page, "Simpan keputusan")


def _returns_it(promise: Promise, page: Page) -> None:
    _opens_from_the_queue(page, TITLE)
    _decide(page, "Kembalikan untuk diperbaiki")
    expect(page.get_by_role("group", name="Ada yang perlu diperbaiki")).to_be_focused()
    _decide(page, "Kembalikan untuk diperbaiki", RETURNED)
    promise.mail(MANAGER, RETURNED)


def _mends_it(promise: Promise, page: Page) -> None:
    page.goto("/ruang")
    do.follow(page, TITLE)
    expect(page.locator("main")).to_contain_text(RETURNED)
    page.goto(f"/ruang/komitmen/{promise.reference}/langkah/4?dari=periksa")
    do.fill(page, {"Jabatan yang menyetujui": "Ketua Dewan Pengurus"})
    do.press(page, do.SAVE)
    do.press(page, "Kirim untuk diverifikasi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Komitmen terkirim")


def _approves_it(promise: Promise, page: Page) -> None:
    _opens_from_the_queue(page, TITLE)
    expect(page.locator("main")).to_contain_text("Ketua Dewan Pengurus")
    _decide(page, "Setujui")
    page.goto(f"/kantor/komitmen/{promise.reference}")
    expect(page.get_by_role("link", name="Lihat halaman untuk umum")).to_be_visible()
    promise.mail(MANAGER, promise.reference)


def _reads_it(promise: Promise, page: Page, before: int) -> None:
    page.goto("/matriks")
    assert _cell(page, promise.kecamatan) == before + 1
    with page.expect_navigation():
        _row(page, promise.kecamatan).locator("td").nth(4).get_by_role("link").click()
    do.follow(page, TITLE)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert "Rini" not in page.content(), "the contact's name is never public"
    place = f"/wilayah/{do.code_of(promise.live, promise.kecamatan)}"
    for address in ("/komitmen?q=nelayan", "/mitra/yayasan-uji-janji-pertama", place):
        for language in ("", "/en"):
            page.goto(language + address)
            expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    page.goto(f"/en/komitmen/{promise.reference}")
    expect(page.locator("main")).to_contain_text("Infrastructure and connectivity")
    expect(page.locator("main")).to_contain_text("30 June 2027")
    csv = page.request.get("/data/komitmen.csv").text()
    assert sum(line.startswith(promise.reference) for line in csv.splitlines()) >= 1


def _row(page: Page, kecamatan: str):  # type: ignore[no-untyped-def]
    return page.locator("table.matrix tbody tr").filter(
        has=page.get_by_role("link", name=kecamatan, exact=True)
    )


def _cell(page: Page, kecamatan: str) -> int:
    """How many commitments strategy 5 has in a kecamatan, as the matrix says."""
    text = _row(page, kecamatan).locator("td").nth(4).inner_text().split()[0]
    return int(text) if text.isdigit() else 0
