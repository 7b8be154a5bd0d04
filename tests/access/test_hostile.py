"""Hands that know no browser: odd addresses, methods and bodies, and fields that nobody was asked for."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationStatus
from tests.access.table import DOORS
from tests.browser import Browser
from tests.factories import a_commitment, a_member, a_user, a_verifier, an_organisation
from tests.support.naughty import ODD_WORDS, filled

LISTS = ["/komitmen", "/mitra", "/kantong", "/matriks", "/data/komitmen.csv", "/data/matriks.json", "/peta"]
FILTERS = [
    "tahun",
    "strategi",
    "wilayah",
    "jenis",
    "mitra",
    "status",
    "q",
    "urut",
    "halaman",
    "sesudah",
    "sebelum",
    "baris",
    "ukuran",
]
ODD_ADDRESSES = [
    "/%00",
    "/komitmen/%00",
    "/komitmen/%ff%fe",
    "/komitmen/KMT-2026-0001%0d%0aSet-Cookie:a=b",
    "/komitmen/../../etc/passwd",
    "/static/%2e%2e/wsgi.py",
    "/static/..%2f..%2fwsgi.py",
    "/wilayah/'",
    "/strategi/99999999999999999999",
    "/mitra/" + "a" * 10_000,
    "/kantong/%F0%9F%98%80",
    "/en/en/komitmen",
]
EXTRAS = {
    "id": "1",
    "status": "verified",
    "version_id": "99",
    "organisation_id": "1",
    "created_by_id": "1",
    "verified_by": "1",
    "verified_at": "2026-01-01",
    "is_example": "1",
    "is_active": "1",
    "role": "admin",
    "roles": "admin",
    "office_roles": "admin",
    "reference": "KMT-1999-0001",
    "slug": "milik-saya",
    "email_confirmed_at": "2026-01-01",
    "password_hash": "x",
}


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_odd_address_is_answered_kindly(site: Flask, address: str) -> None:
    answer = site.test_client().get(address)
    assert answer.status_code in {400, 404}
    assert "Content-Security-Policy" in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", LISTS)
def test_an_odd_filter_is_answered_kindly(site: Flask, address: str) -> None:
    client = site.test_client()
    for number, name in enumerate(FILTERS):
        for word in ODD_WORDS if name == "q" else ODD_WORDS[number % 4 :: 4]:
            answer = client.get(f"{address}?{name}={word}")
            assert answer.status_code in {200, 400, 404}, f"{address}?{name}={word[:40]}"
            assert b"<script>alert" not in answer.data or answer.mimetype != "text/html"


def test_only_the_methods_of_a_route_are_answered(site: Flask) -> None:
    client = site.test_client()
    for address in ("/", "/komitmen", "/masuk", "/kantor", "/data/komitmen.csv", "/sehat"):
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
            assert client.open(address, method=method).status_code == 405, f"{method} {address}"
        head, get = client.head(address), client.get(address)
        assert (head.status_code, head.data) == (get.status_code, b"")
        assert client.options(address).data == b""


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_header_does_not_change_the_method(site: Flask, header: str) -> None:
    assert site.test_client().post("/komitmen", headers={header: "GET"}).status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        {"data": b'{"email": 1}', "content_type": "application/json"},
        {"data": b"x", "content_type": "multipart/form-data"},
        {
            "data": b'--a\r\nContent-Disposition: form-data; name="',
            "content_type": "multipart/form-data; boundary=a",
        },
        {
            "data": b"email=%ff%00&password=%c0%ae&email=b",
            "content_type": "application/x-www-form-urlencoded",
        },
        {"data": b"<a/>", "content_type": "text/xml"},
        {"data": b"email=a", "content_type": "application/x-www-form-urlencoded; charset=utf-7"},
        {
            "data": b"&".join(b"a%d=1" % n for n in range(5000)),
            "content_type": "multipart/form-data; boundary=a",
        },
    ],
)
def test_an_odd_body_is_answered_kindly(site: Flask, body: dict[str, Any]) -> None:
    for address in ("/masuk", "/daftar", "/lupa-sandi"):
        assert site.test_client().post(address, **body).status_code in {400, 413, 422}, address


def test_a_body_beyond_the_limit_is_refused(site: Flask) -> None:
    assert site.test_client().post("/masuk", data={"email": "a" * 1_500_000}).status_code == 413


def test_a_long_secret_is_refused_before_it_is_hashed(browser: Browser) -> None:
    page = browser.post("/masuk", {"email": "a@contoh.id", "password": "x" * 100_000}, status=422)
    assert page.errors()


@pytest.mark.parametrize("endpoint", [e for e, door in DOORS.items() if door == "open"])
def test_a_forwarded_host_is_not_believed(site: Flask, endpoint: str) -> None:
    (rule,) = site.url_map.iter_rules(endpoint)
    if rule.arguments:
        return
    answer = site.test_client().get(rule.rule, headers={"X-Forwarded-Host": "jahat.example"})
    assert b"jahat.example" not in answer.data
    assert "jahat.example" not in answer.headers.get("Location", "")


def test_fields_nobody_asked_for_change_nothing_when_registering(browser: Browser) -> None:
    form = browser.get("/daftar").html.xpath("//main//form")[0]
    answers = filled(form, "PT Uji Tambahan", email="tambah@contoh.id", contact_email="tambah@contoh.id")
    browser.post("/daftar", EXTRAS | answers | {"password": "kalimat sandi panjang"})
    made = db.session.scalars(select(Organisation).filter_by(name="PT Uji Tambahan")).one()
    user = db.session.scalars(select(User).filter_by(email="tambah@contoh.id")).one()
    assert (made.status, made.is_example, made.slug) == (OrganisationStatus.APPLIED, False, "pt-uji-tambahan")
    assert (user.email_confirmed_at, user.has_office, user.is_example) == (None, False, False)


def test_fields_nobody_asked_for_change_nothing_in_a_pledge(browser: Browser) -> None:
    own, other = an_organisation(), an_organisation()
    member = a_member(own)
    browser.sign_in(member)
    form = browser.get("/ruang/komitmen/baru").html.xpath("//main//form")[0]
    foreign = {"organisation_id": str(other.id), "status": "verified"}
    browser.post("/ruang/komitmen/baru", EXTRAS | foreign | filled(form, "Judul uji", then="later"))
    made = db.session.scalars(select(Commitment).filter_by(title="Judul uji")).one()
    assert (made.status, made.organisation_id, made.created_by_id) == (
        CommitmentStatus.DRAFT,
        own.id,
        member.id,
    )
    assert (made.verified_at, made.is_example) == (None, False)
    assert made.reference != EXTRAS["reference"]
    browser.post(
        "/ruang/komitmen/baru", filled(form, "Judul lain", organisation=other.slug, once="b"), status=422
    )


def test_fields_nobody_asked_for_change_nothing_in_a_profile_and_an_account(browser: Browser) -> None:
    own = an_organisation()
    member = a_member(own)
    browser.sign_in(member)
    at = f"/ruang/lembaga/{own.slug}/ubah"
    form = browser.get(at).html.xpath("//main//form")[0]
    asked = filled(form, "Kata uji", contact_email="a@contoh.id") | {"name": "PT Lain", "kind": "ngo"}
    browser.post(at, EXTRAS | {"status": "suspended"} | asked)
    db.session.refresh(own)
    assert (own.status, own.about, own.is_example) == (OrganisationStatus.VERIFIED, "Kata uji", False)
    assert own.name != "PT Lain"
    form = browser.get("/akun").html.xpath("//main//form")[0]
    browser.post("/akun", EXTRAS | filled(form, "Nama uji") | {"email": "lain@contoh.id"})
    db.session.refresh(member)
    assert (member.name, member.has_office) == ("Nama uji", False)
    assert member.email != "lain@contoh.id"


def test_an_office_form_gives_no_power_that_its_person_lacks(site: Flask) -> None:
    note_taker, victim = a_user(OfficeRoleName.NOTE_TAKER), a_user()
    browser = Browser(site).sign_in(note_taker)
    browser.post(f"/kantor/pengguna/{victim.id}", EXTRAS | {"version": "1"}, status=404)
    author = a_verifier(5)
    own = a_commitment(status=CommitmentStatus.SUBMITTED, created_by=author)
    own_work = Browser(site).sign_in(author)
    answers = {"version": str(own.version), "decision": "verify", "reason": ""}
    own_work.post(f"/kantor/komitmen/{own.reference}/periksa", answers, status=403)
    db.session.refresh(own)
    assert own.status is CommitmentStatus.SUBMITTED


def test_a_number_beyond_all_measure_is_refused_at_its_field(browser: Browser) -> None:
    own = an_organisation()
    browser.sign_in(a_member(own))
    at = f"/ruang/komitmen/{a_commitment(own, CommitmentStatus.DRAFT).reference}/langkah/2"
    form = browser.get(at).form("langkah")
    for number in ("-1", "1" * 16, "9" * 400, "1e9", "٣", "NaN", "0x10", "1,2,3"):
        for name in ("rupiah", "quantity", "households", "people"):
            page = browser.post(at, form | {f"places-0-{name}": number, "then": "later"}, status=422)
            assert page.errors(), f"{name} {number[:20]}"
            assert number[:20] in page.text, "what was typed is still there"
