"""The door: in by the form, out by the button, and what strangers learn at it (nothing)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.limits import SIGN_IN
from portal.accounts.models import SignIn, User
from portal.accounts.passwords import hash_password
from portal.accounts.rules import Language, OfficeRoleName
from portal.core.clock import at, now
from portal.core.database import db
from portal.notifications.models import OutboxMail
from tests.browser import Browser
from tests.factories import a_member, a_user, an_organisation
from tests.support.hostile import LEAVING

PASSWORD = "kuda sawah bambu"
KNOWN = hash_password(PASSWORD)
R = OfficeRoleName


def answers(person: User, password: str = PASSWORD) -> dict[str, str]:
    return {"email": person.email, "password": password}


def signed_in(browser: Browser, person: User) -> Browser:
    browser.post("/masuk", answers(person))
    return browser


def a_copy(browser: Browser) -> Browser:
    """Another browser with the same cookies: somebody copied them."""
    other = Browser(browser.site)
    for cookie in browser.client._cookies.values():
        other.client.set_cookie(cookie.key, cookie.value, domain=cookie.domain, path=cookie.path)
    return other


def where(browser: Browser, person: User, query: str = "") -> str:
    return browser.post("/masuk" + query, answers(person)).response.location


def test_everybody_lands_where_their_work_is(browser: Browser) -> None:
    office = a_user(R.VERIFIER, password_hash=KNOWN)
    partner = a_member(an_organisation(), password_hash=KNOWN)
    assert where(browser, office) == "/kantor"
    assert where(browser, partner) == "/ruang"
    assert where(browser, a_user(password_hash=KNOWN)) == "/akun"


def test_one_lands_in_ones_own_language(browser: Browser) -> None:
    person = a_user(password_hash=KNOWN, language=Language.ENGLISH)
    assert where(browser, person) == "/en/akun"
    assert where(browser, person, "?next=/matriks?tahun=2026") == "/en/matriks?tahun=2026"


def test_the_page_asked_for_comes_next(browser: Browser) -> None:
    person = a_user(password_hash=KNOWN)
    asked = browser.get("/akun/sandi", 302).response.location
    assert browser.post(asked, answers(person)).response.location == "/akun/sandi"


@pytest.mark.parametrize("evil", LEAVING)
def test_next_never_leaves_the_site(browser: Browser, evil: str) -> None:
    person = a_user(password_hash=KNOWN)
    page = browser.client.post("/masuk", query_string={"next": evil}, data=answers(person))
    assert page.location == "/akun"


@pytest.mark.parametrize(
    "given", [{"is_active": False}, {"email_confirmed_at": None}, {"password_hash": None}, {}]
)
def test_every_refusal_looks_the_same(browser: Browser, given: dict[str, object]) -> None:
    person = a_user(**({"password_hash": KNOWN} | given))
    known = browser.post("/masuk", answers(person, PASSWORD if given else "salah sekali"), 422)
    unknown = browser.post("/masuk", {"email": "siapa@contoh.id", "password": PASSWORD}, 422)
    assert known.errors() == unknown.errors() != []
    assert known.main.replace(person.email, "") == unknown.main.replace("siapa@contoh.id", "")


def test_what_was_typed_stays_but_never_the_password(browser: Browser) -> None:
    page = browser.post("/masuk", {"email": "siapa@contoh.id", "password": "rahasia sekali"}, 422)
    assert page.form()["email"] == "siapa@contoh.id"
    assert "rahasia sekali" not in page.text


def test_too_many_tries_are_refused_even_with_the_right_password(browser: Browser) -> None:
    person = a_user(password_hash=KNOWN)
    for _n in range(SIGN_IN.times):
        browser.post("/masuk", answers(person, "salah sekali"), 422)
    assert "Terlalu banyak percobaan" in browser.post("/masuk", answers(person), 429).errors()[0]
    assert browser.post("/masuk", {"email": "lain@contoh.id", "password": PASSWORD}, 422)
    with at(now() + timedelta(minutes=SIGN_IN.minutes + 1)):
        signed_in(browser, person)


def test_an_unknown_address_is_throttled_alike(browser: Browser) -> None:
    for _n in range(SIGN_IN.times):
        browser.post("/masuk", {"email": "siapa@contoh.id", "password": PASSWORD}, 422)
    browser.post("/masuk", {"email": "siapa@contoh.id", "password": PASSWORD}, 429)


def test_one_place_cannot_try_everybody(browser: Browser) -> None:
    for n in range(SIGN_IN.from_one_place):
        browser.client.post("/masuk", data={"email": f"orang{n}@lain.id", "password": "x"})
    browser.post("/masuk", {"email": "terakhir@lain.id", "password": PASSWORD}, 429)


def test_a_session_is_new_at_each_signing_in(browser: Browser) -> None:
    person = a_user(password_hash=KNOWN)
    first = a_copy(signed_in(browser, person))
    first.get("/akun")
    second = signed_in(browser, person)
    second.get("/akun")
    first.get("/akun", 302)
    assert db.session.scalar(select(func.count(SignIn.id)).where(SignIn.ended_at.is_(None))) == 1


def test_a_cookie_copied_before_signing_out_is_dead_afterwards(browser: Browser) -> None:
    copy = a_copy(signed_in(browser, a_user(password_hash=KNOWN)))
    assert browser.post("/keluar").response.location == "/"
    copy.get("/akun", 302)
    assert "simpul" not in browser.client.get("/").headers.get("Set-Cookie", "")


def test_a_cookie_dies_with_the_account(browser: Browser) -> None:
    person = a_user(password_hash=KNOWN)
    signed_in(browser, person)
    Browser(browser.site).sign_in(a_user(R.ADMIN)).post(f"/kantor/pengguna/{person.id}/nonaktifkan")
    browser.get("/akun", 302)


def test_a_cookie_dies_with_the_old_password(browser: Browser) -> None:
    copy = a_copy(signed_in(browser, a_user(password_hash=KNOWN)))
    browser.post("/akun/sandi", {"current": PASSWORD, "password": "perahu nelayan senja"})
    browser.get("/akun")
    copy.get("/akun", 302)


@pytest.mark.parametrize(
    ("roles", "minutes", "status"),
    [((R.SEKDA,), 31, 302), ((R.SEKDA,), 29, 200), ((), 31, 200), ((), 481, 302)],
)
def test_sessions_end_idle_in_the_office_and_after_eight_hours(
    browser: Browser, roles: tuple[OfficeRoleName, ...], minutes: int, status: int
) -> None:
    signed_in(browser, a_user(*roles, password_hash=KNOWN))
    with at(now() + timedelta(minutes=minutes)):
        browser.get("/akun", status)


def test_work_keeps_an_office_session_alive_but_not_beyond_eight_hours(browser: Browser) -> None:
    signed_in(browser, a_user(R.SEKDA, password_hash=KNOWN))
    began = now()
    for minutes in range(20, 480, 20):
        with at(began + timedelta(minutes=minutes)):
            browser.get("/akun")
    with at(began + timedelta(minutes=482)):
        browser.get("/akun", 302)


def test_the_session_cookie_is_guarded(browser: Browser) -> None:
    cookie = browser.post("/masuk", answers(a_user(password_hash=KNOWN))).response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


def test_reset_links_begin_with_the_configured_address_only(browser: Browser) -> None:
    person = a_user(password_hash=KNOWN)
    headers = {"Host": "127.0.0.1", "X-Forwarded-Host": "jahat.example", "Forwarded": "host=jahat.example"}
    browser.client.post("/lupa-sandi", data={"email": person.email}, headers=headers)
    body = db.session.scalars(select(OutboxMail.body)).one()
    assert "http://localhost/atur-sandi/" in body
    assert "jahat" not in body and "127.0.0.1" not in body


def test_a_wrong_host_is_refused(site: Flask) -> None:
    for path in ("/", "/masuk", "/lupa-sandi", "/sehat"):
        assert site.test_client().get(path, headers={"Host": "jahat.example"}).status_code == 400


def test_asking_for_a_password_answers_alike_for_everybody(browser: Browser) -> None:
    person = a_user(password_hash=KNOWN)
    known = browser.post("/lupa-sandi", {"email": person.email}, 200)
    unknown = browser.post("/lupa-sandi", {"email": "siapa@contoh.id"}, 200)
    assert known.main.replace(person.email, "") == unknown.main.replace("siapa@contoh.id", "")


def test_asking_for_a_password_has_its_limit(browser: Browser) -> None:
    for _n in range(4):
        browser.post("/lupa-sandi", {"email": "siapa@contoh.id"}, 200)
    browser.post("/lupa-sandi", {"email": "siapa@contoh.id"}, 429)


def test_nothing_typed_at_the_door_breaks_it(browser: Browser) -> None:
    for text in (
        "\x00",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "😀" * 200,
        "a\r\nBcc: b@c.id",
        "{{7*7}}",
    ):
        page = browser.post("/masuk", {"email": text, "password": text}, 422)
        assert "<script>alert" not in page.text
