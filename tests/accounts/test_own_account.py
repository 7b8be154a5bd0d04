"""One's own account: name and language, password, address."""

import pytest
from sqlalchemy import Connection, event, select, update
from sqlalchemy.orm import Session

from portal.accounts.models import User
from portal.accounts.passwords import hash_password
from portal.accounts.rules import Language
from portal.core.database import db, is_writing
from portal.notifications.models import OutboxMail
from tests.browser import Browser
from tests.factories import a_member, a_user, an_organisation

PASSWORD = "kuda sawah bambu"
KNOWN = hash_password(PASSWORD)


def test_memberships_are_shown(browser: Browser) -> None:
    organisation = an_organisation(name="Yayasan Bakau")
    page = browser.sign_in(a_member(organisation)).get("/akun")
    assert "Yayasan Bakau" in page.main and "Pengelola" in page.main


def test_name_and_language_are_kept_with_the_account(browser: Browser) -> None:
    person = a_user()
    form = browser.sign_in(person).get("/akun").form()
    page = browser.post("/akun", form | {"name": "Siti Aminah", "language": "en"})
    assert page.response.location == "/en/akun"
    db.session.refresh(person)
    assert (person.name, person.language) == ("Siti Aminah", Language.ENGLISH)


def test_a_stale_edit_is_a_clash_and_loses_nothing(browser: Browser) -> None:
    person = a_user()
    form = browser.sign_in(person).get("/akun").form()
    browser.post("/akun", form | {"name": "Nama Pertama"})
    page = browser.post("/akun", form | {"name": "Nama Kedua"}, 409)
    assert page.form()["name"] == "Nama Kedua"
    assert "Nama Pertama" in page.main


def test_extra_fields_take_no_effect(browser: Browser) -> None:
    person = a_user()
    form = browser.sign_in(person).get("/akun").form()
    browser.post(
        "/akun", form | {"name": "Siti", "email": "lain@contoh.id", "roles": "admin", "is_active": ""}
    )
    db.session.refresh(person)
    assert person.email != "lain@contoh.id" and not person.roles and person.is_active


def test_an_account_disabled_while_its_act_waits_changes_nothing(browser: Browser) -> None:
    def close(_session: Session, _transaction: object, connection: Connection) -> None:
        if is_writing():  # past the door, before the first word of the act
            connection.execute(update(User).values(is_active=False))

    person = a_user()
    form = browser.sign_in(person).get("/akun").form()
    event.listen(Session, "after_begin", close)
    try:
        page = browser.post("/akun", form | {"name": "Siti Aminah"}, 409)
    finally:
        event.remove(Session, "after_begin", close)
    assert "dinonaktifkan" in page.main and page.form()["name"] == "Siti Aminah"
    db.session.refresh(person)
    assert person.name != "Siti Aminah"


def test_the_present_password_is_asked_again(browser: Browser) -> None:
    browser.sign_in(a_user(password_hash=KNOWN))
    wrong = {"current": "salah sekali", "password": "perahu nelayan senja", "email": "baru@contoh.id"}
    for path in ("/akun/sandi", "/akun/surel"):
        assert "tidak cocok" in browser.post(path, wrong, 422).errors()[0]


def test_guessing_the_present_password_has_its_limit(browser: Browser) -> None:
    browser.sign_in(a_user(password_hash=KNOWN))
    wrong = {"current": "salah sekali", "password": "perahu nelayan senja"}
    for _n in range(10):
        browser.post("/akun/sandi", wrong, 422)
    browser.post("/akun/sandi", wrong | {"current": PASSWORD}, 429)


@pytest.mark.parametrize("taken", [True, False])
def test_a_new_address_is_answered_alike_taken_or_not(browser: Browser, taken: bool) -> None:
    if taken:
        a_user(email="baru@contoh.id")
    browser.sign_in(a_user(password_hash=KNOWN, email="lama@contoh.id"))
    answers = {"current": PASSWORD, "email": "baru@contoh.id"}
    page = browser.post("/akun/surel", answers, follow=True)
    assert "Kami mengirim tautan ke alamat baru." in page.main and "lama@contoh.id" in page.main
    assert db.session.scalars(select(OutboxMail.recipient)).all() == ["baru@contoh.id"]
