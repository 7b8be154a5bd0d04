"""No form is taken without the token of the very session it was shown to."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.accounts.passwords import hash_password
from portal.core.database import db
from tests.browser import Browser, Page
from tests.factories import a_user, an_admin

KNOWN = hash_password("kuda sawah bambu")


@pytest.fixture
def guarded(site: Flask) -> Iterator[Flask]:
    """The site as it is served: every POST needs its token."""
    site.config["WTF_CSRF_ENABLED"] = True
    yield site
    site.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("token", [None, "", "bukan-token", "IjEi.aaaa.bbbb"])
def test_a_missing_or_wrong_token_gives_a_kind_page(guarded: Flask, token: str | None) -> None:
    person, browser = a_user(password_hash=KNOWN), Browser(guarded)
    browser.get("/masuk")
    answers = {"email": person.email, "password": "kuda sawah bambu"}
    page = browser.post("/masuk", answers | ({} if token is None else {"csrf_token": token}), 400)
    assert page.h1 == "Formulir ini sudah tidak berlaku"
    assert page.links()


def test_another_persons_token_is_refused(guarded: Flask) -> None:
    mine, theirs, person = Browser(guarded), Browser(guarded), a_user()
    token = mine.sign_in(an_admin()).get("/akun").form()["csrf_token"]
    form = theirs.sign_in(person).get("/akun").form()
    theirs.post("/akun", form | {"csrf_token": token, "name": "Orang lain"}, 400)
    db.session.refresh(person)
    assert person.name != "Orang lain"
    theirs.post("/akun", form | {"name": "Nama sendiri"})


def test_a_token_from_before_signing_in_is_dead_afterwards(guarded: Flask) -> None:
    person, browser = a_user(password_hash=KNOWN), Browser(guarded)
    form = browser.get("/masuk").form()
    browser.post("/masuk", form | {"email": person.email, "password": "kuda sawah bambu"})
    browser.post("/keluar", {"csrf_token": form["csrf_token"]}, 400)
    browser.get("/akun")


@pytest.mark.parametrize(
    "path", ["/keluar", "/lupa-sandi", "/akun", "/akun/sandi", "/kantor/pengguna/1/nonaktifkan"]
)
def test_every_kind_of_post_is_guarded(guarded: Flask, path: str) -> None:
    Browser(guarded).sign_in(an_admin()).post(path, {"email": "a@contoh.id"}, 400)


def test_forms_work_over_https_without_a_referer(guarded: Flask) -> None:
    """Pages behind mailed links send none on purpose."""
    client = guarded.test_client()
    page = Page(client.get("/lupa-sandi", base_url="https://localhost"), [])
    answers = page.form() | {"email": "a@contoh.id"}
    assert client.post("/lupa-sandi", data=answers, base_url="https://localhost").status_code == 200
