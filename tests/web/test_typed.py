"""A form that comes too late: nobody is let in, and nothing typed is lost."""

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import a_user

LONG = "Jembatan gantung <b>dua</b> unit untuk anak sekolah"
ANSWERS = {
    "title": LONG,
    "description": "pendek",
    "password": "kata sandi yang panjang",
    "csrf_token": "x" * 40,
}
HERE = {"Origin": "http://localhost"}


def test_after_the_session_a_form_shows_what_was_typed(browser: Browser) -> None:
    page = browser._open("post", "/ruang/komitmen/baru", data=ANSWERS, headers=HERE)
    assert (page.status, page.h1) == (401, "Sesi Anda sudah berakhir")
    assert page.html.xpath("//textarea")[0].text.strip() == LONG
    assert len(page.html.xpath("//textarea")) == 1, "no password, no token, nothing short"
    assert "/masuk?next=/ruang/komitmen/baru" in page.links()
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://jahat.example"}, {"Origin": "null"}])
def test_what_another_site_wrote_is_not_repeated(browser: Browser, headers: dict[str, str]) -> None:
    page = browser._open("post", "/ruang/komitmen/baru", data=ANSWERS, headers=headers)
    assert page.status == 401
    assert "Jembatan" not in page.text


def test_a_form_with_a_dead_token_shows_what_was_typed(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.config, "WTF_CSRF_ENABLED", True)
    page = Browser(site).sign_in(a_user())._open("post", "/akun", data=ANSWERS, headers=HERE)
    assert page.status == 400
    assert page.html.xpath("//textarea")[0].text.strip() == LONG


def test_signed_out_in_another_tab_leads_to_the_sign_in_page(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.config, "WTF_CSRF_ENABLED", True)
    page = Browser(site)._open("post", "/ruang/komitmen/baru", data=ANSWERS, headers=HERE)
    assert (page.status, page.h1) == (401, "Sesi Anda sudah berakhir")


def test_reading_leads_to_the_sign_in_page_and_back(browser: Browser) -> None:
    for method in ("get", "head"):
        page = browser._open(method, "/kantor?halaman=2")
        assert page.response.location == "/masuk?next=/kantor?halaman%3D2"
