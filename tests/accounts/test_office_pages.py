"""The office keeps its people: who may, what it shows, what it refuses."""

import pytest
from sqlalchemy import select

from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.notifications.models import OutboxMail
from tests.browser import Browser
from tests.factories import a_member, a_user, a_verifier, an_admin, an_organisation

R = OfficeRoleName
PATHS = ["/kantor/pengguna", "/kantor/pengguna/undang", "/kantor/pengguna/1"]


@pytest.fixture
def office(browser: Browser) -> Browser:
    return browser.sign_in(an_admin())


@pytest.mark.parametrize("path", PATHS)
def test_only_administrators_come_in(browser: Browser, path: str) -> None:
    browser.get(path, 302)
    browser.sign_in(a_user(R.VERIFIER, R.SEKDA, R.NOTE_TAKER)).get(path, 404 if path.endswith("1") else 403)


@pytest.mark.parametrize("act", ["nonaktifkan", "aktifkan", "undang-lagi"])
def test_nobody_else_closes_or_opens_accounts(browser: Browser, act: str) -> None:
    person = a_user()
    browser.sign_in(a_verifier()).post(f"/kantor/pengguna/{person.id}/{act}", status=404)
    db.session.refresh(person)
    assert person.is_active


def test_people_are_searched_and_filtered(office: Browser) -> None:
    a_user(name="Siti Aminah")
    a_member(an_organisation(name="Yayasan Bakau"), name="Rina")
    a_verifier()
    assert "Siti Aminah" in office.get("/kantor/pengguna?q=aminah").main
    assert "Yayasan Bakau" in office.get("/kantor/pengguna?q=rina").main
    assert "Siti Aminah" not in office.get("/kantor/pengguna?peran=verifikator").main
    assert "Tidak ada pengguna yang cocok" in office.get("/kantor/pengguna?q=xyz").main


def test_the_list_is_paged_with_the_same_number_of_queries(office: Browser) -> None:
    few = office.get("/kantor/pengguna").queries
    for _n in range(25):
        a_member(an_organisation())
    page = office.get("/kantor/pengguna")
    assert len(page.queries) == len(few)
    assert "Menampilkan 1–20 dari 26" in page.main
    office.get("/kantor/pengguna?halaman=2")
    office.get("/kantor/pengguna?halaman=3", 404)
    office.get("/kantor/pengguna?peran=raja", 400)


def test_a_colleague_is_invited_once(office: Browser) -> None:
    form = office.get("/kantor/pengguna/undang").form()
    answers = form | {"name": "Budi", "email": "budi@contoh.id", "roles": ["verifier"], "strategies": ["2"]}
    assert "Undangan belum diterima" in office.post("/kantor/pengguna/undang", answers, follow=True).main
    office.post("/kantor/pengguna/undang", answers, 422)
    assert db.session.scalars(select(OutboxMail.recipient)).all() == ["budi@contoh.id"]


def test_an_unknown_role_or_strategy_is_refused(office: Browser) -> None:
    answers = {"name": "Budi", "email": "budi@contoh.id", "once": "a"}
    office.post("/kantor/pengguna/undang", answers | {"roles": ["raja"]}, 422)
    office.post("/kantor/pengguna/undang", answers | {"roles": ["verifier"], "strategies": ["9"]}, 422)
    assert db.session.scalar(select(User).filter_by(email="budi@contoh.id")) is None


def test_roles_are_given_and_taken(office: Browser) -> None:
    person = a_verifier(1)
    path = f"/kantor/pengguna/{person.id}"
    answers = office.get(path).form() | {"roles": ["verifier", "sekda"], "strategies": []}
    page = office.post(path, answers, follow=True)
    assert "mengubah peran pengguna" in page.main and "Sekda (melihat semua), Verifikator" in page.main
    db.session.refresh(person)
    assert (person.roles, person.strategy_numbers) == ({R.VERIFIER, R.SEKDA}, set())


def test_two_administrators_at_once_see_each_others_change(office: Browser) -> None:
    person = a_verifier(1)
    path = f"/kantor/pengguna/{person.id}"
    form = office.get(path).form()
    office.post(path, form | {"roles": ["sekda"], "strategies": []})
    page = office.post(path, form | {"roles": ["note_taker"], "strategies": []}, 409)
    assert "Tersimpan sekarang: Sekda (melihat semua)" in page.main


def test_an_account_is_closed_and_opened_again(office: Browser) -> None:
    person = a_user()
    path = f"/kantor/pengguna/{person.id}"
    assert "Nonaktif" in office.post(f"{path}/nonaktifkan", follow=True).main
    office.post(f"{path}/nonaktifkan", status=409)
    assert "menonaktifkan akun" in office.post(f"{path}/aktifkan", follow=True).main
    db.session.refresh(person)
    assert person.is_active


def test_an_administrator_stays_one(browser: Browser) -> None:
    admin = an_admin()
    path = f"/kantor/pengguna/{admin.id}"
    form = browser.sign_in(admin).get(path).form()
    page = browser.post(path, form | {"roles": ["sekda"]}, 422)
    assert "peran administrator Anda sendiri" in page.errors()[0]
    assert "akun Anda sendiri" in browser.post(f"{path}/nonaktifkan", status=422).errors()[0]


def test_an_invitation_is_sent_again(office: Browser) -> None:
    person = a_user(R.SEKDA, email_confirmed_at=None)
    office.post(f"/kantor/pengguna/{person.id}/undang-lagi")
    office.post(f"/kantor/pengguna/{a_user(password_hash='x').id}/undang-lagi", status=409)
    assert db.session.scalars(select(OutboxMail.recipient)).all() == [person.email]


def test_nobody_by_that_number_is_a_kind_404(office: Browser) -> None:
    for number in ("0", "999999", "99999999999999999999"):
        office.get(f"/kantor/pengguna/{number}", 404)


def test_invented_people_are_marked_as_examples(office: Browser) -> None:
    assert "Data contoh" not in office.get("/kantor/pengguna").words("//header")
    invented = a_user(is_example=True)
    for path in ("/kantor/pengguna", f"/kantor/pengguna/{invented.id}"):
        assert "Data contoh" in office.get(path).words("//header")
