"""The pages on which a change is asked for, followed and decided."""

import pytest
from sqlalchemy import select

from portal.accounts.rules import OfficeRoleName
from portal.amendments import office_actions
from portal.amendments.rules import AmendmentStatus
from portal.commitments import standing
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db, transaction
from portal.places.models import Region
from tests.amendments.support import OTHER, REASON, a_promise, ask, ask_to_cancel, rows_of
from tests.factories import STABAT, VILLAGE, a_commitment, a_member, a_user, a_verifier, an_organisation

LANGUAGES = ["", "/en"]


@pytest.fixture
def pledge(site):
    return a_promise(title="Rumah layak huni")


@pytest.fixture
def partner(pledge):
    return a_member(pledge.organisation)


def own(pledge, tail=""):
    return f"/ruang/komitmen/{pledge.reference}/perubahan{tail}"


def office(pledge, number=1, tail=""):
    return f"/kantor/perubahan/{pledge.reference}/{number}{tail}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tail", ["", "/ubah", "/batal"])
def test_the_pages_for_asking_open_for_both_sides(browser, pledge, partner, language, tail):
    browser.sign_in(partner).get(language + own(pledge, tail))
    browser.sign_in(a_verifier()).get(f"{language}/kantor/komitmen/{pledge.reference}/perubahan{tail}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [ask, ask_to_cancel])
@pytest.mark.parametrize("status", list(AmendmentStatus), ids=str)
def test_a_request_opens_in_every_state_for_both_sides(browser, pledge, partner, language, asked, status):
    amendment = asked(pledge, partner)
    amendment.status = status
    db.session.commit()
    for person, address in ((partner, own(pledge, "/1")), (a_verifier(), office(pledge))):
        assert REASON in browser.sign_in(person).get(language + address).main
    browser.get(f"{language}/kantor/perubahan?status={status.slug}")
    browser.get(f"{language}/kantor/komitmen/{pledge.reference}")
    browser.sign_in(partner).get(f"{language}/ruang/komitmen/{pledge.reference}")


def test_a_change_is_asked_for_checked_and_sent_without_a_script(browser, pledge, partner):
    browser.sign_in(partner)
    page = browser.get(f"/ruang/komitmen/{pledge.reference}")
    assert own(pledge) in page.links() and "Ajukan perubahan" in page.main
    form = browser.get(own(pledge, "/ubah")).form()
    assert (form["title"], form["places-0-rupiah"]) == ("Rumah layak huni", "100.000.000")
    typed = form | {"places-0-rupiah": "150.000.000", "reason": REASON, "then": "check"}
    checked = browser.post(own(pledge, "/ubah"), typed, status=200)
    assert checked.h1 == "Periksa permintaan"
    row = checked.words("//tr[th[contains(., 'Desa Pantai Gemi')]]")
    assert row.startswith("Desa Pantai Gemi, Kec. Stabat Diubah Rp100.000.000")
    assert "Rp150.000.000 Naik" in row
    sent = browser.post(own(pledge, "/ubah"), checked.form() | {"then": "send"}, follow=True)
    assert "Permintaan terkirim" in sent.main and "Menunggu keputusan" in sent.main
    assert pledge.allocations[0].rupiah == 100_000_000


def test_going_back_from_the_check_loses_nothing(browser, pledge, partner):
    browser.sign_in(partner)
    form = browser.get(own(pledge, "/ubah")).form()
    typed = form | {"title": "Judul lain", "reason": REASON, "then": "check"}
    checked = browser.post(own(pledge, "/ubah"), typed, status=200)
    again = browser.post(own(pledge, "/ubah"), checked.form() | {"then": "edit"}, status=200).form()
    same = set(form) - {"csrf_token"}
    assert {name: again[name].strip() for name in same} == {name: typed[name] for name in same}


def test_places_are_found_added_and_taken_out_before_anything_is_kept(browser, pledge, partner):
    browser.sign_in(partner)
    form = browser.get(own(pledge, "/ubah")).form()
    found = browser.post(own(pledge, "/ubah"), form | {"kecamatan": "12.05.01", "then": "show"}, status=200)
    assert found.html.xpath(f"//input[@name='chosen' and @value='{OTHER}']")
    added = browser.post(own(pledge, "/ubah"), found.form() | {"chosen": OTHER, "then": "add"}, status=200)
    answers = added.form() | {"places-2-rupiah": "5000000", "remove": STABAT}
    less = browser.post(own(pledge, "/ubah"), answers, status=200).form()
    assert [less[n] for n in less if n.endswith("-place")] == [VILLAGE, OTHER]
    checked = browser.post(own(pledge, "/ubah"), less | {"reason": REASON, "then": "check"}, status=200)
    assert "Ditambahkan belum ada Rp5.000.000" in checked.main
    assert "Stabat" in checked.words("//tr[contains(., 'dikeluarkan')]/th[contains(., 'Dihapus')]")
    assert len(pledge.allocations) == 2


def test_what_is_wrong_shows_at_its_question_and_what_was_typed_stays(browser, pledge, partner):
    browser.sign_in(partner)
    form = browser.get(own(pledge, "/ubah")).form() | {"then": "check"}
    page = browser.post(own(pledge, "/ubah"), form | {"places-1-rupiah": "banyak"}, status=422)
    wrong = "Isi nilai rupiah dengan angka saja, misalnya 185000000"
    assert page.errors() == ["Tulis alasannya", f"Kecamatan Stabat · Nilai rupiah: {wrong}"]
    assert page.form()["places-1-rupiah"] == "banyak"
    page = browser.post(own(pledge, "/ubah"), form | {"reason": REASON}, status=422)
    assert page.errors() == ["Belum ada yang berbeda dari janji sekarang"]


def test_a_promise_below_what_was_realised_is_confirmed_by_the_partner_then_by_the_office(
    browser, pledge, partner
):
    pledge.allocations[0].realised_rupiah = 80_000_000
    db.session.commit()
    browser.sign_in(partner)
    shown = browser.get(own(pledge, "/ubah"))
    assert "Rp80.000.000" in shown.main and not shown.html.xpath(f"//button[@value='{VILLAGE}']")
    answers = shown.form() | {"places-0-rupiah": "60000000", "reason": REASON, "then": "check"}
    asked = browser.post(own(pledge, "/ubah"), answers, status=422)
    assert "tetap ingin menurunkan janji" in asked.errors()[0]
    checked = browser.post(own(pledge, "/ubah"), answers | {"below_known": "y"}, status=200)
    browser.post(own(pledge, "/ubah"), checked.form() | {"then": "send"})
    browser.sign_in(a_verifier())
    page = browser.get(office(pledge))
    assert "Janji menjadi lebih kecil dari yang sudah terverifikasi terealisasi" in page.main
    decision = page.form("putuskan") | {"decision": "approve"}
    assert browser.post(office(pledge, tail="/putuskan"), decision, status=422).errors()
    browser.post(office(pledge, tail="/putuskan"), decision | {"below_known": "y"})
    assert pledge.allocations[0].rupiah == 60_000_000


def test_a_cancellation_says_what_was_delivered_and_offers_a_change_instead(browser, pledge, partner):
    pledge.allocations[0].realised_rupiah = 80_000_000
    db.session.commit()
    browser.sign_in(partner)
    page = browser.get(own(pledge, "/batal"))
    assert "Bila hanya sisanya yang batal" in page.main and own(pledge, "/ubah") in page.links()
    sent = browser.post(own(pledge, "/batal"), page.form() | {"reason": REASON}, follow=True)
    assert "Batalkan komitmen" in sent.main
    page = browser.post(own(pledge, "/1/tarik"), sent.form("tarik"), follow=True)
    assert "Permintaan ditarik kembali" in page.main and pledge.status is CommitmentStatus.VERIFIED


def test_two_people_who_ask_at_once_see_both_texts(browser, pledge, partner):
    browser.sign_in(partner)
    form = browser.get(own(pledge, "/ubah")).form()
    with transaction():
        office_actions.approve(ask(pledge, partner, title="Judul rekan"), by=a_verifier())
    typed = form | {"title": "Judul saya", "reason": REASON, "then": "send"}
    page = browser.post(own(pledge, "/ubah"), typed, status=409)
    assert "berubah sejak Anda membukanya" in page.main and "Judul rekan" in page.words(
        "//*[@id='title-clash']"
    )
    assert page.form()["title"] == "Judul saya"
    assert "Rp200.000.000" in page.words("//*[@class='clash']")


def test_a_request_that_waits_keeps_another_from_being_begun(browser, pledge, partner):
    ask(pledge, partner)
    browser.sign_in(partner)
    for tail in ("", "/ubah", "/batal"):
        page = browser.get(own(pledge, tail), status=409)
        assert "Sudah ada permintaan perubahan yang menunggu" in page.text
    assert "Ajukan perubahan" not in browser.get(f"/ruang/komitmen/{pledge.reference}").main


def test_the_office_sees_what_waits_and_decides_with_both_texts_before_it(browser, pledge, partner):
    a_commitment(title="Rumah dari PT lain", places=[{"region_code": OTHER}])
    ask(pledge, partner, rows_of(pledge, **{OTHER: {"rupiah": 9_000_000}}))
    browser.sign_in(a_verifier())
    home = browser.get("/kantor")
    assert "1 Perubahan" in home.main and office(pledge) in home.links()
    assert "Rumah layak huni" in browser.get("/kantor/perubahan").main
    page = browser.get(office(pledge))
    assert "Rumah dari PT lain" in page.main and "Ditambahkan" in page.main
    decision = page.form("putuskan") | {"decision": "approve", "reason": ""}
    done = browser.post(office(pledge, tail="/putuskan"), decision, follow=True)
    assert f"{pledge.reference}: keputusan tersimpan" in done.main and len(pledge.allocations) == 3


def test_rejecting_needs_a_reason_that_the_partner_reads(browser, pledge, partner):
    ask(pledge, partner)
    browser.sign_in(a_verifier())
    form = browser.get(office(pledge)).form("putuskan") | {"decision": "reject", "reason": "tidak"}
    assert browser.post(office(pledge, tail="/putuskan"), form, status=422).errors() == [
        "Tulis alasannya, paling sedikit 10 karakter"
    ]
    browser.post(office(pledge, tail="/putuskan"), form | {"reason": "Lampirkan surat resmi."})
    assert "Lampirkan surat resmi." in browser.sign_in(partner).get(own(pledge, "/1")).main


def test_a_promise_that_changed_meanwhile_gives_409_with_both_texts(browser, pledge, partner):
    ask(pledge, partner)
    browser.sign_in(a_verifier())
    form = browser.get(office(pledge)).form("putuskan") | {"decision": "approve"}
    with transaction():
        pledge.allocations[0].rupiah = 77_000_000
        standing.keep_version(pledge)
    page = browser.post(office(pledge, tail="/putuskan"), form, status=409)
    assert "Janji komitmen berubah sejak permintaan ini dikirim" in page.errors()[0]
    assert "Rp77.000.000" in page.main and "Rp200.000.000" in page.main
    assert pledge.allocations[0].rupiah == 77_000_000


def test_the_second_of_two_deciders_is_told(browser, pledge, partner):
    amendment = ask(pledge, partner)
    browser.sign_in(a_verifier())
    form = browser.get(office(pledge)).form("putuskan") | {"decision": "approve"}
    with transaction():
        office_actions.reject(amendment, by=a_verifier(), reason=REASON)
    browser.post(office(pledge, tail="/putuskan"), form, status=409)
    assert amendment.status is AmendmentStatus.REJECTED


def test_who_only_looks_gets_no_form_and_nobody_decides_the_own_request(browser, pledge):
    verifier = a_verifier()
    ask(pledge, verifier, on_behalf=True)
    for person in (a_user(OfficeRoleName.SEKDA), a_verifier(2), verifier):
        page = browser.sign_in(person).get(office(pledge))
        assert "Anda hanya melihat" in page.main
        browser.post(office(pledge, tail="/putuskan"), {"decision": "approve"}, status=403)
    assert "Tarik kembali permintaan ini" in page.main


def test_a_narrowed_verifier_sees_the_requests_of_the_strategies_given(browser, pledge, partner):
    ask(pledge, partner)
    assert "Rumah layak huni" not in browser.sign_in(a_verifier(2)).get("/kantor/perubahan").main
    assert "Rumah layak huni" in browser.sign_in(a_verifier(5)).get("/kantor/perubahan").main


def test_a_stranger_learns_nothing(browser, pledge, partner):
    ask(pledge, partner)
    browser.sign_in(a_member(an_organisation()))
    for address in (
        own(pledge),
        own(pledge, "/ubah"),
        own(pledge, "/1"),
        own(pledge, "/1/tarik"),
        office(pledge),
    ):
        browser.get(address, status=404)
    browser.post(office(pledge, tail="/putuskan"), {"decision": "approve"}, status=404)
    browser.get("/kantor/perubahan?status=entah", status=403)


def test_an_unknown_filter_or_number_is_said_kindly(browser, pledge, partner):
    browser.sign_in(a_verifier()).get("/kantor/perubahan?status=entah", status=400)
    browser.get(office(pledge, 99), status=404)
    browser.sign_in(partner).get(own(pledge, "/ubah?kecamatan=99"), status=400)


def test_naughty_text_is_shown_literally_and_extra_fields_take_no_effect(browser, pledge, partner):
    browser.sign_in(partner)
    form = browser.get(own(pledge, "/ubah")).form()
    typed = form | {
        "title": "<script>alert(1)</script>",
        "reason": "<b>x</b> alasan panjang",
        "then": "check",
    }
    checked = browser.post(own(pledge, "/ubah"), typed, status=200)
    extra = {"then": "send", "status": "approved", "on_behalf": "1", "commitment_id": "9"}
    page = browser.post(own(pledge, "/ubah"), checked.form() | extra, follow=True)
    assert "<script>alert(1)</script>" in page.main and "<b>x</b>" in page.main
    assert pledge.title == "Rumah layak huni"


def test_many_places_need_no_more_queries(browser, site):
    villages = db.session.scalars(select(Region.code).filter_by(kecamatan_code="12.05.01")).all()
    pledge = a_promise(places=[{"region_code": code, "rupiah": 5_000_000} for code in villages])
    partner = a_member(pledge.organisation)
    browser.sign_in(partner).get(own(pledge, "/ubah"))
    ask(pledge, partner)
    browser.get(own(pledge, "/1"))
    browser.sign_in(a_verifier()).get(office(pledge))
