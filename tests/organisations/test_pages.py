"""The pages of organisations as an applicant and a partner see them, in both languages."""

import pytest

from portal.accounts.models import User
from portal.core.database import db
from portal.notifications.models import OutboxMail
from portal.organisations import queries
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from tests.browser import Browser
from tests.factories import a_member, a_pocket, a_user, an_organisation
from tests.organisations.support import POSTED, POSTED_PROFILE, count, mails_to, verbs

S = OrganisationStatus
LANGUAGES = ("", "/en")
NAUGHTY = "<script>alert('x')</script> {{7*7}} \"' ﷽ 𝒜 \u202eabc ../../etc' OR 1=1--"


def _stored(slug: str) -> Organisation:
    db.session.expire_all()
    organisation = queries.get_organisation(slug)
    assert organisation is not None
    return organisation


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_registration_pages_open(browser: Browser, prefix: str) -> None:
    assert browser.get(f"{prefix}/daftar").form()["once"]
    assert browser.get(f"{prefix}/daftar/terkirim").h1


def test_a_visitor_registers_and_is_sent_to_the_confirmation(browser: Browser) -> None:
    page = browser.post("/daftar", POSTED, follow=True)
    assert page.h1 == "Pendaftaran terkirim"
    assert _stored("pt-bakau-lestari").status is S.APPLIED


def test_the_answer_is_the_same_for_a_known_address(browser: Browser) -> None:
    a_user(email="siti@contoh.id")
    known = browser.post("/daftar", POSTED)
    new = browser.post("/daftar", POSTED | {"email": "baru@contoh.id", "once": "lain"})
    assert known.response.headers["Location"] == new.response.headers["Location"]
    assert count(Organisation) == 1


def test_registering_again_and_again_is_slowed_down(browser: Browser) -> None:
    for n in range(20):
        wanted = POSTED | {"email": f"a{n}@contoh.id", "password": "password", "once": f"x{n}"}
        browser.post("/daftar", wanted, status=422)
    page = browser.post("/daftar", POSTED | {"once": "lain"}, status=429)
    assert "Terlalu banyak percobaan. Tunggu 60 menit, lalu coba lagi." in page.errors()
    assert count(Organisation) == 0


def test_a_form_sent_twice_registers_once(browser: Browser) -> None:
    browser.post("/daftar", POSTED)
    browser.post("/daftar", POSTED | {"email": "lain@contoh.id"}, status=422)
    assert count(Organisation) == 1


def test_extra_fields_never_take_effect(browser: Browser) -> None:
    extra = {
        "status": "verified",
        "id": "77",
        "slug": "x",
        "is_example": "1",
        "role": "manager",
        "version": "9",
    }
    browser.post("/daftar", POSTED | extra)
    organisation = _stored("pt-bakau-lestari")
    assert (organisation.status, organisation.is_example, organisation.version) == (S.APPLIED, False, 1)


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(browser: Browser) -> None:
    typed = {"name": "PT Bakau", "website": "javascript:alert(1)", "contact_phone": "telepon"}
    page = browser.post("/daftar", typed, status=422)
    sentences = page.errors()
    assert "Pilih jenis lembaga" in sentences
    assert "Tulis alamat situs yang lengkap, misalnya https://contoh.id" in sentences
    assert "Pilih paling sedikit satu kecamatan, atau seluruh kabupaten" in sentences
    assert "Centang persetujuan untuk melanjutkan" in sentences
    assert page.form()["website"] == "javascript:alert(1)"


def test_mistakes_are_told_in_the_order_of_the_page(browser: Browser) -> None:
    page = browser.post("/daftar", {}, status=422)
    told = [link.get("href")[1:] for link in page.html.xpath("//*[@role='group']//li/a")]
    on_page = [str(i) for i in page.html.xpath("//main//@id") if i in told]
    assert told[-1] == "consent"
    assert told == on_page


def test_a_very_similar_partner_is_hinted_at(browser: Browser) -> None:
    an_organisation(name="P.T. Bakau Lestari", slug="bakau")
    page = browser.post("/daftar", POSTED, follow=True)
    assert "P.T. Bakau Lestari" in page.main


def test_the_hint_shows_public_partners_only(browser: Browser) -> None:
    an_organisation(S.APPLIED, name="Rahasia", slug="rahasia")
    assert "Rahasia" not in browser.get("/daftar/terkirim?mirip=rahasia").text


def test_who_is_signed_in_registers_another_from_the_workspace(browser: Browser) -> None:
    person = a_user()
    browser.sign_in(person)
    assert browser.get("/daftar", status=302).response.headers["Location"] == "/ruang/lembaga/daftar"
    answers = {k: v for k, v in POSTED.items() if k not in ("person_name", "email", "password")}
    page = browser.post("/ruang/lembaga/daftar", answers, follow=True)
    assert page.h1 == "PT Bakau Lestari"
    assert _stored("pt-bakau-lestari").memberships[0].user_id == person.id


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("status", list(S), ids=str)
def test_the_workspace_page_says_where_it_stands(browser: Browser, prefix: str, status: S) -> None:
    organisation = an_organisation(status, reason="Alasan kantor")
    browser.sign_in(a_member(organisation))
    page = browser.get(f"{prefix}/ruang/lembaga/{organisation.slug}")
    assert page.h1 == organisation.name
    assert "Kontak Rahasia" in page.main
    explained = status in (S.RETURNED, S.REJECTED, S.SUSPENDED)
    assert ("Alasan kantor" in page.main) is explained


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_who_works_for_several_chooses_and_who_for_none_is_helped(browser: Browser, prefix: str) -> None:
    browser.sign_in(a_user())
    for address in ("/ruang/lembaga", "/ruang/rekan", "/ruang/lembaga/daftar"):
        browser.get(prefix + address)
    one, other = an_organisation(), an_organisation()
    person = a_member(one)
    other.memberships.append(type(person.memberships[0])(user_id=person.id, role="manager"))
    db.session.commit()
    browser.sign_in(person)
    for address in ("/ruang/lembaga", "/ruang/rekan"):
        assert other.name in browser.get(prefix + address).main


def test_the_only_organisation_opens_at_once(browser: Browser) -> None:
    organisation = an_organisation()
    browser.sign_in(a_member(organisation))
    for address in ("/ruang/lembaga", "/ruang/rekan"):
        location = browser.get(address, status=302).response.headers["Location"]
        assert location == f"{address}/{organisation.slug}"


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_profile_is_edited(browser: Browser, prefix: str) -> None:
    organisation = an_organisation(S.APPLIED)
    browser.sign_in(a_member(organisation))
    address = f"{prefix}/ruang/lembaga/{organisation.slug}/ubah"
    version = browser.get(address).form()["version"]
    browser.post(address, POSTED_PROFILE | {"version": version, "website": "contoh.id"})
    assert _stored(organisation.slug).website == "https://contoh.id"
    assert _stored(organisation.slug).name == "PT Bakau Lestari"


def test_name_kind_and_status_of_a_verified_one_cannot_be_posted(browser: Browser) -> None:
    organisation = an_organisation(S.VERIFIED, name="PT Tetap")
    browser.sign_in(a_member(organisation))
    posted = POSTED_PROFILE | {"version": "1", "kind": "government", "status": "suspended", "slug": "x"}
    browser.post(f"/ruang/lembaga/{organisation.slug}/ubah", posted)
    stored = _stored(organisation.slug)
    assert (stored.name, stored.kind, stored.status) == ("PT Tetap", OrganisationKind.PRIVATE, S.VERIFIED)


def test_a_stale_edit_shows_both_and_changes_nothing(browser: Browser) -> None:
    organisation = an_organisation(S.APPLIED, about="<b>Sekarang</b>")
    browser.sign_in(a_member(organisation))
    page = browser.post(
        f"/ruang/lembaga/{organisation.slug}/ubah", POSTED_PROFILE | {"version": "0"}, status=409
    )
    assert "<b>Sekarang</b>" in page.main
    assert "Menanam bakau" in page.main
    assert _stored(organisation.slug).about == "<b>Sekarang</b>"


def test_a_returned_application_is_sent_in_again(browser: Browser) -> None:
    organisation = an_organisation(S.RETURNED, reason="Lampirkan akta")
    browser.sign_in(a_member(organisation))
    address = f"/ruang/lembaga/{organisation.slug}"
    browser.post(f"{address}/ajukan", browser.get(address).form("/ajukan"))
    assert _stored(organisation.slug).status is S.APPLIED


@pytest.mark.parametrize("status", [S.APPLIED, S.VERIFIED, S.REJECTED, S.SUSPENDED], ids=str)
def test_sending_in_again_is_refused_unless_it_was_returned(browser: Browser, status: S) -> None:
    organisation = an_organisation(status)
    browser.sign_in(a_member(organisation))
    browser.post(f"/ruang/lembaga/{organisation.slug}/ajukan", {"version": "1"}, status=409)
    assert _stored(organisation.slug).status is status
    assert verbs() == []


def test_naughty_words_are_shown_as_they_were_typed(browser: Browser) -> None:
    fields = ("name", "contact_name", "contact_position", "person_name")
    browser.post("/daftar", POSTED | dict.fromkeys(fields, NAUGHTY))
    organisation = db.session.query(Organisation).one()
    manager = db.session.query(User).one()
    shown = NAUGHTY.replace("\u202e", " ")
    assert organisation.name == " ".join(shown.split())
    page = browser.sign_in(manager).get(f"/ruang/lembaga/{organisation.slug}")
    assert page.h1 == organisation.name
    assert organisation.name in db.session.query(OutboxMail).one().body
    assert "\n" not in db.session.query(OutboxMail).one().subject


def test_registering_on_the_way_to_a_pledge_leads_to_that_pledge(browser: Browser, site) -> None:
    wanted = f"/ruang/komitmen/baru?strategi=5&kantong={a_pocket().slug}"
    door = browser.get(wanted, follow=True)
    register = next(link for link in door.links() if link.startswith("/daftar"))
    browser.post(register, POSTED)
    link = "/konfirmasi/" + mails_to("siti@contoh.id")[0].body.split("/konfirmasi/")[1].split()[0]
    door = browser.post(link, browser.get(link).form("konfirmasi")).response.location
    answers = {"email": POSTED["email"], "password": POSTED["password"]}
    assert browser.post(door, browser.get(door).form("masuk") | answers).response.location == wanted
