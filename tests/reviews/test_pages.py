"""The office's pages about commitments: who sees what, and what is decided through them."""

import re

import pytest
from sqlalchemy import select

from portal.accounts.rules import OfficeRoleName
from portal.audit.models import AuditEntry
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now
from portal.core.database import db
from portal.organisations.models import Membership
from portal.organisations.rules import MemberRole, OrganisationStatus
from tests.factories import (
    VILLAGE,
    a_commitment,
    a_member,
    a_pocket,
    a_user,
    a_verifier,
    an_admin,
    an_organisation,
)

S = CommitmentStatus
REASON = "Sebutkan jumlah per desa."


def waiting(**given):
    return a_commitment(status=S.SUBMITTED, **given)


def address(commitment, tail=""):
    return f"/kantor/komitmen/{commitment.reference}{tail}"


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", ["/kantor", "/kantor/komitmen"])
def test_the_lists_open_in_both_languages(browser, language, page):
    waiting(), an_organisation(OrganisationStatus.APPLIED)
    browser.sign_in(a_verifier()).get(language + page)


@pytest.mark.parametrize("page", ["/kantor", "/kantor/komitmen"])
def test_the_lists_open_while_nothing_is_there(browser, page):
    browser.sign_in(a_verifier()).get(page)


def test_the_queue_names_kind_place_and_wait(browser):
    commitment = waiting(title="Bibit ikan")
    page = browser.sign_in(a_verifier()).get("/kantor")
    assert "Bibit ikan" in page.main and "Desa Pantai Gemi, Kec. Stabat" in page.main
    assert commitment.reference in page.main and "masuk hari ini" in page.main


def test_the_queue_shows_a_narrowed_verifier_the_strategies_given(browser):
    waiting(strategy_number=2, title="Bibit ikan"), waiting(strategy_number=5, title="Rumah layak")
    page = browser.sign_in(a_verifier(2)).get("/kantor")
    assert "Bibit ikan" in page.main and "Rumah layak" not in page.main


def test_a_page_beyond_the_queue_does_not_exist(browser):
    browser.sign_in(a_verifier()).get("/kantor?halaman=2", status=404)


def test_a_long_list_needs_no_more_queries(browser):
    for _ in range(20):
        waiting(), an_organisation(OrganisationStatus.APPLIED)
    browser.sign_in(a_verifier())
    browser.get("/kantor")
    browser.get("/kantor/komitmen")


def test_the_list_filters_every_state(browser):
    a_commitment(status=S.DRAFT, title="Masih draf"), a_commitment(title="Sudah tayang")
    page = browser.sign_in(an_admin()).get("/kantor/komitmen?status=draf&urut=judul&q=masih")
    assert "Masih draf" in page.main and "Sudah tayang" not in page.main


@pytest.mark.parametrize("wrong", ["status=entah", "wilayah=99", "mitra=entah", "urut=entah", "strategi=9"])
def test_an_unknown_filter_gets_a_kind_page(browser, wrong):
    browser.sign_in(an_admin()).get(f"/kantor/komitmen?{wrong}", status=400)


def test_the_list_leaves_as_csv(browser):
    commitment = a_commitment(status=S.DRAFT)
    page = browser.sign_in(an_admin()).get("/kantor/komitmen.csv")
    assert commitment.reference in page.text and page.response.mimetype == "text/csv"


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("status", list(S), ids=str)
def test_a_commitment_opens_in_every_state_and_both_languages(browser, language, status):
    commitment = a_commitment(status=status, reason=REASON)
    page = browser.sign_in(a_verifier()).get(language + address(commitment))
    assert "Pemberi Wewenang" in page.main and "0811222333" in page.main


def test_an_empty_draft_opens(browser):
    draft = a_commitment(
        status=S.DRAFT, places=[], starts_on=None, ends_on=None, support_form=None, funding_source=None
    )
    browser.sign_in(a_verifier()).get(address(draft))


def test_the_places_stand_with_their_sums(browser):
    places = [
        {"region_code": VILLAGE, "rupiah": 100_000_000, "quantity": 10, "households": 3},
        {"region_code": "12.05.01", "rupiah": None, "quantity": 5},
        {"region_code": VILLAGE, "pocket_id": a_pocket(name="Pesisir").id, "rupiah": 50_000_000},
    ]
    page = browser.sign_in(a_verifier()).get(address(waiting(places=places)))
    assert "Rp150.000.000" in page.main and "Pesisir, Desa Pantai Gemi, Kec. Stabat" in page.main
    assert "Rupiah dijumlahkan dari 2 dari 3 tempat" in page.main


def test_the_reviewer_sees_who_else_works_there(browser):
    other = a_commitment(title="Rumah dari PT lain")
    page = browser.sign_in(a_verifier()).get(address(waiting()))
    assert "Rumah dari PT lain" in page.main and address(other) in page.links()


def test_the_reviewer_sees_what_was_mended(browser):
    commitment = waiting()
    for action, changes in [
        ("commitment.save_what", {"title": ["Lama sekali", "Lama"]}),
        ("commitment.return", {"status": ["submitted", "returned"]}),
        ("commitment.save_what", {"title": ["Lama", "Antara"]}),
        ("commitment.save_what", {"title": ["Antara", "Baru"], "unit": ["kg", "kg"]}),
    ]:
        entry = AuditEntry(
            at=now(), actor_name="X", action=action, object_kind="commitments", object_id=str(commitment.id),
            object_label=commitment.reference, changes=changes, previous_hash="",
            hash=f"{action}{changes}"[:64],
        )  # fmt: skip
        db.session.add(entry)
    db.session.commit()
    page = browser.sign_in(a_verifier()).get(address(commitment))
    rows = re.sub(r"\s+", " ", page.words("//section[h2='Yang diubah sejak dikembalikan']//tbody"))
    assert rows == "Judul Lama Baru"


def test_approving_publishes_and_tells_once(browser):
    commitment = waiting()
    browser.sign_in(a_verifier())
    form = browser.get(address(commitment)).form("periksa")
    page = browser.post(address(commitment, "/periksa"), form | {"decision": "verify"}, follow=True)
    assert f"{commitment.reference}: keputusan tersimpan" in page.main
    assert commitment.status is S.VERIFIED


@pytest.mark.parametrize("decision", ["return", "reject"])
def test_a_missing_reason_is_asked_for_and_nothing_is_lost(browser, decision):
    commitment = waiting()
    browser.sign_in(a_verifier())
    form = browser.get(address(commitment)).form("periksa")
    answers = form | {"decision": decision, "reason": "kurang"}
    page = browser.post(address(commitment, "/periksa"), answers, status=422)
    assert page.errors() == ["Tulis alasannya, paling sedikit 10 karakter"]
    assert page.words("//textarea[@name='reason']") == "kurang"
    assert commitment.status is S.SUBMITTED


def test_a_decision_must_be_chosen(browser):
    commitment = waiting()
    browser.sign_in(a_verifier())
    form = browser.get(address(commitment)).form("periksa")
    form.pop("decision", None)
    assert browser.post(address(commitment, "/periksa"), form, status=422).errors() == ["Pilih keputusan"]


def test_closing_stands_on_the_page_with_its_reason(browser):
    commitment = a_commitment()
    browser.sign_in(a_verifier())
    form = browser.get(address(commitment)).form("tutup")
    browser.post(address(commitment, "/tutup"), form | {"reason": REASON})
    assert (commitment.status, commitment.reason) == (S.COMPLETED, REASON)


def test_the_office_no_longer_cancels_by_itself(browser):
    commitment = a_commitment()
    browser.sign_in(a_verifier())
    page = browser.get(address(commitment))
    assert not page.html.xpath("//*[@value='cancel']")
    form = page.form("tutup")
    browser.post(address(commitment, "/tutup"), form | {"decision": "cancel", "reason": REASON})
    assert commitment.status is S.COMPLETED


@pytest.mark.parametrize(("tail", "decision", "allowed"), [
    ("/periksa", "verify", S.SUBMITTED), ("/periksa", "return", S.SUBMITTED),
    ("/periksa", "reject", S.SUBMITTED),
    ("/tutup", "complete", S.VERIFIED),
])  # fmt: skip
@pytest.mark.parametrize("status", list(S), ids=str)
def test_a_move_that_is_not_allowed_gives_409_and_changes_nothing(browser, tail, decision, allowed, status):
    if status is allowed:
        return
    commitment = a_commitment(status=status)
    answers = {"decision": decision, "reason": REASON, "version": str(commitment.version)}
    browser.sign_in(a_verifier())
    page = browser.post(address(commitment, tail), answers, status=409)
    assert page.errors() == ["Langkah ini tidak bisa dilakukan sekarang: status komitmen sudah berubah."]
    assert (commitment.status, commitment.version) == (status, 1)


def test_a_decision_about_what_was_read_before_it_changed_gives_409(browser):
    commitment = waiting()
    browser.sign_in(a_verifier())
    form = browser.get(address(commitment)).form("periksa")
    commitment.title = "Berubah"
    db.session.commit()
    page = browser.post(address(commitment, "/periksa"), form | {"decision": "verify"}, status=409)
    assert "berubah sejak Anda membukanya" in page.main
    assert commitment.status is S.SUBMITTED


def test_extra_fields_take_no_effect(browser):
    commitment = waiting()
    browser.sign_in(a_verifier())
    form = browser.get(address(commitment)).form("periksa")
    extra = {"decision": "return", "reason": REASON, "status": "completed", "verified_at": "2020-01-01"}
    browser.post(address(commitment, "/periksa"), form | extra | {"organisation_id": "1", "id": "7"})
    assert commitment.status is S.RETURNED and commitment.verified_at is None


@pytest.mark.parametrize("role", [OfficeRoleName.ADMIN, OfficeRoleName.SEKDA, OfficeRoleName.NOTE_TAKER])
def test_the_rest_of_the_office_reads_and_decides_nothing(browser, role):
    commitment = waiting()
    page = browser.sign_in(a_user(role)).get(address(commitment))
    assert "Anda hanya melihat" in page.main and not page.html.xpath("//form[contains(@action, 'periksa')]")
    for tail in ("/periksa", "/tutup"):
        browser.get(address(commitment, tail), status=403)
        browser.post(address(commitment, tail), {"decision": "verify"}, status=403)
    assert commitment.status is S.SUBMITTED


def test_a_verifier_of_other_strategies_is_turned_away(browser):
    commitment = waiting(strategy_number=5)
    browser.sign_in(a_verifier(2)).post(address(commitment, "/periksa"), {"decision": "verify"}, status=403)


def test_a_verifier_is_turned_away_from_what_the_own_organisation_wrote(browser):
    organisation, verifier = an_organisation(), a_verifier()
    db.session.add(
        Membership(user_id=verifier.id, organisation_id=organisation.id, role=MemberRole.CONTRIBUTOR)
    )
    db.session.commit()
    db.session.refresh(verifier)
    commitment = waiting(organisation=organisation)
    browser.sign_in(verifier).post(address(commitment, "/periksa"), {"decision": "verify"}, status=403)


def test_a_stranger_learns_nothing(browser):
    commitment = waiting()
    browser.sign_in(a_member(an_organisation()))
    for tail in ("", "/periksa", "/tutup"):
        browser.get(address(commitment, tail), status=404)
    browser.get("/kantor", status=403)
    browser.get("/kantor/komitmen", status=403)
    browser.get("/kantor/komitmen.csv", status=403)


def test_its_own_organisation_does_not_enter_the_office(browser):
    commitment = waiting()
    author = a_member(commitment.organisation)
    browser.sign_in(author).get(address(commitment), status=404)
    browser.post(address(commitment, "/periksa"), {"decision": "verify"}, status=403)


def test_a_visitor_is_asked_to_sign_in(browser):
    for page in ("/kantor", "/kantor/komitmen", address(waiting())):
        assert "/masuk" in browser.get(page, status=302).response.location


def test_an_unverified_organisation_is_said_before_deciding(browser):
    suspended = an_organisation(OrganisationStatus.SUSPENDED)
    commitment = waiting(organisation=suspended)
    browser.sign_in(a_verifier())
    page = browser.get(address(commitment))
    assert "Lembaga ini belum terverifikasi" in page.main
    answers = page.form("periksa") | {"decision": "verify"}
    browser.post(address(commitment, "/periksa"), answers, status=422)


def test_each_decision_leaves_one_entry_that_the_page_shows(browser):
    commitment = waiting()
    verifier = a_verifier()
    browser.sign_in(verifier)
    form = browser.get(address(commitment)).form("periksa")
    browser.post(address(commitment, "/periksa"), form | {"decision": "return", "reason": REASON})
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.object_id == str(commitment.id)))
    assert list(actions) == ["commitment.return"]
    page = browser.get(address(commitment))
    assert f"{verifier.name} · mengembalikan komitmen" in page.main and REASON in page.main


def test_naughty_text_is_shown_literally(browser):
    commitment = waiting(title="<script>alert(1)</script>", contact_name="'\"><img src=x>")
    browser.sign_in(a_verifier())
    page = browser.get(address(commitment))
    assert "<script>alert(1)</script>" in page.main and not page.html.xpath("//main//img")
    answers = page.form("periksa") | {"decision": "return", "reason": "<b>x</b> \x00 kurang jelas"}
    browser.post(address(commitment, "/periksa"), answers)
    assert "<b>x</b>" in browser.get(address(commitment)).main
