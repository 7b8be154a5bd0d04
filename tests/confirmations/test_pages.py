"""The pages around a confirmation, from the typed code to the partner's answer."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from portal.commitments.models import Commitment
from portal.confirmations import actions
from portal.confirmations.rules import Verdict
from portal.core.clock import at, now
from portal.core.database import db
from portal.places.models import Pocket
from tests.browser import Browser, Page
from tests.confirmations.support import (
    SECRET,
    a_community,
    a_photo,
    a_place_with_delivery,
    a_sheet,
    did,
    promised_to,
    publish,
    refuse,
    says,
    speaks,
)
from tests.factories import a_member, a_verifier
from tests.files.making import photo_with_place
from tests.support.naughty import MARKUP, TEXTS, marks_left_by_texts

BOTH = ("", "/en")


@pytest.fixture
def place(site: Flask) -> tuple[Pocket, Commitment]:
    return a_place_with_delivery()


def _spoken(browser: Browser, code: str, status: int = 302, **answers: Any) -> Page:
    form = browser.get(f"/k/{code}").form()
    return browser.post(f"/k/{code}", form | answers, status=status)


@pytest.mark.parametrize("language", BOTH)
def test_a_code_is_typed_answered_and_thanked_for(browser: Browser, place: Any, language: str) -> None:
    pocket, commitment = place
    code = a_sheet(pocket).codes[0]
    entered = browser.get(f"{language}/konfirmasi")
    assert "Set-Cookie" not in entered.response.headers
    typed = f"{language}/konfirmasi?kode={code[:5].lower()}-{code[5:]}"
    asked = browser.get(typed, follow=True)
    assert pocket.name in asked.main and commitment.title in asked.main
    assert commitment.organisation.name in asked.main and "10 unit rumah" in asked.main
    assert not re.search(r'name="(name|phone|email)"', asked.text)
    said = browser.post(f"{language}/k/{code}", asked.form() | {"verdict": "confirmed"})
    assert code not in said.response.location
    thanked = browser.get(said.response.location)
    assert commitment.title in thanked.main


def test_who_misses_something_is_asked_what_and_keeps_what_was_chosen(browser: Browser, place: Any) -> None:
    code = a_sheet(place[0]).codes[0]
    page = _spoken(browser, code, 422, verdict="disputed")
    assert page.errors() == ["Tulis apa yang belum diterima, beberapa kata cukup, atau sertakan foto"]
    assert page.form()["verdict"] == "disputed"
    page = _spoken(browser, code, 422, verdict="disputed", text="NIK saya 1205 0712 3456 7890")
    assert "NIK" in page.errors()[0]
    photo = (BytesIO(photo_with_place()), "IMG_001.jpg")
    _spoken(browser, code, verdict="disputed", photo=photo)


def test_what_is_no_photo_is_refused(browser: Browser, place: Any) -> None:
    code = a_sheet(place[0]).codes[0]
    page = _spoken(browser, code, 422, verdict="confirmed", photo=(BytesIO(b"<svg/>"), "foto.jpg"))
    assert page.errors() == ["Isi berkas ini tidak sesuai dengan akhiran namanya"]


def test_wrong_used_and_expired_codes_get_the_same_kind_sentence(browser: Browser, place: Any) -> None:
    pocket, commitment = place
    made = a_sheet(pocket)
    says(made.codes[0], commitment)
    said = {
        browser.get(f"/k/{code}", status=404).errors()[0] for code in ("AAAAAAAAAA", "nein", made.codes[0])
    }
    with at(now() + timedelta(days=100)):
        said |= {browser.get(f"/k/{made.codes[1]}", status=404).errors()[0]}
    assert len(said) == 1 and "kantor desa" in said.pop()


def test_who_tries_many_wrong_codes_waits_and_a_right_one_still_opens(browser: Browser, place: Any) -> None:
    for _ in range(30):
        browser.client.get("/k/AAAAAAAAAA")
    page = browser.get("/k/AAAAAAAAAA", status=429)
    assert "Tunggu 60 menit" in page.errors()[0]
    browser.get(f"/k/{a_sheet(place[0]).codes[0]}")


def test_where_nothing_has_begun_the_code_is_for_later(browser: Browser, place: Any) -> None:
    pocket, commitment = place
    commitment.starts_on = now().date() + timedelta(days=9)
    commitment.ends_on = now().date() + timedelta(days=19)
    db.session.commit()
    assert "Simpan kode Anda" in browser.get(f"/k/{a_sheet(pocket).codes[0]}").main


@pytest.mark.parametrize("language", BOTH)
def test_a_community_answers_what_lies_in_its_area(site: Flask, place: Any, language: str) -> None:
    _pocket, commitment = place
    community = a_community()
    person = Browser(site).sign_in(a_member(community))
    board = person.get(f"{language}/ruang/konfirmasi")
    assert f"{language}/ruang/konfirmasi" in person.get(f"{language}/ruang").links()
    (send,) = [link for link in board.links() if commitment.reference in link and "/ruang/" in link]
    person.post(send, person.get(send).form() | {"verdict": "partly", "text": "Baru dua"})
    assert "Baru sebagian" in person.get("/ruang/konfirmasi").main


def test_others_are_told_why_the_board_is_empty(site: Flask, place: Any) -> None:
    assert "komunitas" in Browser(site).sign_in(a_member(place[1].organisation)).get("/ruang/konfirmasi").main
    nowhere = a_community()
    nowhere.areas = []
    db.session.commit()
    assert (
        "Wilayah kerja belum diisi" in Browser(site).sign_in(a_member(nowhere)).get("/ruang/konfirmasi").main
    )


@pytest.mark.parametrize("language", BOTH)
def test_the_office_reads_decides_and_lets_the_answer_show(site: Flask, place: Any, language: str) -> None:
    pocket, commitment = place
    said = says(a_sheet(pocket).codes[0], commitment, Verdict.DISPUTED, text="Belum ada", photo=a_photo())
    office = Browser(site).sign_in(a_verifier())
    partner = Browser(site).sign_in(a_member(commitment.organisation))
    at_ = f"{language}/kantor/konfirmasi"
    assert f"{at_}/{said.id}" in office.get(at_).links() and at_ in office.get(f"{language}/kantor").links()
    page = office.get(f"{at_}/{said.id}")
    assert "Belum ada" in page.main and office.get(f"{at_}/{said.id}/foto").status == 200
    decided = page.form("/putuskan") | {"decision": "publish", "shows_text": "y", "shows_photo": "y"}
    office.post(f"{at_}/{said.id}/putuskan", decided)
    own = partner.get(f"{language}/ruang/komitmen/{commitment.reference}")
    (answer,) = [link for link in own.links() if link.endswith("/jawab")]
    partner.post(answer, partner.get(answer).form() | {"text": "Besok kami kirim"})
    office.get(f"{language}/kantor/komitmen/{commitment.reference}")
    form = office.get(f"{at_}/{said.id}").form("/tanggapan")
    office.post(f"{at_}/{said.id}/tanggapan", form | {"decision": "publish"})
    assert "Besok kami kirim" in partner.get(answer).main
    for public in (f"/komitmen/{commitment.reference}", f"/kantong/{pocket.slug}"):
        shown = Browser(site).get(f"{language}{public}")
        assert "Belum ada" in shown.main and "Besok kami kirim" in shown.main
        assert (
            Browser(site).get(shown.html.xpath("//main//img/@src[contains(., 'konfirmasi')]")[0]).status
            == 200
        )


def test_a_stale_decision_is_a_clash_and_a_refusal_asks_for_its_reason(site: Flask, place: Any) -> None:
    said = says(a_sheet(place[0]).codes[0], place[1])
    office = Browser(site).sign_in(a_verifier())
    at_ = f"/kantor/konfirmasi/{said.id}/putuskan"
    form = office.get(at_).form("/putuskan")
    assert office.post(at_, form | {"decision": "refuse"}, status=422).errors()
    publish(said)
    office.post(at_, form | {"decision": "publish"}, status=409)
    assert office.get("/kantor/konfirmasi?status=tayang").main.count(said.reference) == 1
    office.get("/kantor/konfirmasi?status=apa", status=400)


def test_whoever_is_concerned_reads_nothing_early(site: Flask, place: Any) -> None:
    pocket, commitment = place
    verifier = a_verifier()
    person = a_member(commitment.organisation)
    person.office_roles = list(verifier.office_roles)
    db.session.commit()
    said = says(a_sheet(pocket).codes[0], commitment)
    concerned = Browser(site).sign_in(person)
    concerned.get(f"/kantor/konfirmasi/{said.id}", status=404)
    for at_ in ("/kantor/konfirmasi", "/kantor", f"/kantor/komitmen/{commitment.reference}"):
        assert said.reference not in concerned.get(at_).text


def test_nothing_unread_refused_or_withheld_is_public(site: Flask, place: Any) -> None:
    pocket, commitment = place
    codes = a_sheet(pocket).codes
    community = a_community()
    waiting = says(codes[0], commitment, text=f"{SECRET} satu", photo=a_photo())
    refused = refuse(says(codes[1], commitment, text=f"{SECRET} dua", photo=a_photo()))
    hidden = publish(
        says(codes[2], commitment, text=f"{SECRET} tiga", photo=a_photo()),
        shows_text=False,
        shows_photo=False,
    )
    unread = publish(says(codes[3], commitment, text="Sudah sampai"))
    by = a_member(community)
    speaks(community, commitment, text=f"{SECRET} empat", by=by)
    did(actions.write_answer, unread, by=a_member(commitment.organisation), text=f"{SECRET} lima")
    crowd = Browser(site)
    for language in BOTH:
        for at_ in (
            "/",
            f"/komitmen/{commitment.reference}",
            f"/kantong/{pocket.slug}",
            "/komitmen",
            f"/mitra/{commitment.organisation.slug}",
            f"/wilayah/{pocket.region_code}",
            "/terbaru.atom",
            "/data",
        ):
            assert SECRET not in crowd.client.get(language + at_).get_data(as_text=True), at_
    for said in (waiting, refused, hidden, unread):
        for kind in ("foto", "foto-kecil"):
            crowd.get(f"/komitmen/{commitment.reference}/konfirmasi/{said.id}/{kind}", status=404)
    shown = publish(waiting)
    photo = crowd.client.get(f"/komitmen/{commitment.reference}/konfirmasi/{shown.id}/foto")
    assert photo.headers["Content-Disposition"].startswith(
        "inline"
    )  # "Lihat foto" shows, it does not download
    life = crowd.get(f"/komitmen/{commitment.reference}")
    spoken = life.words("//ol[@class='timeline']/li[h3='Kata warga']")
    assert spoken.startswith("Triwulan")  # a quarter, never a day
    other = promised_to(pocket).reference
    crowd.get(f"/komitmen/{other}/konfirmasi/{shown.id}/foto", status=404)
    crowd.get(f"/komitmen/{other}/konfirmasi/{2**40}/foto", status=404)


@pytest.mark.parametrize("text", list(TEXTS.values()), ids=list(TEXTS))
def test_naughty_texts_are_shown_as_they_were_written(site: Flask, place: Any, text: str) -> None:
    pocket, commitment = place
    crowd = Browser(site)
    code = a_sheet(pocket).codes[0]
    form = crowd.get(f"/k/{code}").form()
    sent = crowd._open("post", f"/k/{code}", data=form | {"verdict": "partly", "text": f"{text} ya"})
    assert sent.status in (302, 422)
    said = says(a_sheet(pocket).codes[0], commitment, text=text[:900])
    publish(said)
    did(actions.write_answer, said, by=a_member(commitment.organisation), text=text[:900])
    office = Browser(site).sign_in(a_verifier())
    for reader, at_ in (
        (office, f"/kantor/konfirmasi/{said.id}"),
        (crowd, f"/komitmen/{commitment.reference}"),
        (crowd, f"/konfirmasi?kode={'%3Cb%3E'}"),
    ):
        page = reader.get(at_, follow=True, status=404 if "kode" in at_ else 200)
        assert marks_left_by_texts(page.html) == []
    if text == MARKUP:
        assert "alert(1)" in crowd.get(f"/komitmen/{commitment.reference}").main


def test_who_checks_some_strategies_reads_what_was_said_of_these_here_as_on_the_desk(site, place) -> None:
    said = says(a_sheet(place[0]).codes[0], place[1])
    for strategies, reads in [((5,), True), ((2, 3), False)]:
        office = Browser(site).sign_in(a_verifier(*strategies))
        assert (f"/kantor/konfirmasi/{said.id}" in office.get("/kantor").links()) is reads
        page = office.get("/kantor/konfirmasi")
        assert (f"/kantor/konfirmasi/{said.id}" in page.links()) is reads
        assert "Anda membaca konfirmasi strategi" in page.main
