"""People without a mouse, without script, or without their password."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.accounts.passwords import hash_password
from tests.factories import a_user
from tests.journeys import pledging as do
from tests.journeys.conftest import LiveSite, Visit

pytestmark = pytest.mark.journey
SUMMARY = "Ada yang perlu diperbaiki"


def test_a_forgotten_password_is_replaced_once_by_a_mailed_link(visit: Visit, live: LiveSite) -> None:
    with live.app.app_context():
        email = a_user(email="lupa@sandi.example", password_hash=hash_password("yang terlupa")).email
    page = visit("/masuk", phone=True)
    do.follow(page, "Lupa kata sandi?")
    do.fill(page, {"Alamat surel": email})
    do.press(page, "Kirim tautan")
    expect(page.locator("main")).to_contain_text("satu jam")
    link = do.link_in(do.last_mail(live, email), "/atur-sandi/")
    page.goto(link)
    do.fill(page, {"Kata sandi baru": "password"})
    do.press(page, "Simpan kata sandi")
    expect(page.get_by_role("group", name=SUMMARY)).to_be_visible()
    do.fill(page, {"Kata sandi baru": do.PASSWORD})
    do.press(page, "Simpan kata sandi")
    do.sign_in_as(page, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Akun saya")
    page.goto(link)
    expect(page.get_by_label("Kata sandi baru")).to_have_count(0)
    expect(page.get_by_role("link", name="Minta tautan baru")).to_be_visible()


def test_signing_in_needs_no_mouse(visit: Visit) -> None:
    page = visit("/masuk")
    assert _tab(page) == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert _tab(page) == "email"
    page.keyboard.type("bukan surel")
    assert _tab(page) == "password"
    page.keyboard.press("Enter")
    _expect_summary_that_leads_to_fields(page, ["email", "password"])
    page.keyboard.press("Control+a")
    page.keyboard.type("perusahaan@contoh.id")
    assert _tab(page) == "password"
    page.keyboard.type("contoh-sandi-uji")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tugas saya")


def test_the_first_step_of_a_pledge_needs_no_mouse(visit: Visit) -> None:
    page = visit("/ruang/komitmen/baru", by="perusahaan")
    page.goto("/ruang/komitmen/baru#isi")
    page.locator("#strategy_number").focus()
    assert _tab(page) == "title"
    page.keyboard.press("Enter")
    _expect_summary_that_leads_to_fields(page, ["strategy_number", "title"])
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("2. Peningkatan akses")).to_be_checked()
    assert _tab(page) == "title"
    page.keyboard.type("Beasiswa 20 anak nelayan sampai Juni 2027")
    assert _tab(page) == "description"
    assert _tab(page) == do.SAVE
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tempat dan jumlah")


def test_a_partner_pledges_without_script(visit: Visit, live: LiveSite) -> None:
    page = visit("/masuk", script=False, phone=True)
    do.sign_in_as(page, "perusahaan@contoh.id", "contoh-sandi-uji")
    page.goto("/ruang/komitmen/baru")
    kecamatan, places = do.three_places(live)
    reference = do.answer_what(page, "Rehabilitasi 4 rumah tanpa skrip sampai Juni 2027")
    do.choose_places(page, kecamatan, places)
    do.answer_places(page, places)
    do.answer_giving(page)
    do.answer_people(page)
    do.press(page, "Kirim untuk diverifikasi")
    expect(page.locator("main")).to_contain_text(reference)
    do.sign_out(page)
    page.goto(f"/ruang/komitmen/{reference}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")


FOCUS = """() => {const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
    const ring = s.outlineStyle !== 'none' || s.boxShadow !== 'none';
    const inside = b.width > 1 && b.top >= 0 && b.bottom <= innerHeight + 1;
    return ring && inside && (e.id || e.innerText.trim())}"""


def _tab(page: Page) -> str:
    """Press Tab; what has the focus then, once everybody can see that it has."""
    page.keyboard.press("Tab")
    return str(page.wait_for_function(FOCUS).json_value())


def _expect_summary_that_leads_to_fields(page: Page, fields: list[str]) -> None:
    """The summary has the focus; each of its links leads into its field, last of all the first."""
    summary = page.get_by_role("group", name=SUMMARY)
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Kesalahan:"))
    for name in reversed(fields):
        link = summary.locator(f"a[href='#{name}']").first
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{name}")).to_be_focused()
