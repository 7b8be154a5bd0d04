"""The office's pages about pockets: reading, keeping, and who may."""

import pytest

from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.places import listing, queries
from portal.places.models import Pocket, PocketFigure
from portal.places.rules import PocketStatus
from tests.factories import VILLAGE, a_member, a_pocket, a_user, a_verifier, an_admin, an_organisation

NEW = "/kantor/kantong/baru"
ANSWERS = {
    "name": "Pesisir Gemi",
    "region_code": VILLAGE,
    "hamlets": "Dusun I",
    "decision": "Keputusan Bupati Langkat 400-25/K/2024",
    "decided_on": "2024-01-31",
    "note": "",
}
FIGURE = {"indicator_code": "poor_households", "year": "2025", "value": "3", "source": "Profil Desa 2025"}


def a_figure(pocket, **given):
    figure = PocketFigure(
        pocket_id=pocket.id,
        **({"indicator_code": "poor_households", "year": 2025, "value": 3, "source": "Profil Desa"} | given),
    )
    db.session.add(figure)
    db.session.commit()
    return figure


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_in_both_languages(browser, language):
    pocket = a_pocket()
    figure = a_figure(pocket)
    browser.sign_in(a_verifier())
    one = f"{language}/kantor/kantong/{pocket.slug}"
    for page in (
        f"{language}/kantor/kantong",
        language + NEW,
        one,
        f"{one}/ubah",
        f"{one}/angka/baru",
        f"{one}/angka/{figure.id}",
        f"{one}/angka/{figure.id}/hapus",
    ):
        browser.get(page)


def test_the_office_sees_whole_numbers(browser):
    pocket = a_pocket()
    a_figure(pocket)
    page = browser.sign_in(a_verifier()).get("/kantor/kantong")
    assert page.words("//td[@data-label='KK miskin']") == "3 (2025)"


def test_a_long_list_has_pages_and_few_queries(browser):
    for n in range(21):
        a_figure(a_pocket(name=f"Kantong {n:02}"))
    browser.sign_in(a_verifier())
    assert "21 kantong" in browser.get("/kantor/kantong").main
    assert "Kantong 20" in browser.get("/kantor/kantong?halaman=2").main
    browser.get("/kantor/kantong?halaman=3", status=404)


def test_the_list_filters(browser):
    a_pocket(name="Pesisir"), a_pocket(name="Hulu", status=PocketStatus.LIFTED)
    browser.sign_in(a_verifier())
    page = browser.get("/kantor/kantong?status=terentaskan&wilayah=12.05.07&q=hulu&urut=tempat")
    assert "Hulu" in page.main and "Pesisir" not in page.main
    assert "cocok" in browser.get("/kantor/kantong?q=entah").main


@pytest.mark.parametrize("wrong", ["status=entah", "wilayah=99", "urut=entah", "halaman=0"])
def test_an_unknown_filter_gets_a_kind_page(browser, wrong):
    browser.sign_in(a_verifier()).get(f"/kantor/kantong?{wrong}", status=400)


def test_a_pocket_is_put_on_record_once(browser):
    browser.sign_in(a_verifier())
    form = browser.get(NEW).form() | ANSWERS
    page = browser.post(NEW, form, follow=True)
    assert page.h1 == "Pesisir Gemi" and "Desa Pantai Gemi, Kec. Stabat" in page.main
    assert "mencatat kantong" in page.main
    assert browser.post(NEW, form, status=422).errors()
    assert len(queries.all_pockets()) == 1


def test_all_villages_stand_under_their_kecamatan(browser):
    page = browser.sign_in(a_verifier()).get(NEW)
    assert len(page.html.xpath("//optgroup[starts-with(@label, 'Kec. ')]")) == 23
    assert len(page.html.xpath("//optgroup[starts-with(@label, 'Kec. ')]/option")) == 277


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": ""}, "Isi nama kantong"),
        ({"region_code": ""}, "Pilih desa atau kelurahan"),
        ({"region_code": "12.05"}, "Pilih salah satu dari daftar"),
        ({"decision": ""}, "Isi keputusan yang menetapkan kantong ini"),
        ({"decided_on": "kemarin"}, "Isi tanggal lengkap, misalnya 24/11/2026"),
        ({"decided_on": "2099-01-01"}, "Tanggal keputusan tidak boleh di masa depan"),
    ],
)
def test_an_error_stands_in_the_summary_and_nothing_is_lost(browser, wrong, error):
    browser.sign_in(a_verifier())
    answers = browser.get(NEW).form() | ANSWERS | {"note": "Tulisan panjang"} | wrong
    page = browser.post(NEW, answers, status=422)
    assert page.errors() == [error]
    assert "Tulisan panjang" in page.words("//textarea[@name='note']")


def test_a_possible_nik_is_refused(browser):
    browser.sign_in(a_verifier())
    answers = browser.get(NEW).form() | ANSWERS | {"note": "Budi 1205070809900001"}
    assert "NIK" in browser.post(NEW, answers, status=422).errors()[0]


def test_lifting_a_pocket_needs_a_reason(browser):
    pocket = a_pocket()
    edit = f"/kantor/kantong/{pocket.slug}/ubah"
    browser.sign_in(a_verifier())
    answers = browser.get(edit).form() | {"pocket_status": "lifted"}
    assert "alasan" in browser.post(edit, answers, status=422).errors()[0]
    page = browser.post(edit, answers | {"reason": "Semua rumah layak huni."}, follow=True)
    assert "Terentaskan" in page.main and "Semua rumah layak huni." in page.main


def test_a_stale_edit_shows_both_texts(browser):
    pocket = a_pocket(decision="Keputusan lama")
    edit = f"/kantor/kantong/{pocket.slug}/ubah"
    browser.sign_in(a_verifier())
    answers = browser.get(edit).form() | {"decision": "Keputusan saya"}
    pocket.decision = "Keputusan rekan"
    db.session.commit()
    page = browser.post(edit, answers, status=409)
    assert page.html.xpath("//input[@name='decision']/@value") == ["Keputusan saya"]
    assert "Tersimpan sekarang: Keputusan rekan" in page.main
    browser.post(edit, page.form() | {"decision": "Keputusan bersama"})
    assert db.session.get(Pocket, pocket.id).decision == "Keputusan bersama"


def test_figures_are_added_changed_and_removed(browser):
    pocket = a_pocket()
    one = f"/kantor/kantong/{pocket.slug}"
    browser.sign_in(a_verifier())
    page = browser.post(f"{one}/angka/baru", browser.get(f"{one}/angka/baru").form() | FIGURE, follow=True)
    assert "Profil Desa 2025" in page.main
    figure = listing.figures_of(pocket)[0]
    change = f"{one}/angka/{figure.id}"
    page = browser.post(change, browser.get(change).form() | {"value": "45"}, follow=True)
    assert "45" in page.words("//td[@data-label='Angka']")
    page = browser.post(f"{change}/hapus", browser.get(f"{change}/hapus").form(), follow=True)
    assert "Belum ada angka" in page.main and "menghapus angka kantong" in page.main


def test_a_stale_figure_gives_409(browser):
    pocket = a_pocket()
    figure = a_figure(pocket)
    change = f"/kantor/kantong/{pocket.slug}/angka/{figure.id}"
    browser.sign_in(a_verifier())
    answers = browser.get(change).form() | {"value": "45"}
    pocket.note = "berubah"
    db.session.commit()
    browser.post(change, answers, status=409)


def test_a_figure_of_another_pocket_is_not_found(browser):
    figure = a_figure(a_pocket())
    other = a_pocket()
    browser.sign_in(a_verifier()).get(f"/kantor/kantong/{other.slug}/angka/{figure.id}", status=404)


def test_extra_fields_take_no_effect(browser):
    browser.sign_in(a_verifier())
    extra = {"slug": "curang", "is_example": "1", "status": "withdrawn", "id": "77"}
    browser.post(NEW, browser.get(NEW).form() | ANSWERS | extra)
    pocket = queries.all_pockets()[0]
    assert (pocket.slug, pocket.is_example, pocket.status) == (
        "pesisir-gemi-pantai-gemi",
        False,
        PocketStatus.ACTIVE,
    )


@pytest.mark.parametrize("role", [OfficeRoleName.SEKDA, OfficeRoleName.NOTE_TAKER])
def test_the_rest_of_the_office_reads_only(browser, role):
    pocket = a_pocket()
    figure = a_figure(pocket)
    one = f"/kantor/kantong/{pocket.slug}"
    browser.sign_in(a_user(role))
    assert "Ubah kantong" not in browser.get(one).main
    for page in (NEW, f"{one}/ubah", f"{one}/angka/baru", f"{one}/angka/{figure.id}"):
        browser.get(page, status=403)
        browser.post(page, ANSWERS, status=403)
    browser.post(f"{one}/angka/{figure.id}/hapus", status=403)
    assert len(listing.figures_of(pocket)) == 1


def test_an_administrator_keeps_pockets_too(browser):
    browser.sign_in(an_admin()).get(NEW)


def test_a_partner_learns_nothing(browser):
    pocket = a_pocket()
    browser.sign_in(a_member(an_organisation()))
    browser.get("/kantor/kantong", status=403)
    browser.get(f"/kantor/kantong/{pocket.slug}", status=404)
    browser.get(f"/kantor/kantong/{pocket.slug}/ubah", status=404)


def test_a_visitor_is_asked_to_sign_in(browser):
    for page in ("/kantor/kantong", NEW):
        assert "/masuk" in browser.get(page, status=302).response.location


def test_naughty_text_is_shown_literally(browser):
    browser.sign_in(a_verifier())
    naughty = "<script>alert('x')</script> %s ' \" 𝕏"
    answers = browser.get(NEW).form() | ANSWERS | {"name": naughty, "note": naughty}
    assert browser.post(NEW, answers, follow=True).h1 == naughty
