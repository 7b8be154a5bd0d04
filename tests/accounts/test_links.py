"""Pages behind mailed links: opening one changes nothing, the button does, and only once."""

from sqlalchemy import select

from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName, TokenPurpose
from portal.accounts.tokens import issue_token
from portal.core.database import db
from portal.notifications.models import OutboxMail
from tests.browser import Browser
from tests.factories import a_user, an_admin

NEW = "perahu nelayan senja"


def a_link(person: User, purpose: TokenPurpose) -> str:
    token = issue_token(person, purpose)
    db.session.commit()
    return f"/{purpose.slug}/{token}"


def test_a_forgotten_password_is_set_anew_by_the_link(browser: Browser) -> None:
    person = a_user(password_hash="lama")
    browser.post("/lupa-sandi", {"email": person.email}, 200)
    path = db.session.scalars(select(OutboxMail.body)).one().split("http://localhost")[1].split()[0]
    browser.get(path)
    assert browser.post(path, {"password": NEW}).response.location == "/masuk"
    browser.get(path, 410)
    assert browser.post("/masuk", {"email": person.email, "password": NEW}).response.location == "/akun"


def test_opening_a_confirmation_spends_nothing(browser: Browser) -> None:
    person = a_user(email_confirmed_at=None)
    path = a_link(person, TokenPurpose.CONFIRM)
    for _scanner in range(3):
        assert person.email in browser.get(path).main
    assert person.email_confirmed_at is None
    browser.post(path)
    db.session.refresh(person)
    assert person.email_confirmed_at is not None
    browser.get(path, 410)


def test_an_invitation_opens_an_account(browser: Browser) -> None:
    person = a_user(OfficeRoleName.NOTE_TAKER, name="Budi", email_confirmed_at=None)
    path = a_link(person, TokenPurpose.INVITE)
    assert browser.get(path).form()["name"] == "Budi"
    browser.post(path, {"name": "Budi Santoso", "password": NEW})
    assert browser.post("/masuk", {"email": person.email, "password": NEW}).response.location == "/kantor"


def test_a_poor_password_is_refused_at_its_field_and_the_link_lives(browser: Browser) -> None:
    path = a_link(a_user(email_confirmed_at=None), TokenPurpose.INVITE)
    page = browser.post(path, {"name": "Budi Santoso", "password": "password1"}, 422)
    assert "mudah ditebak" in page.errors()[0]
    assert page.form()["name"] == "Budi Santoso"
    browser.get(path)


def test_the_link_of_a_closed_account_is_dead(browser: Browser) -> None:
    path = a_link(a_user(is_active=False), TokenPurpose.RESET)
    assert "lewat waktunya" in browser.get(path, 410).main
    browser.post(path, {"password": NEW}, 410)


def test_extra_fields_take_no_effect(browser: Browser) -> None:
    person = a_user(email_confirmed_at=None)
    path = a_link(person, TokenPurpose.INVITE)
    extra = {"email": "lain@contoh.id", "roles": "admin", "is_active": "", "id": "1", "user_id": "1"}
    browser.post(path, {"name": "Budi", "password": NEW} | extra)
    db.session.refresh(person)
    assert person.email != "lain@contoh.id"
    assert not person.roles


def test_the_secret_of_a_link_is_not_logged(browser: Browser, caplog: object) -> None:
    path = a_link(a_user(), TokenPurpose.RESET)
    with caplog.at_level("INFO", logger="simpul"):  # type: ignore[attr-defined]
        browser.get(path)
    assert "/atur-sandi/" in caplog.text and path.split("/")[2] not in caplog.text  # type: ignore[attr-defined]


def test_a_new_address_takes_the_place_of_the_old_one(browser: Browser) -> None:
    person = an_admin()
    token = issue_token(person, TokenPurpose.CONFIRM, new_email="baru@contoh.id")
    db.session.commit()
    assert "baru@contoh.id" in browser.get(f"/konfirmasi/{token}").main
    browser.post(f"/konfirmasi/{token}")
    db.session.refresh(person)
    assert person.email == "baru@contoh.id"
