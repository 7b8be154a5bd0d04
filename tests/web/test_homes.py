"""The first pages of office and workspace with everything on them: one list each, in few questions."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.confirmations.models import Confirmation
from portal.confirmations.rules import Verdict
from portal.core.clock import now, today
from portal.core.database import db
from portal.minutes.rules import ActionItemStatus
from portal.needs.rules import NeedStatus
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.progress.rules import ReportStatus
from tests.amendments.support import a_promise, ask
from tests.browser import Browser
from tests.confirmations.support import a_community, publish, speaks
from tests.factories import a_commitment, a_member, a_need, a_report, a_verifier, an_organisation
from tests.meetings.support import a_meeting, an_open_item
from tests.minutes.support import a_meeting as a_held_meeting
from tests.minutes.support import sent, some_minutes
from tests.progress.support import on

S = CommitmentStatus
LAST_YEAR = {
    "starts_on": date(2025, 1, 1),
    "verified_at": datetime(2025, 1, 1, tzinfo=UTC),
    "report_due_on": date(2025, 4, 15),
    "heard_on": date(2025, 1, 1),
}


def _waits_for_the_office(verifier: User) -> None:
    """One thing of every kind, and a partner that is waited for."""
    an_organisation(OrganisationStatus.APPLIED, name="Pelamar")
    a_commitment(status=S.SUBMITTED, title="Komitmen masuk")
    a_need(NeedStatus.PROPOSED, title="Kebutuhan diusulkan")
    a_report(a_commitment(title="Komitmen dilaporkan"), status=ReportStatus.SUBMITTED)
    promise = a_promise(title="Komitmen berubah")
    ask(promise, a_member(promise.organisation))
    _disputed(a_commitment(title="Komitmen didengar"))
    an_open_item(what="RTL yang dilaporkan", status=ActionItemStatus.DONE, done_at=now())
    an_open_item(what="RTL yang lewat", due_on=date(2025, 1, 1))
    some_minutes(a_held_meeting(title="FGD yang dicatat", note_taker=verifier), by=verifier)
    a_commitment(an_organisation(name="PT Diam"), title="Komitmen diam", **LAST_YEAR)


def _owed_by(own: Organisation) -> None:
    """One thing of every kind that waits for a partner."""
    a_commitment(own, title="Belum dilaporkan", **LAST_YEAR)
    a_commitment(own, S.RETURNED, title="Dikembalikan", reason="Sebut desanya")
    a_commitment(own, S.DRAFT, title="Masih draf")
    a_commitment(own, S.SUBMITTED, title="Sedang diperiksa")
    an_open_item(own, what="RTL yang jatuh tempo", due_on=today() + timedelta(days=3))
    sent(some_minutes(a_held_meeting(own, title="FGD yang lalu")))
    coming = a_meeting(own, title="FGD yang datang")
    coming.invitations[0].sent_at = now()
    db.session.commit()
    publish(_disputed(a_commitment(own, title="Dibantah")))


def _disputed(commitment: Commitment) -> Confirmation:
    community = a_community()
    return speaks(community, commitment, Verdict.DISPUTED, by=a_member(community))


@on("2026-11-20")
def test_the_desk_has_one_line_of_all_that_waits_and_then_who_is_late(browser: Browser, site: Flask) -> None:
    verifier = a_verifier()
    _waits_for_the_office(verifier)
    browser.sign_in(verifier)
    browser.get("/en/kantor")
    main = browser.get("/kantor").main
    titles = ["Pelamar", "Komitmen masuk", "Komitmen dilaporkan", "Komitmen berubah", "Komitmen didengar"]
    rest = ["Kebutuhan diusulkan", "RTL yang dilaporkan", "FGD yang dicatat"]
    assert all(main.index(title) < main.index("PT Diam") for title in [*titles, *rest])
    assert "7 laporan terlambat, 1 komitmen tanpa kabar" in main and "1 RTL lewat tenggat" in main


def test_each_count_leads_to_its_own_queue(browser: Browser, site: Flask) -> None:
    verifier = a_verifier()
    _waits_for_the_office(verifier)
    page = browser.sign_in(verifier).get("/kantor")
    assert page.words("//ul[@class='counts']//b") == "1 1 1 1 1 1 1 3"
    for address in page.html.xpath("//ul[@class='counts']//a/@href"):
        browser.get(address)


def test_the_workspace_opens_on_what_is_owed_with_one_button_a_line(browser: Browser, site: Flask) -> None:
    own = an_organisation(kind=OrganisationKind.COMMUNITY)
    member = a_member(own)
    _owed_by(own)
    browser.sign_in(member)
    browser.get("/en/ruang")
    page = browser.get("/ruang")
    lines = page.html.xpath("//ol[@class='tasks']/li")
    assert all(len(line.xpath(".//a | .//button")) == 1 for line in lines)
    titles = [
        "Belum dilaporkan",
        "Dibantah",
        "RTL yang jatuh",
        "FGD yang lalu",
        "FGD yang datang",
        "Masih draf",
    ]
    places = [page.main.index(title) for title in titles]
    assert places == sorted(places) and len(lines) == 7
    assert (
        page.main.index("Belum dilaporkan") < page.main.index("Sebut desanya") < page.main.index("RTL yang")
    )
    assert len(page.html.xpath("//main//*[@class='button' or @class='button button--small']")) == 1
    assert "Konfirmasi penyaluran" in page.main


def test_a_place_is_marked_on_each_of_its_pages(browser: Browser, site: Flask) -> None:
    commitment = a_commitment()
    here = "//div[@class='work-nav']//*[@aria-current]"
    browser.sign_in(a_member(commitment.organisation))
    reference, slug = commitment.reference, commitment.organisation.slug
    for address, words in {
        "/ruang": "Tugas saya",
        f"/ruang/komitmen/{reference}": "Komitmen kami",
        f"/ruang/komitmen/{reference}/laporan/2026-4": "Laporan",
        f"/ruang/lembaga/{slug}": "Lembaga Profil lembaga",
        f"/ruang/rekan/{slug}": "Lembaga Rekan",
    }.items():
        assert browser.get(address).words(here) == words
    browser.sign_in(a_verifier())
    assert browser.get("/kantor").words(here) == "Antrean"
    assert browser.get("/kantor/tunggakan").words(here) == "Mitra Yang ditunggu"
    assert browser.get(f"/kantor/komitmen/{reference}").words(here) == "Pemeriksaan Komitmen"
