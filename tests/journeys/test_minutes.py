"""Writing minutes in a real browser: it saves by itself, survives a lost connection, loses no words."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from portal.accounts.models import User
from portal.core.database import db, transaction
from portal.minutes import actions, queries
from tests.journeys import pledging as do
from tests.journeys.conftest import LiveSite, Visit
from tests.minutes.support import a_meeting

pytestmark = pytest.mark.journey
LOST = "Koneksi terputus. Tulisan Anda aman di perangkat ini"
SAVED = re.compile(r"Draf tersimpan pukul \d\d\.\d\d WIB")


@pytest.fixture
def address(live: LiveSite) -> str:
    """The editor of a meeting that just took place."""
    with live.app.app_context():
        reference = a_meeting(note_taker=_person("notulis")).reference
    return f"/kantor/fgd/{reference}/notulen"


def _person(word: str) -> User:
    return db.session.scalars(select(User).filter_by(email=f"{word}@contoh.id")).one()


def _kept(app: Flask, address: str) -> tuple[str, int]:
    """The text on the server, and its revision."""
    with app.app_context():
        minutes = queries.get_minutes(address.split("/")[3])
        assert minutes is not None
        return minutes.text, minutes.revision


def _another_writes(app: Flask, address: str, text: str) -> None:
    with app.app_context(), transaction():
        minutes = queries.get_minutes(address.split("/")[3])
        actions.save_text(minutes, by=_person("verifikator"), text=text, base=minutes.revision)


def _expect_nothing_on_the_device(page: Page) -> None:
    page.wait_for_function("() => Object.keys(localStorage).every(k => !k.startsWith('simpul:'))")


def test_what_is_typed_saves_itself_in_few_revisions(visit: Visit, live: LiveSite, address: str) -> None:
    page = visit(address, by="notulis", phone=True)
    page.clock.install()
    for _ in range(12):
        page.get_by_label("Isi notulen").press_sequentially("kata ")
        page.clock.run_for(600)  # seven seconds in all; the hands of the clock are turned
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.clock.run_for(6000)
    _expect_nothing_on_the_device(page)
    text, revision = _kept(live.app, address)
    assert text == page.get_by_label("Isi notulen").input_value().strip()
    assert 1 <= revision <= 3


def test_the_tools_and_the_preview_help(visit: Visit, address: str) -> None:
    page = visit(address, by="notulis")
    field = page.get_by_label("Isi notulen")
    field.fill("penting")
    field.select_text()
    page.get_by_role("button", name="Tebal").click()
    expect(field).to_have_value("**penting**")
    page.get_by_role("button", name="Pratinjau").click()
    expect(page.locator("[data-preview-text] strong")).to_have_text("penting")
    field.fill("satu\ndua")
    field.select_text()
    page.get_by_role("button", name="Daftar bernomor").click()
    expect(field).to_have_value("1. satu\n2. dua")


def test_writing_without_a_connection_is_kept_and_sent_when_it_is_back(
    visit: Visit, live: LiveSite, address: str
) -> None:
    page = visit(address, by="notulis", phone=True)
    page.context.set_offline(True)
    page.get_by_label("Isi notulen").fill("Ditulis tanpa koneksi")
    expect(page.get_by_text(LOST)).to_be_visible()
    assert _kept(live.app, address) == ("", 0)
    page.context.set_offline(False)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert _kept(live.app, address) == ("Ditulis tanpa koneksi", 1)
    _expect_nothing_on_the_device(page)


def test_a_tab_closed_without_a_connection_loses_nothing(visit: Visit, live: LiveSite, address: str) -> None:
    page = visit(address, by="notulis")
    context = page.context
    context.set_offline(True)
    page.get_by_label("Isi notulen").fill("Tertinggal di perangkat")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_label("Isi notulen")).to_have_value("Tertinggal di perangkat")
    expect(again.get_by_text(SAVED)).to_be_visible()
    assert _kept(live.app, address) == ("Tertinggal di perangkat", 1)


def test_what_changed_meanwhile_is_never_overwritten(visit: Visit, live: LiveSite, address: str) -> None:
    _another_writes(live.app, address, "Satu")
    page = visit(address, by="notulis")
    page.context.set_offline(True)
    page.get_by_label("Isi notulen").fill("Satu <b>dari saya</b>")
    _another_writes(live.app, address, "Satu dari orang lain")
    expect(page.get_by_text(LOST)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Tulisan di server sudah berubah.")).to_be_visible()
    assert _kept(live.app, address) == ("Satu dari orang lain", 2)
    do.press(page, "Bandingkan dan putuskan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dua orang menulis bersamaan")
    expect(page.get_by_role("region", name="Tersimpan sekarang")).to_contain_text("orang lain")
    page.get_by_label("Isi notulen").fill("Satu dari kami berdua")
    do.press(page, "Simpan teks ini")
    expect(page.get_by_label("Isi notulen")).to_have_value("Satu dari kami berdua")
    assert _kept(live.app, address) == ("Satu dari kami berdua", 3)
    _expect_nothing_on_the_device(page)


def test_two_who_write_in_two_browsers_both_keep_their_words(
    visit: Visit, live: LiveSite, address: str
) -> None:
    _another_writes(live.app, address, "Satu\n\nDua\n\nTiga")
    one, other = visit(address, by="notulis"), visit(address, by="verifikator", script=False)
    one.clock.install()
    one.get_by_label("Isi notulen").fill("SATU\n\nDua\n\nTiga")
    one.clock.run_for(6000)
    expect(one.get_by_text(SAVED)).to_be_visible()
    other.get_by_label("Isi notulen").fill("Satu\n\nDua\n\nTIGA")
    do.press(other, "Simpan")
    expect(other.get_by_role("heading", level=1)).to_have_text("Dua orang menulis bersamaan")
    expect(other.get_by_label("Isi notulen")).to_have_value("SATU\n\nDua\n\nTIGA")
    assert _kept(live.app, address)[0] == "SATU\n\nDua\n\nTiga"
    do.press(other, "Simpan teks ini")
    expect(other.get_by_label("Isi notulen")).to_have_value("SATU\n\nDua\n\nTIGA")
    one.get_by_label("Isi notulen").fill("SATU\n\nDUA\n\nTiga")
    one.clock.run_for(6000)
    expect(one.get_by_text("Tulisan di server sudah berubah.")).to_be_visible()
    assert _kept(live.app, address)[0] == "SATU\n\nDua\n\nTIGA"


@pytest.mark.parametrize("place", ["", "/"])
def test_signing_out_leaves_nothing_on_the_device(visit: Visit, address: str, place: str) -> None:
    page = visit(address, by="notulis")
    page.context.set_offline(True)
    page.get_by_label("Isi notulen").fill("Rahasia rapat")
    expect(page.get_by_text(LOST)).to_be_visible()
    page.evaluate("() => localStorage.setItem('simpul:minutes:lama', '{}')")
    page.context.set_offline(False)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto(place or address)
    with page.expect_navigation(url=re.compile(r"/$")):
        page.get_by_role("button", name="Keluar").first.click()
    expect(page.get_by_role("link", name="Masuk").first).to_be_visible()
    _expect_nothing_on_the_device(page)
