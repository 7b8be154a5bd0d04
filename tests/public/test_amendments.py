"""What everybody reads of a promise that changed: the first beside the present one, and why. Nothing else."""

import pytest

from portal.amendments import actions, office_actions
from portal.core.database import db, transaction
from tests.amendments.support import OTHER, REASON, a_promise, ask, ask_to_cancel, rows_of
from tests.factories import VILLAGE, a_member, a_pocket, a_verifier

SECRET = "RAHASIA alasan yang belum disetujui"


@pytest.fixture
def pledge(site):
    return a_promise(title="Rumah layak huni")


@pytest.fixture
def partner(pledge):
    return a_member(pledge.organisation)


def approve(amendment, **given):
    with transaction():
        office_actions.approve(amendment, by=a_verifier(), **given)


def changes(page):
    return page.words("//section[h2[@id='changes']]")


def test_a_promise_that_stands_as_it_was_made_says_nothing_of_changes(browser, pledge):
    assert not changes(browser.get(f"/komitmen/{pledge.reference}"))


@pytest.mark.parametrize("language", ["", "/en"])
def test_first_and_present_promise_stand_side_by_side_with_day_and_reason(browser, pledge, partner, language):
    places = rows_of(pledge, **{VILLAGE: {"rupiah": 150_000_000}, OTHER: {"rupiah": 5_000_000}})
    approve(ask(pledge, partner, places, title="Rumah dan jamban"), reason="catatan hanya untuk mitra")
    page = browser.get(f"{language}/komitmen/{pledge.reference}")
    told = changes(page)
    assert "Rumah layak huni" in told and "Rumah dan jamban" in told and REASON in told
    assert "100.000.000" in told.replace(",", ".") and "150.000.000" in told.replace(",", ".")
    assert "catatan hanya" not in page.text and page.h1 == "Rumah dan jamban"
    if not language:
        assert "Rp100.000.000" in told and "Naik" in told and "Ditambahkan" in told


def test_the_life_of_a_promise_tells_its_change(browser, pledge, partner):
    approve(ask(pledge, partner))
    assert "Janji diubah (perubahan 1)" in browser.get(f"/komitmen/{pledge.reference}").words("//ol")


def test_lists_say_that_a_promise_was_changed(browser, pledge, partner):
    assert "Janji diubah" not in browser.get("/komitmen").main
    approve(ask(pledge, partner))
    assert "Janji diubah" in browser.get("/komitmen").main


def test_two_changes_are_both_told_and_compared_with_the_very_first(browser, pledge, partner):
    for rupiah in (130_000_000, 90_000_000):
        approve(ask(pledge, partner, rows_of(pledge, **{VILLAGE: {"rupiah": rupiah}})))
    told = changes(browser.get(f"/komitmen/{pledge.reference}"))
    assert "Perubahan 1: Ubah janji" in told and "Perubahan 2: Ubah janji" in told
    assert "Rp90.000.000 Turun" in told and "Rp130.000.000" not in told


def test_a_cancelled_one_keeps_its_promise_and_says_why(browser, pledge, partner):
    approve(ask_to_cancel(pledge, partner))
    page = browser.get(f"/komitmen/{pledge.reference}")
    assert "Dibatalkan pada" in changes(page) and REASON in changes(page)
    assert "Rp100.000.000" in page.words("//section[h2[@id='places']]")


def test_what_waits_was_rejected_or_withdrawn_is_never_public(browser, pledge, partner):
    def seen(amendment):
        for address in (
            f"/komitmen/{pledge.reference}",
            "/komitmen",
            "/data/komitmen.csv",
            "/data/komitmen.json",
        ):
            text = browser.get(address).text
            assert "RAHASIA" not in text and "777" not in text
        return amendment

    asked = {
        "reason": SECRET,
        "title": "RAHASIA judul",
        "places": rows_of(pledge, **{VILLAGE: {"rupiah": 777}}),
    }
    rejected = seen(ask(pledge, partner, **asked))
    with transaction():
        office_actions.reject(rejected, by=a_verifier(), reason="RAHASIA sebab ditolak")
    withdrawn = seen(ask(pledge, partner, **asked))
    with transaction():
        actions.withdraw(withdrawn, by=partner)
    seen(ask(pledge, partner, **asked))


def test_small_counts_stay_masked_on_both_sides_and_in_sums(browser):
    lines = [
        {"region_code": VILLAGE, "rupiah": 5_000_000, "people": 3},
        {"region_code": OTHER, "rupiah": 5_000_000, "people": 40},
    ]
    pledge = a_promise(places=lines)
    partner = a_member(pledge.organisation)
    approve(ask(pledge, partner, rows_of(pledge, **{VILLAGE: {"people": 2}, OTHER: {"people": 50}})))
    told = changes(browser.get(f"/komitmen/{pledge.reference}"))
    assert "<5 orang" in told and " 3 orang" not in told and " 2 orang" not in told
    assert "≥ 41 orang" in told.replace("\u00a0", " ") and "≥ 51 orang" in told.replace("\u00a0", " ")


def test_a_withdrawn_pocket_of_the_first_promise_is_not_named(browser):
    pocket = a_pocket(name="Kantong RAHASIA")
    pledge = a_promise(places=[{"region_code": VILLAGE, "pocket_id": pocket.id, "rupiah": 5_000_000}])
    partner = a_member(pledge.organisation)
    approve(ask(pledge, partner, rows_of(pledge, **{pocket.slug: None, OTHER: {"rupiah": 9_000_000}})))
    pocket.status = "withdrawn"
    db.session.commit()
    page = browser.get(f"/komitmen/{pledge.reference}")
    assert "RAHASIA" not in page.text and "Desa Pantai Gemi" in changes(page)
