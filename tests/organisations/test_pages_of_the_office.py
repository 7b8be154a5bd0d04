"""The office's pages of partners: the list, one partner, decisions, and names that look alike."""

import pytest

from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.organisations import queries
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MemberRole, OrganisationKind, OrganisationStatus
from tests.browser import Browser
from tests.factories import a_member, a_user, a_verifier, an_admin, an_organisation
from tests.organisations.support import POSTED_PROFILE, REASON, verbs

S = OrganisationStatus
DECISIONS = ("setujui", "kembalikan", "tolak", "tangguhkan", "pulihkan")
ALLOWED = {
    S.APPLIED: {"setujui", "kembalikan", "tolak"},
    S.RETURNED: {"tolak"},
    S.VERIFIED: {"tangguhkan"},
    S.SUSPENDED: {"pulihkan"},
    S.REJECTED: set(),
}
PARTS = ("koreksi", "undang", *DECISIONS)


def _fresh(organisation: Organisation) -> Organisation:
    db.session.expire_all()
    return organisation


@pytest.mark.parametrize("prefix", ("", "/en"))
def test_the_list_filters_sorts_and_pages(browser: Browser, prefix: str) -> None:
    for n in range(25):
        an_organisation(S.APPLIED, name=f"LSM Nomor {n:02}", slug=f"lsm-{n}", kind=OrganisationKind.NGO)
    an_organisation(name="CV Satu")
    browser.sign_in(a_verifier())
    address = f"{prefix}/kantor/mitra"
    assert "LSM Nomor 24" in browser.get(f"{address}?jenis=ngo&status=diajukan&urut=terbaru").main
    assert "LSM Nomor 24" in browser.get(f"{address}?jenis=ngo&halaman=2").main
    page = browser.get(f"{address}?q=satu")
    assert "CV Satu" in page.main
    assert "LSM Nomor" not in page.main
    browser.get(f"{address}?q=tidak+ada+yang+begini")


@pytest.mark.parametrize("query", ["jenis=x", "status=x", "urut=x", "halaman=0", "halaman=x"])
def test_an_unknown_filter_is_said_kindly(browser: Browser, query: str) -> None:
    browser.sign_in(a_verifier()).get(f"/kantor/mitra?{query}", status=400)


def test_a_page_beyond_the_last_is_not_found(browser: Browser) -> None:
    browser.sign_in(a_verifier()).get("/kantor/mitra?halaman=99", status=404)


@pytest.mark.parametrize("prefix", ("", "/en"))
@pytest.mark.parametrize("status", list(S), ids=str)
def test_one_partner_shows_everything_and_the_steps_from_here(
    browser: Browser, prefix: str, status: S
) -> None:
    organisation = an_organisation(status)
    person = a_member(organisation)
    browser.sign_in(a_verifier())
    page = browser.get(f"{prefix}/kantor/mitra/{organisation.slug}")
    assert {"Kontak Rahasia", "0811222333", person.email} <= {
        word for word in ("Kontak Rahasia", "0811222333", person.email) if word in page.main
    }
    offered = {link.rsplit("/", 1)[-1] for link in page.links()} & set(DECISIONS)
    assert offered == ALLOWED[status]


@pytest.mark.parametrize("prefix", ("", "/en"))
def test_every_page_of_a_decision_opens(browser: Browser, prefix: str) -> None:
    organisation, known = an_organisation(S.APPLIED), an_organisation()
    browser.sign_in(a_verifier())
    for part in (*PARTS, f"gabungkan/{known.slug}"):
        browser.get(f"{prefix}/kantor/mitra/{organisation.slug}/{part}")
    browser.get(f"{prefix}/kantor/mitra/baru")


@pytest.mark.parametrize("status", list(S), ids=str)
@pytest.mark.parametrize("verb", DECISIONS)
def test_a_move_the_life_cycle_has_not_gives_409_and_changes_nothing(
    browser: Browser, verb: str, status: S
) -> None:
    organisation = an_organisation(status)
    browser.sign_in(a_verifier())
    allowed = verb in ALLOWED[status]
    posted = {"version": "1", "reason": REASON}
    browser.post(f"/kantor/mitra/{organisation.slug}/{verb}", posted, status=302 if allowed else 409)
    assert (_fresh(organisation).status is status) is not allowed
    assert len(verbs()) == int(allowed)


def test_a_decision_about_an_older_version_is_not_taken(browser: Browser) -> None:
    organisation = an_organisation(S.APPLIED)
    browser.sign_in(a_verifier()).post(
        f"/kantor/mitra/{organisation.slug}/setujui", {"version": "0"}, status=409
    )
    assert _fresh(organisation).status is S.APPLIED


@pytest.mark.parametrize("role", [OfficeRoleName.SEKDA, OfficeRoleName.NOTE_TAKER], ids=str)
def test_who_does_not_verify_reads_but_decides_nothing(browser: Browser, role: OfficeRoleName) -> None:
    organisation, known = an_organisation(S.APPLIED, name="PT Sama"), an_organisation(name="PT Sama")
    browser.sign_in(a_user(role))
    page = browser.get(f"/kantor/mitra/{organisation.slug}")
    assert not {link.rsplit("/", 1)[-1] for link in page.links()} & set(DECISIONS)
    for part in (*PARTS, f"bukan-sama/{known.slug}", f"gabungkan/{known.slug}"):
        browser.post(f"/kantor/mitra/{organisation.slug}/{part}", status=403)
    browser.post("/kantor/mitra/baru", status=403)
    assert verbs() == []


def test_partners_find_no_office(browser: Browser) -> None:
    organisation = an_organisation(S.APPLIED)
    browser.sign_in(a_member(an_organisation()))
    browser.get("/kantor/mitra", status=403)
    browser.get(f"/kantor/mitra/{organisation.slug}", status=404)
    for part in (*PARTS, f"bukan-sama/{organisation.slug}", f"gabungkan/{organisation.slug}"):
        browser.post(f"/kantor/mitra/{organisation.slug}/{part}", {"version": "1"}, status=404)


def test_nobody_decides_about_their_own_organisation(browser: Browser) -> None:
    organisation, verifier = an_organisation(S.APPLIED), a_verifier()
    db.session.add(Membership(user_id=verifier.id, organisation_id=organisation.id, role=MemberRole.MANAGER))
    db.session.commit()
    browser.sign_in(verifier).post(f"/kantor/mitra/{organisation.slug}/setujui", {"version": "1"}, status=403)
    assert _fresh(organisation).status is S.APPLIED


def test_names_that_look_alike_are_shown_and_told_apart(browser: Browser) -> None:
    applicant = an_organisation(S.APPLIED, name="PT Djaja Abadi")
    known = an_organisation(name="P.T. Jaya Abadi")
    browser.sign_in(a_verifier())
    address = f"/kantor/mitra/{applicant.slug}"
    assert "Sama selain tanda baca dan ejaan" in browser.get(address).main
    browser.post(f"{address}/bukan-sama/{known.slug}")
    assert "P.T. Jaya Abadi" not in browser.get(address).words("//section[@id='similar']")


def test_two_names_are_merged_and_the_old_address_leads_on(browser: Browser) -> None:
    applicant, known = an_organisation(S.APPLIED, name="PT Sama"), an_organisation(name="PT  Sama")
    browser.sign_in(a_verifier())
    address = f"/kantor/mitra/{applicant.slug}"
    form = browser.get(f"{address}/gabungkan/{known.slug}").form("")
    browser.post(f"{address}/gabungkan/{known.slug}", form | {"reason": REASON})
    moved = browser.get(address, status=302).response.headers["Location"]
    assert moved == f"/kantor/mitra/{known.slug}"
    assert "menggabungkan lembaga" in browser.get(moved).main
    assert verbs() == ["organisation.merge"]


def test_the_office_registers_and_corrects_an_organisation(browser: Browser) -> None:
    browser.sign_in(an_admin())
    posted = POSTED_PROFILE | {"once": "x", "kind": "government", "name": "Dinas Contoh"}
    assert browser.post("/kantor/mitra/baru", posted, follow=True).h1 == "Dinas Contoh"
    browser.post("/kantor/mitra/dinas-contoh/koreksi", {"version": "1", "kind": "ngo", "name": "LSM Contoh"})
    corrected = queries.get_organisation("dinas-contoh")
    assert corrected is not None
    assert (_fresh(corrected).name, corrected.kind) == ("LSM Contoh", OrganisationKind.NGO)


def test_the_office_invites_a_manager_where_nobody_manages(browser: Browser) -> None:
    organisation = an_organisation()
    browser.sign_in(an_admin())
    person = {"name": "Budi", "email": "budi@contoh.id", "role": "manager", "once": "x"}
    page = browser.post(f"/kantor/mitra/{organisation.slug}/undang", person, follow=True)
    assert "budi@contoh.id" in page.main


def test_a_late_decision_shows_what_was_decided_meanwhile(browser: Browser) -> None:
    organisation = an_organisation(OrganisationStatus.APPLIED)
    browser.sign_in(a_verifier())
    at = f"/kantor/mitra/{organisation.slug}"
    late = browser.get(f"{at}/setujui").form("setujui")
    browser.post(f"{at}/kembalikan", browser.get(f"{at}/kembalikan").form("kembalikan") | {"reason": REASON})
    page = browser.post(f"{at}/setujui", late, status=409)
    assert "Perlu perbaikan" in page.main
    assert REASON in page.main
