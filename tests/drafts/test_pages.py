"""The partner's room: what waits, the own list, one commitment."""

import csv

import pytest

from portal.audit.actions import record
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.organisations.models import Membership
from portal.organisations.rules import MemberRole, OrganisationStatus
from tests.browser import Browser
from tests.factories import a_commitment, a_member, a_verifier, an_organisation

S = CommitmentStatus


@pytest.fixture
def organisation(site):
    return an_organisation(name="PT Ruang")


@pytest.fixture
def room(browser: Browser, organisation) -> Browser:
    return browser.sign_in(a_member(organisation))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_empty_room_says_what_comes(room: Browser, prefix: str) -> None:
    room.get(f"{prefix}/ruang")
    room.get(f"{prefix}/ruang/komitmen")
    room.get(f"{prefix}/ruang/komitmen/baru")


def test_what_was_returned_stands_first_with_its_reason(room: Browser, organisation) -> None:
    a_commitment(organisation, S.DRAFT, title="Draf kita")
    a_commitment(organisation, S.RETURNED, title="Perbaiki ini", reason="Sebut desanya")
    main = room.get("/ruang").main
    assert main.index("Perbaiki ini") < main.index("Sebut desanya") < main.index("Draf kita")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (OrganisationStatus.APPLIED, "Anda bisa menyiapkan draf"),
        (OrganisationStatus.RETURNED, "perlu diperbaiki"),
        (OrganisationStatus.SUSPENDED, "Komitmen baru tidak bisa dicatat"),
    ],
)
def test_the_state_of_the_organisation_is_said(browser: Browser, site, status, words: str) -> None:
    browser.sign_in(a_member(an_organisation(status)))
    assert words in browser.get("/ruang").main


def test_the_list_shows_the_own_in_every_state_and_nothing_of_others(room: Browser, organisation) -> None:
    for status in S:
        a_commitment(organisation, status, title=f"Kita {status.value}")
    a_commitment(an_organisation(), title="Punya lain")
    main = room.get("/ruang/komitmen").main
    assert all(f"Kita {status.value}" in main for status in S)
    assert "Punya lain" not in main


def test_the_list_is_filtered_sorted_and_searched_by_its_address(room: Browser, organisation) -> None:
    a_commitment(organisation, S.DRAFT, title="Bibit padi", strategy_number=3)
    a_commitment(organisation, S.DRAFT, title="Atap rumah")
    main = room.get("/ruang/komitmen?status=draf&urut=judul").main
    assert main.index("Atap rumah") < main.index("Bibit padi")
    for query in ("strategi=3", "q=PADI", "status=draf&q=bibit"):
        assert "Atap rumah" not in room.get(f"/ruang/komitmen?{query}").main


@pytest.mark.parametrize("query", ["status=x", "strategi=8", "tahun=abc", "urut=acak", "halaman=0"])
def test_an_unknown_filter_gives_a_kind_page(room: Browser, query: str) -> None:
    assert "Saringan" in room.get(f"/ruang/komitmen?{query}", status=400).main


def test_a_page_beyond_the_last_does_not_exist(room: Browser) -> None:
    room.get("/ruang/komitmen?halaman=2", status=404)


def test_many_rows_ask_no_more_queries_and_are_paged(room: Browser, organisation) -> None:
    author = a_member(organisation)
    for number in range(30):
        a_commitment(organisation, S.DRAFT, title=f"Nomor {number}", created_by=author)
    assert "Berikutnya" in room.get("/ruang/komitmen").main
    room.get("/ruang/komitmen?halaman=2")
    room.get("/ruang")


def test_the_own_list_leaves_as_csv_without_formulas(room: Browser, organisation) -> None:
    a_commitment(organisation, S.DRAFT, title="=1+1")
    a_commitment(an_organisation(), title="Punya lain")
    response = room.client.get("/ruang/komitmen.csv?status=draf")
    (row,) = csv.DictReader(response.get_data(as_text=True).splitlines())
    assert (row["title"], row["state"], row["rupiah"]) == ("'=1+1", "draft", "100000000")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("status", list(S))
def test_each_commitment_has_its_page(room: Browser, organisation, status: S, prefix: str) -> None:
    commitment = a_commitment(organisation, status, title="Satu komitmen", reason="Karena begitu")
    page = room.get(f"{prefix}/ruang/komitmen/{commitment.reference}")
    assert page.h1 == "Satu komitmen"
    assert ("Karena begitu" in page.main) == (status in {S.RETURNED, S.REJECTED, S.CANCELLED})


def test_the_journey_is_told_without_the_names_of_the_office(room: Browser, organisation) -> None:
    commitment = a_commitment(organisation, S.RETURNED, title="x")
    author, verifier = commitment.created_by, a_verifier()
    record("commitment.submit", commitment, by=author)
    record("commitment.return", commitment, by=verifier, reason="Sebut desanya")
    db.session.commit()
    main = room.get(f"/ruang/komitmen/{commitment.reference}").main
    assert "Dikembalikan untuk diperbaiki Kantor Sekda Sebut desanya" in main
    assert author.name in main
    assert verifier.name not in main


def test_the_office_reads_a_draft_but_does_not_change_it(browser: Browser, organisation) -> None:
    draft = a_commitment(organisation, S.DRAFT)
    browser.sign_in(a_verifier())
    browser.get(f"/ruang/komitmen/{draft.reference}")
    browser.get(f"/ruang/komitmen/{draft.reference}/langkah/1", status=403)


def test_the_room_is_for_people_of_an_organisation(browser: Browser, site) -> None:
    assert "/masuk" in browser.get("/ruang", status=302).response.location
    browser.sign_in(a_verifier())
    browser.get("/ruang", status=403)
    browser.get("/ruang/komitmen.csv", status=403)


def test_whoever_works_for_several_says_for_whom(browser: Browser, site) -> None:
    first, second, other = (an_organisation(name=f"Yayasan {n}") for n in ("Satu", "Dua", "Tiga"))
    member = a_member(first)
    db.session.add(Membership(user_id=member.id, organisation_id=second.id, role=MemberRole.CONTRIBUTOR))
    db.session.commit()
    browser.sign_in(member)
    page = browser.get("/ruang/komitmen/baru")
    assert "Yayasan Dua" in page.main
    answers = page.form() | {"strategy_number": "1", "title": "Bersama"}
    browser.post("/ruang/komitmen/baru", answers | {"organisation": other.slug}, status=422)
    browser.post("/ruang/komitmen/baru", answers | {"organisation": second.slug})
    assert "Yayasan Dua" in browser.get("/ruang").main


def test_twenty_equal_posts_make_one_draft(room: Browser) -> None:
    form = room.get("/ruang/komitmen/baru").form() | {"strategy_number": "1", "title": "Sekali saja"}
    room.post("/ruang/komitmen/baru", form)
    assert "sudah terkirim" in room.post("/ruang/komitmen/baru", form, status=422).main
    assert room.get("/ruang/komitmen").main.count("Sekali saja") == 1
