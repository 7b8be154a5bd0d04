"""The page of reference data: an administrator changes it, the office reads it."""

import pytest

from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.strategies import queries
from tests.factories import a_member, a_user, a_verifier, an_admin, an_organisation

HOME = "/kantor/atur"


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_in_both_languages(browser, language):
    browser.sign_in(an_admin())
    basis = queries.all_legal_bases()[0]
    for tail in (
        "",
        "/strategi/1",
        "/dasar-hukum/baru",
        f"/dasar-hukum/{basis.id}",
        f"/dasar-hukum/{basis.id}/hapus",
    ):
        browser.get(language + HOME + tail)


def test_the_page_shows_strategies_laws_and_settings_and_no_secret(browser):
    page = browser.sign_in(an_admin()).get(HOME)
    assert "Pendataan dan identifikasi sasaran secara akurat" in page.main
    assert "UU" in page.main or "Undang-Undang" in page.main
    assert "6 kantong per kecamatan" in page.main and "k" * 40 not in page.text


def test_a_strategy_is_renamed_and_its_history_shown(browser):
    browser.sign_in(an_admin())
    one = f"{HOME}/strategi/1"
    answers = browser.get(one).form() | {"short_id": "Data sasaran", "name_id": "Curang"}
    page = browser.post(one, answers, follow=True)
    assert "Data sasaran" in page.main and "Curang" not in page.main
    assert "Pendataan" in browser.get(one).words("//del")


def test_a_stale_edit_shows_both_texts(browser):
    browser.sign_in(an_admin())
    one = f"{HOME}/strategi/1"
    answers = browser.get(one).form() | {"short_id": "Milik saya"}
    queries.get_strategy(1).short_id = "Milik rekan"
    db.session.commit()
    page = browser.post(one, answers, status=409)
    assert "Tersimpan sekarang: Milik rekan" in page.main
    assert page.html.xpath("//input[@name='short_id']/@value") == ["Milik saya"]


def test_a_short_name_is_wanted(browser):
    browser.sign_in(an_admin())
    one = f"{HOME}/strategi/1"
    answers = browser.get(one).form() | {"short_id": " "}
    assert browser.post(one, answers, status=422).errors() == ["Isi nama pendek"]


def test_a_legal_basis_comes_changes_moves_and_goes(browser):
    browser.sign_in(an_admin())
    new = f"{HOME}/dasar-hukum/baru"
    assert (
        "Perda 1/2026"
        in browser.post(new, browser.get(new).form() | {"title": "Perda 1/2026"}, follow=True).main
    )
    basis = queries.all_legal_bases()[-1]
    one = f"{HOME}/dasar-hukum/{basis.id}"
    assert (
        "Tentang X"
        in browser.post(one, browser.get(one).form() | {"subject_id": "Tentang X"}, follow=True).main
    )
    browser.post(f"{one}/naik")
    assert queries.all_legal_bases()[-2].id == basis.id
    browser.post(f"{one}/turun")
    assert queries.all_legal_bases()[-1].id == basis.id
    assert "Perda 1/2026" not in browser.post(f"{one}/hapus", follow=True).main


def test_a_double_title_is_refused_at_its_field(browser):
    browser.sign_in(an_admin())
    new, title = f"{HOME}/dasar-hukum/baru", queries.all_legal_bases()[0].title
    page = browser.post(new, browser.get(new).form() | {"title": title}, status=422)
    assert page.errors() == ["Dasar hukum ini sudah ada dalam daftar"]


@pytest.mark.parametrize("role", [OfficeRoleName.SEKDA, OfficeRoleName.VERIFIER, OfficeRoleName.NOTE_TAKER])
def test_the_rest_of_the_office_reads_only(browser, role):
    browser.sign_in(a_user(role))
    page = browser.get(HOME)
    assert "Hanya administrator" in page.main and "Tambah dasar hukum" not in page.main
    basis = queries.all_legal_bases()[0]
    for tail in (
        "/strategi/1",
        "/dasar-hukum/baru",
        f"/dasar-hukum/{basis.id}",
        f"/dasar-hukum/{basis.id}/hapus",
    ):
        refused = 403 if tail.endswith("baru") else 404
        browser.get(HOME + tail, status=refused)
        browser.post(HOME + tail, {"title": "x"}, status=refused)
    browser.post(f"{HOME}/dasar-hukum/{basis.id}/turun", status=404)
    assert queries.all_legal_bases()[0].id == basis.id


def test_a_partner_does_not_enter(browser):
    browser.sign_in(a_member(an_organisation())).get(HOME, status=403)


def test_a_visitor_is_asked_to_sign_in(browser):
    assert "/masuk" in browser.get(HOME, status=302).response.location


def test_an_unknown_strategy_is_not_found(browser):
    browser.sign_in(a_verifier()).get(f"{HOME}/strategi/8", status=404)
