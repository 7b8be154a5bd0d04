"""The first administrator comes from the command line."""

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import User
from portal.accounts.passwords import password_is
from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from tests.browser import Browser
from tests.factories import a_user

CREATE = ["people", "create-admin"]


def test_a_link_to_set_a_password_is_printed(site: Flask) -> None:
    done = site.test_cli_runner().invoke(args=[*CREATE, "Admin@Contoh.id", "Siti Aminah"])
    assert done.exit_code == 0, done.output
    path = done.output.split("http://localhost")[1].strip()
    browser = Browser(site)
    browser.post(path, {"name": "Siti Aminah", "password": "kuda sawah bambu"})
    page = browser.post("/masuk", {"email": "admin@contoh.id", "password": "kuda sawah bambu"})
    assert page.response.location == "/kantor"


def test_a_password_is_asked_for_when_wanted(site: Flask) -> None:
    typed = "kuda sawah bambu\nkuda sawah bambu\n"
    done = site.test_cli_runner().invoke(args=[*CREATE, "a@contoh.id", "Siti", "--ask-password"], input=typed)
    assert "http" not in done.output and "kuda" not in done.output
    user = db.session.scalars(select(User).filter_by(email="a@contoh.id")).one()
    assert password_is("kuda sawah bambu", user.password_hash) and user.email_confirmed_at


def test_a_known_person_becomes_an_administrator_once(site: Flask) -> None:
    person = a_user(is_active=False)
    for _twice in range(2):
        assert site.test_cli_runner().invoke(args=[*CREATE, person.email, "Siti"]).exit_code == 0
    db.session.expire_all()
    assert person.roles == {OfficeRoleName.ADMIN} and person.is_active


def test_poor_answers_are_refused_and_change_nothing(site: Flask) -> None:
    run = site.test_cli_runner()
    poor = run.invoke(args=[*CREATE, "a@contoh.id", "Siti", "--ask-password"], input="password1\npassword1\n")
    assert poor.exit_code == 1 and "mudah ditebak" in poor.output
    assert run.invoke(args=[*CREATE, "bukan-alamat", "Siti"]).exit_code == 2
    assert db.session.scalar(select(User).filter_by(email="a@contoh.id")) is None
