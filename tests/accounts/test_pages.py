"""Pages of accounts in both languages, as each kind of person sees them."""

import pytest

from portal.accounts.rules import TokenPurpose
from portal.accounts.tokens import issue_token
from portal.core.database import db
from tests.browser import Browser
from tests.factories import a_member, a_user, a_verifier, an_admin, an_organisation

LANGUAGES = ["", "/en"]


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", ["/masuk", "/masuk?next=/akun", "/lupa-sandi", "/atur-sandi/tidak-ada"])
def test_open_pages_can_be_read(browser: Browser, prefix: str, path: str) -> None:
    assert browser.get(prefix + path, 410 if "tidak-ada" in path else 200).h1


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", ["/akun", "/akun/sandi", "/akun/surel"])
def test_own_pages_can_be_read(browser: Browser, prefix: str, path: str) -> None:
    browser.sign_in(a_member(an_organisation()))
    assert browser.get(prefix + path).h1


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_an_administrator_reads_the_people(browser: Browser, prefix: str) -> None:
    admin = an_admin()
    browser.sign_in(admin)
    person = a_verifier(2, 5)
    for path in ("", "/undang", f"/{person.id}", f"/{admin.id}"):
        assert browser.get(f"{prefix}/kantor/pengguna{path}").h1


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("purpose", list(TokenPurpose))
def test_pages_behind_mailed_links_can_be_read(browser: Browser, prefix: str, purpose: TokenPurpose) -> None:
    token = issue_token(a_user(), purpose)
    db.session.commit()
    page = browser.get(f"{prefix}/{purpose.slug}/{token}")
    assert page.h1
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", ["atur-sandi", "undangan", "konfirmasi"])
def test_a_dead_link_says_so_kindly_and_leads_on(browser: Browser, prefix: str, path: str) -> None:
    page = browser.get(f"{prefix}/{path}/basi", 410)
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert any(link.endswith(("/masuk", "/lupa-sandi")) for link in page.links())


def test_who_was_sent_to_sign_in_is_told_why(browser: Browser) -> None:
    page = browser.get("/akun", follow=True)
    assert "Masuk dahulu untuk membuka halaman itu." in page.main
