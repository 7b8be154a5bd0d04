"""Recording a pledge page by page, without a script."""

import pytest

from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.organisations.rules import OrganisationStatus
from portal.places.models import Region
from tests.browser import Browser, Page
from tests.factories import STABAT, VILLAGE, a_commitment, a_member, a_need, a_pocket, an_organisation

OTHER_VILLAGE = "12.05.07.2009"
DRAFT = CommitmentStatus.DRAFT


def the_draft() -> Commitment:
    return db.session.query(Commitment).order_by(Commitment.id.desc()).first()


def step(commitment: Commitment, number: int) -> str:
    return f"/ruang/komitmen/{commitment.reference}/langkah/{number}"


@pytest.fixture
def member(site):
    return a_member(an_organisation(name="PT Pengisi"))


@pytest.fixture
def room(browser: Browser, member) -> Browser:
    return browser.sign_in(member)


@pytest.fixture
def draft(member) -> Commitment:
    organisation = member.memberships[0].organisation
    return a_commitment(organisation, DRAFT, created_by=member)


def test_a_pledge_is_recorded_in_five_steps(room: Browser) -> None:
    first = room.get("/ruang/komitmen/baru").form("")
    room.post("/ruang/komitmen/baru", first | {"strategy_number": "5", "title": "Rehabilitasi 40 rumah"})
    draft = the_draft()

    places = room.get(step(draft, 2))
    shown = room.post(step(draft, 2), places.form() | {"then": "show", "kecamatan": STABAT})
    assert shown.response.location.endswith("?kecamatan=12.05.07#pilih")
    offer = room.get(shown.response.location)
    ticked = room.post(step(draft, 2), offer.form() | {"chosen": [VILLAGE, OTHER_VILLAGE], "then": "add"})
    assert ticked.response.location.endswith("#places-0")
    rows = room.get(step(draft, 2)).form()
    numbers = {"places-0-rupiah": "100.000.000", "places-1-rupiah": "50.000.000", "places-0-quantity": "10"}
    room.post(step(draft, 2), rows | numbers | {"unit": "rumah", "then": "continue"})

    giving = room.get(step(draft, 3))
    assert "Rp150.000.000" in giving.main
    answers = {"support_form": "money", "funding_source": "tjsp", "then": "continue"}
    room.post(step(draft, 3), giving.form() | answers)

    people = room.get(step(draft, 4)).form()
    answers = {
        "starts_on": "2027-01-01", "ends_on": "31/12/2027", "authoriser_name": "Bu Pimpinan",
        "authoriser_position": "Direktur", "contact_phone": "0811000", "then": "continue",
    }  # fmt: skip
    room.post(step(draft, 4), people | answers)

    check = room.get(step(draft, 5))
    assert "Belum lengkap" not in check.main
    sent = room.post(step(draft, 5), check.form(), follow=True)
    assert sent.h1 == "Komitmen terkirim"
    assert draft.reference in sent.main
    assert "0811000" not in " ".join(sent.links())


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_each_step_shows_where_it_stands(room: Browser, draft: Commitment, prefix: str, number: int) -> None:
    page = room.get(prefix + step(draft, number))
    assert draft.reference in page.main


def test_typed_numbers_survive_adding_another_place(room: Browser, draft: Commitment) -> None:
    form = room.get(step(draft, 2)).form()
    room.post(step(draft, 2), form | {"places-0-people": "77", "then": "show", "kecamatan": STABAT})
    assert room.get(step(draft, 2)).form()["places-0-people"] == "77"


def test_a_wrong_number_stays_as_typed_while_more_places_are_shown(room: Browser, draft: Commitment) -> None:
    form = room.get(step(draft, 2)).form()
    answers = form | {"places-0-rupiah": "185 juta", "then": "show", "kecamatan": STABAT}
    page = room.post(step(draft, 2), answers, status=422)
    assert page.form()["places-0-rupiah"] == "185 juta"
    wrong = "Isi nilai rupiah dengan angka saja, misalnya 185000000"
    assert page.errors() == [f"Desa Pantai Gemi, Kec. Stabat · Nilai rupiah: {wrong}"]
    assert "Desa Karang Rejo" in page.main or "Kelurahan" in page.main


def test_a_place_is_taken_away(room: Browser, draft: Commitment) -> None:
    form = room.get(step(draft, 2)).form()
    room.post(step(draft, 2), form | {"remove": VILLAGE})
    assert "Hapus tempat ini" not in room.get(step(draft, 2)).main


def test_places_are_found_by_name_in_both_kecamatan(room: Browser, draft: Commitment) -> None:
    names = [r.name for r in db.session.query(Region).filter(Region.parent_code == STABAT)]
    page = room.get(step(draft, 2) + f"?cari={names[0]}")
    assert names[0] in page.main
    assert "Kec. Stabat" in page.main


def test_an_unknown_kecamatan_is_said_kindly(room: Browser, draft: Commitment) -> None:
    room.get(step(draft, 2) + "?kecamatan=99.99.99", status=400)


def test_who_already_works_there_is_said_before_saving(room: Browser, draft: Commitment) -> None:
    for number in range(4):
        a_commitment(an_organisation(name=f"Yayasan {number}"), title=f"Bibit {number}")
    page = room.get(step(draft, 2))
    assert "4 mitra lain bekerja di sini" in page.main and "mitra pendukung" in page.main
    assert "dan 1 komitmen lain" in page.main
    offered = room.get(step(draft, 2) + f"?kecamatan={STABAT}").main
    assert offered.count("4 mitra lain sudah di sini") == 2  # the village and its kecamatan


def test_drafts_of_others_stay_unseen_when_places_are_chosen(room: Browser, draft: Commitment) -> None:
    a_commitment(an_organisation(), DRAFT, title="Rahasia Sekali")
    assert "mitra lain sudah" not in room.get(step(draft, 2)).main


@pytest.mark.parametrize("places", [1, 30])
def test_many_places_ask_no_more_queries(room: Browser, member, places: int) -> None:
    codes = [r.code for r in db.session.query(Region).filter(Region.code.like("12.05.0_.____")).limit(places)]
    pockets = [a_pocket(code) for code in codes[: places // 2]]
    lines = [{"region_code": p.region_code, "pocket_id": p.id, "rupiah": 1} for p in pockets]
    lines += [{"region_code": code, "rupiah": 1} for code in codes[places // 2 :]]
    draft = a_commitment(member.memberships[0].organisation, DRAFT, lines, created_by=member)
    room.get(step(draft, 2) + f"?kecamatan={STABAT}")
    room.get(step(draft, 2) + "?cari=karang")
    room.get(step(draft, 5))
    room.get(f"/ruang/komitmen/{draft.reference}")


def test_a_later_step_may_be_left_open(room: Browser, draft: Commitment) -> None:
    form = room.get(step(draft, 4)).form()
    page = room.post(step(draft, 4), form | {"ends_on": "", "then": "later"}, follow=True)
    assert "tersimpan" in page.main
    assert "1 hal belum lengkap" in page.main


def test_going_on_asks_for_what_is_missing_at_its_field(room: Browser, draft: Commitment) -> None:
    form = room.get(step(draft, 4)).form()
    page = room.post(
        step(draft, 4), form | {"ends_on": "", "contact_name": "", "then": "continue"}, status=422
    )
    assert page.errors() == ["Isi tanggal selesai", "Isi nama narahubung"]


def test_a_supporting_partner_is_found_and_added(room: Browser, draft: Commitment) -> None:
    helper = an_organisation(name="Yayasan Penolong")
    an_organisation(name="Yayasan Penolong Baru", status=OrganisationStatus.APPLIED)
    found = room.get(step(draft, 4) + "?cari=penolong")
    assert "Yayasan Penolong" in found.main
    assert "Baru" not in found.main
    room.post(step(draft, 4), found.form() | {"chosen": helper.slug, "then": "add"})
    rows = room.get(step(draft, 4)).form()
    room.post(step(draft, 4), rows | {"supporters-0-role": "funder", "then": "continue"})
    assert "Yayasan Penolong: Penyandang dana" in room.get(step(draft, 5)).main


def test_the_check_page_lists_what_is_missing_with_links(room: Browser, member) -> None:
    draft = a_commitment(
        member.memberships[0].organisation, DRAFT, [], created_by=member, starts_on=None, support_form=None
    )
    page = room.get(step(draft, 5))
    assert "Tambahkan paling sedikit satu tempat" in page.main
    assert any(link.endswith("/langkah/4?dari=periksa#starts_on") for link in page.links())
    assert "Kirim untuk diverifikasi" not in page.main


def test_a_change_from_the_check_page_leads_back_to_it(room: Browser, draft: Commitment) -> None:
    address = step(draft, 3) + "?dari=periksa"
    sent = room.post(address, room.get(address).form() | {"then": "continue"})
    assert sent.response.location.endswith("/langkah/5")


def test_a_stale_step_shows_both_texts(room: Browser, draft: Commitment) -> None:
    old = room.get(step(draft, 1)).form()
    room.post(step(draft, 1), room.get(step(draft, 1)).form() | {"title": "<b>Baru</b>"})
    page = room.post(step(draft, 1), old | {"title": "Punya saya"}, status=409)
    assert "Tersimpan sekarang: <b>Baru</b>" in page.main
    assert page.form()["title"] == "Punya saya"


def test_stale_places_show_what_stands_there_now(room: Browser, draft: Commitment) -> None:
    old = room.get(step(draft, 2)).form()
    room.post(step(draft, 2), old | {"places-0-rupiah": "7.000", "then": "stay"})
    page = room.post(step(draft, 2), old | {"places-0-rupiah": "9.000"}, status=409)
    assert "Rp7.000" in page.main
    assert page.form()["places-0-rupiah"] == "9.000"


def test_a_returned_pledge_says_why_on_each_step(room: Browser, member) -> None:
    returned = a_commitment(
        member.memberships[0].organisation,
        CommitmentStatus.RETURNED,
        created_by=member,
        reason="Sebut desanya",
    )
    for number in range(1, 6):
        assert "Sebut desanya" in room.get(step(returned, number)).main


def test_a_submitted_pledge_has_no_steps(room: Browser, member) -> None:
    gone = a_commitment(member.memberships[0].organisation, CommitmentStatus.SUBMITTED, created_by=member)
    room.get(step(gone, 2), status=409)
    room.post(step(gone, 2), {"version": gone.version}, status=409)


def test_an_applicant_prepares_but_cannot_send(browser: Browser, site) -> None:
    organisation = an_organisation(OrganisationStatus.APPLIED)
    member = a_member(organisation)
    draft = a_commitment(organisation, DRAFT, created_by=member)
    browser.sign_in(member)
    assert "belum terverifikasi" in browser.get(step(draft, 5)).main
    browser.post(step(draft, 5), {"version": draft.version}, status=409)
    assert db.session.get(Commitment, draft.id).status is DRAFT


def test_a_draft_is_thrown_away_after_a_question(room: Browser, draft: Commitment) -> None:
    address = f"/ruang/komitmen/{draft.reference}/hapus"
    page = room.post(address, room.get(address).form(), follow=True)
    assert "dihapus" in page.main
    room.get(f"/ruang/komitmen/{draft.reference}", status=404)


@pytest.mark.parametrize("path", ["", *(f"/langkah/{n}" for n in range(1, 6)), "/terkirim", "/hapus"])
def test_strangers_learn_nothing_of_a_draft(browser: Browser, draft: Commitment, path: str) -> None:
    browser.sign_in(a_member(an_organisation()))
    browser.get(f"/ruang/komitmen/{draft.reference}{path}", status=404)


@pytest.mark.parametrize("path", [*(f"/langkah/{n}" for n in range(1, 6)), "/hapus"])
def test_strangers_change_nothing_of_a_draft(browser: Browser, draft: Commitment, path: str) -> None:
    browser.sign_in(a_member(an_organisation()))
    answers = {"version": draft.version, "title": "Punya saya", "strategy_number": "1"}
    browser.post(f"/ruang/komitmen/{draft.reference}{path}", answers, status=404)
    db.session.expire_all()
    assert draft.title != "Punya saya"
    assert draft.status is DRAFT


def test_naughty_words_are_shown_literally(room: Browser) -> None:
    first = room.get("/ruang/komitmen/baru").form()
    title = "<script>alert(1)</script> \u202e\x00 'x\" &amp; ${7*7}"
    room.post("/ruang/komitmen/baru", first | {"strategy_number": "3", "title": title, "description": title})
    draft = the_draft()
    for address in [*(step(draft, n) for n in range(1, 6)), f"/ruang/komitmen/{draft.reference}", "/ruang"]:
        page: Page = room.get(address)
        assert "<script>alert(1)</script>" in page.main or "langkah" in address
        assert "<script>alert" not in page.text


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "extra",
    [
        {"places-\u00b2-place": "x"},
        {"places-99999999999-rupiah": "1"},
        {"places-0-place": "<x>"},
        {"kecamatan": "\x00"},
        {"chosen": "tidak-ada"},
        {"remove": "\u202e"},
        {"then": "<b>"},
        {"status": "verified", "organisation_id": "1"},
    ],
)
def test_odd_posts_never_break_the_page(room: Browser, draft: Commitment, extra: dict[str, str]) -> None:
    form = room.get(step(draft, 2)).form()
    response = room.client.post(step(draft, 2), data=form | extra)
    assert response.status_code in {302, 400, 422}
    assert db.session.get(Commitment, draft.id).status is DRAFT


@pytest.mark.both_databases
@pytest.mark.parametrize("path", ["%00", "KMT-2026-0001%00/langkah/2", "..%2f", "KMT"])
def test_an_odd_reference_is_no_page(room: Browser, path: str) -> None:
    room.get(f"/ruang/komitmen/{path}", status=404)


@pytest.mark.both_databases
def test_a_nul_among_the_places_is_refused_kindly(room: Browser, draft: Commitment) -> None:
    form = room.get(step(draft, 2)).form()
    room.post(step(draft, 2), form | {"chosen": ["x\x00y"], "then": "add"}, status=422)
    room.get(step(draft, 4) + "?cari=%00")


def test_a_possible_nik_is_refused(room: Browser, draft: Commitment) -> None:
    form = room.get(step(draft, 1)).form()
    page = room.post(step(draft, 1), form | {"description": "Untuk 1205 0123 4567 8901"}, status=422)
    assert "mungkin NIK" in page.errors()[0]


def test_a_refused_place_is_said_in_the_summary_and_at_the_places(browser: Browser) -> None:
    organisation = an_organisation()
    browser.sign_in(a_member(organisation))
    at = f"/ruang/komitmen/{a_commitment(organisation, CommitmentStatus.DRAFT).reference}/langkah/2"
    answers = browser.get(at).form("langkah") | {"places-0-place": "tidak-ada", "then": "later"}
    page = browser.post(at, answers, status=422)
    assert page.errors() == ["Tempat ini tidak dikenal. Pilih dari daftar."]
    assert page.words("//*[@id='places']").startswith("Kesalahan: Tempat ini tidak dikenal.")


def test_going_on_without_a_place_is_said_in_the_summary(room: Browser, member) -> None:
    at = step(a_commitment(member.memberships[0].organisation, DRAFT, [], created_by=member), 2)
    page = room.post(at, room.get(at).form() | {"then": "continue"}, status=422)
    assert page.errors() == ["Tambahkan paling sedikit satu tempat"]


def test_a_place_that_waits_stands_in_the_draft_from_the_first(room: Browser) -> None:
    pocket = a_pocket(name="Kampung Bakau")
    address = f"/ruang/komitmen/baru?strategi=5&kantong={pocket.slug}"
    first = room.get(address)
    assert "Tempatnya sudah dipilih: Kampung Bakau" in first.main
    room.post(address, first.form("baru") | {"title": "Rehabilitasi rumah", "then": "continue"})
    assert the_draft().strategy_number == 5 and the_draft().allocations[0].pocket_id == pocket.id
    room.get("/en/ruang/komitmen/baru?strategi=2&wilayah=12.05.07")
    room.get("/ruang/komitmen/baru?kantong=entah", status=400)


def test_a_need_beside_the_draft_joins_it_with_all_that_was_typed(room: Browser, draft: Commitment) -> None:
    need = a_need(pocket=a_pocket(name="Kampung Bakau"))
    a_commitment(an_organisation(name="PT Sudah Ada"), places=[{"region_code": VILLAGE}])
    typed = room.get(step(draft, 2)).form() | {"places-0-households": "17", "take": need.reference}
    way = room.post(step(draft, 2), typed).response.location
    assert way == f"/ruang/kebutuhan/{need.reference}/ambil/{draft.reference}"
    assert draft.allocations[0].households == 17
    join = room.get(way)
    text = room.post(way, join.form("ambil") | {"quantity": "15"}, follow=True).main
    assert "Memenuhi kebutuhan" in text and "40 dari 40 unit rumah masih terbuka" in text
    room.get(f"/en{way}")
