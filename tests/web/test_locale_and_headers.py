"""Two languages by address, headers on every answer, no cookie for visitors."""

import re

import pytest
from flask import Flask

from tests.browser import Browser


@pytest.mark.parametrize("address", ["/tentang", "/en/tentang", "/tidak-ada", "/en/tidak-ada", "/ruang"])
def test_every_answer_carries_the_promised_headers(site: Flask, address: str) -> None:
    answer = site.test_client().get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Cookie" in answer.headers["Vary"]


def test_the_address_decides_the_language(browser: Browser) -> None:
    assert browser.get("/tentang").html.get("lang") == "id"
    english = browser.get("/en/tentang")
    assert english.html.get("lang") == "en"
    own = [
        link for link in english.links() if link.startswith("/") and not link.startswith(("/static", "/en"))
    ]
    assert set(own) == {"/tentang"}, "only the language switch leaves English"


@pytest.mark.parametrize(
    "address", ["/", "/komitmen", "/matriks", "/mitra", "/kantong", "/tentang", "/data", "/en"]
)
def test_public_pages_set_no_cookie(site: Flask, address: str) -> None:
    answer = site.test_client().get(address)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")


def test_private_pages_are_kept_by_nobody(site: Flask) -> None:
    answer = site.test_client().get("/masuk")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/ruang", "/kantor", "/akun", "/ruang/komitmen.csv"])
def test_the_way_to_the_sign_in_page_is_kept_by_nobody(site: Flask, address: str) -> None:
    answer = site.test_client().get(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")


def test_a_wrong_host_is_refused(site: Flask) -> None:
    answer = site.test_client().get("/", headers={"Host": "evil.example"})
    assert (answer.status_code, b"evil" in answer.data) == (400, False)


def test_an_unknown_address_gives_a_kind_page_with_a_way_on(browser: Browser) -> None:
    page = browser.get("/tidak-ada", status=404)
    assert "Halaman tidak ditemukan" in page.h1
    assert "/" in page.links()


def test_line_breaks_in_an_address_never_reach_a_header_or_a_log_line(
    site: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "simpul"):
        site.test_client().get("/a%0d%0aSet-Cookie:%20x=1")
    assert all("\n" not in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("address", ["/en/\\jahat.example/a", "/en/%5Cjahat.example", "/en//jahat.example"])
def test_the_language_switch_never_leaves_the_site(browser: Browser, address: str) -> None:
    links = browser.get(address, status=404).links()
    assert [link for link in links if "jahat" in link and not re.match(r"/[a-z%]", link)] == []


def test_a_query_that_is_no_text_is_answered(site: Flask) -> None:
    answer = site.test_client().get("/komitmen?q=%ff%fe%00%0d%0a&%ff=%ff")
    assert answer.status_code == 200
    assert "\r" not in answer.get_data(as_text=True)
