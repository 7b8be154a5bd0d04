"""The public pages of FGDs as a visitor meets them: whole, in both languages, and naming nobody."""

from hashlib import sha256

import pytest
from flask import Flask

from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.meetings.messages import calendar_of
from portal.meetings.models import AgendaItem
from portal.minutes import later_actions
from portal.minutes.frozen import canonical_addendum, canonical_text
from portal.minutes.queries import record_of
from portal.organisations.rules import OrganisationStatus
from tests.browser import Browser
from tests.factories import a_user, a_verifier, an_organisation
from tests.minutes.support import a_note_taker, a_sekda, did
from tests.opendata.reading import table
from tests.public.fgd_support import (
    SECRET,
    a_born_commitment,
    a_published_fgd,
    an_fgd,
    calendar,
    overdue,
    reference_of,
)

BOTH = pytest.mark.parametrize("language", ["", "/en"])
NARROWED = "?tahun=2026&strategi=5&q=isi"


@BOTH
def test_the_list_shows_published_fgds(browser: Browser, language: str) -> None:
    reference = reference_of(a_published_fgd(title="FGD air bersih"))
    for address in ("/fgd", f"/fgd{NARROWED}"):
        page = browser.get(language + address)
        assert "FGD air bersih" in page.main and f"{language}/fgd/{reference}" in page.links()
    assert "Set-Cookie" not in page.response.headers


@BOTH
def test_an_empty_list_says_so(browser: Browser, language: str) -> None:
    assert browser.get(f"{language}/fgd").h1
    assert browser.get(f"{language}/fgd?q=entah").status == 200
    browser.get(f"{language}/fgd?halaman=9", status=404)
    browser.get(f"{language}/fgd?strategi=9", status=400)


@BOTH
def test_a_page_tells_what_was_decided_and_who_does_what(browser: Browser, language: str) -> None:
    organisation = an_organisation(name="PT Bakau")
    minutes = a_published_fgd(organisation)
    commitment = a_born_commitment(minutes)
    page = browser.get(f"{language}/fgd/{reference_of(minutes)}")
    for words in ("Paparan data", "Tim data", "Tujuh strategi disepakati", "Isi notulen", "PT Bakau", "18"):
        assert words in page.main
    assert page.html is not None and page.html.xpath("//*[@id='rtl-1']")
    assert f"{language}/mitra/{organisation.slug}" in page.links()
    assert f"{language}/komitmen/{commitment.reference}" in page.links()
    assert minutes.sha256 in page.main


def test_an_overdue_item_says_so(browser: Browser) -> None:
    minutes = a_published_fgd()
    overdue(minutes)
    assert "Lewat tenggat" in browser.get(f"/fgd/{reference_of(minutes)}").main
    assert [row["state"] for row in table(browser.get("/data/rtl.csv"))] == ["overdue"]


def test_the_hash_on_the_page_is_that_of_the_frozen_text(browser: Browser) -> None:
    minutes = a_published_fgd()
    page = browser.get(f"/fgd/{reference_of(minutes)}")
    frozen = canonical_text(record_of(minutes))
    assert frozen == minutes.frozen_text
    assert sha256(frozen.encode()).hexdigest() in page.main


def test_an_addendum_stands_there_once_the_chair_approved_it(browser: Browser) -> None:
    minutes = a_published_fgd()
    address = f"/fgd/{reference_of(minutes)}"
    addendum = did(later_actions.add_addendum, minutes, by=a_note_taker(), text="Tenggat menjadi Mei.")
    assert "Tenggat menjadi Mei" not in browser.get(address).main
    did(later_actions.approve_addendum, addendum, by=a_sekda())
    page = browser.get(address)
    text = canonical_addendum(reference_of(minutes), 1, minutes.sha256, "Tenggat menjadi Mei.")
    assert "Tenggat menjadi Mei" in page.main and sha256(text.encode()).hexdigest() in page.main


def test_the_minutes_stand_there_as_they_were_kept(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    minutes = a_published_fgd()
    monkeypatch.setattr("portal.web.markdown.Markdown", None)
    assert "<strong>notulen</strong>" in browser.get(f"/fgd/{reference_of(minutes)}").text


def _public_addresses(reference: str, commitment: str) -> list[str]:
    pages = ["/", "/fgd", f"/fgd/{reference}", f"/komitmen/{commitment}", "/data", "/komitmen", "/mitra"]
    return [*pages, "/data/rtl.csv", "/fgd.ics", f"/fgd?q={SECRET}"]


@BOTH
def test_nobody_who_was_there_is_named_in_any_public_answer(browser: Browser, language: str) -> None:
    minutes = a_published_fgd(an_organisation(OrganisationStatus.REJECTED, name=f"{SECRET} lembaga"))
    for address in _public_addresses(reference_of(minutes), a_born_commitment(minutes).reference):
        text = browser.get(language + address).text
        assert SECRET not in text.replace(f"“{SECRET}”", "").replace(f'value="{SECRET}"', "").replace(
            f"q={SECRET}", ""
        ), address


@BOTH
def test_what_is_not_published_appears_nowhere(browser: Browser, language: str) -> None:
    minutes = an_fgd(title=f"{SECRET} judul")
    reference, commitment = reference_of(minutes), a_born_commitment(minutes)
    browser.get(f"{language}/fgd/{reference}", status=404)
    for address in _public_addresses(reference, commitment.reference):
        if address != f"/fgd/{reference}" and SECRET not in address:
            text = browser.get(language + address).text
            assert SECRET not in text and reference not in text, address


def test_an_fgd_that_was_taken_back_is_gone(browser: Browser) -> None:
    minutes = a_published_fgd()
    did(later_actions.unpublish, minutes, by=a_verifier(), reason="Ada nama warga di dalamnya.")
    browser.get(f"/fgd/{reference_of(minutes)}", status=404)
    assert table(browser.get("/data/rtl.csv")) == [] and calendar(browser.get("/fgd.ics").text) == []


@BOTH
def test_the_agenda_leads_to_the_items_it_takes_up_as_far_as_they_are_public(
    browser: Browser, language: str
) -> None:
    public, hidden = a_published_fgd(), an_fgd()
    minutes = a_published_fgd()
    for earlier in (public, hidden):
        point = AgendaItem(position=5, title=f"RTL {earlier.reference}", presenter="")
        point.carried_item_id = earlier.action_items[0].id
        minutes.meeting.agenda.append(point)
    db.session.commit()
    page = browser.get(f"{language}/fgd/{reference_of(minutes)}")
    assert f"{language}/fgd/{public.reference}#rtl-1" in page.links()
    assert f"RTL {hidden.reference}" in page.main and f"{hidden.reference}#" not in page.text


@BOTH
def test_a_commitment_leads_back_to_its_action_item(browser: Browser, language: str) -> None:
    minutes = a_published_fgd()
    page = browser.get(f"{language}/komitmen/{a_born_commitment(minutes).reference}")
    back = f"{language}/fgd/{reference_of(minutes)}#rtl-1"
    assert page.links().count(back) == 2
    assert page.html is not None
    assert page.html.xpath("//ol[@class='timeline']/li[last()]/@class") == ["timeline__origin"]


def test_a_draft_born_there_is_not_shown(browser: Browser) -> None:
    minutes = a_published_fgd()
    draft = a_born_commitment(minutes, CommitmentStatus.DRAFT)
    assert draft.reference not in browser.get(f"/fgd/{reference_of(minutes)}").text
    assert draft.reference not in browser.get("/data/rtl.csv").text


def test_the_file_of_action_items_has_a_row_for_each(browser: Browser) -> None:
    organisation = an_organisation()
    minutes = a_published_fgd(organisation)
    (row,) = table(browser.get("/data/rtl.csv?tahun=2026&strategi=5&q=rumah"))
    assert (row["meeting"], row["number"], row["organisation"]) == (
        reference_of(minutes),
        "1",
        organisation.slug,
    )
    assert (row["meeting_date"], row["state"]) == ("2026-03-02", "open")
    assert len(table(browser.get(f"/data/rtl.csv?mitra={organisation.slug}"))) == 1
    assert table(browser.get("/data/rtl.csv?tahun=2025")) == []
    browser.get("/data/rtl.csv?jenis=swasta", status=400)


@BOTH
def test_the_calendar_has_the_marks_of_the_invitations(site: Flask, browser: Browser, language: str) -> None:
    minutes = a_published_fgd(title="FGD; air, jalan\\bukit", place="Ruang Pola " + "é" * 60)
    page = browser.get(f"{language}/fgd.ics")
    assert page.response.mimetype == "text/calendar"
    assert all(len(line.encode()) <= 75 for line in page.text.split("\r\n"))
    (event,) = calendar(page.text)
    (invited,) = calendar(calendar_of(minutes.meeting).text)
    assert event["UID"] == invited["UID"] == f"{reference_of(minutes)}@localhost"
    assert (event["DTSTART"], event["SUMMARY"]) == ("20260302T020000Z", "FGD; air, jalan\\bukit")
    assert f"{language}/fgd/{reference_of(minutes)}" in event["DESCRIPTION"]
    assert browser.get(f"{language}/fgd.ics").text == page.text


def test_a_day_without_an_hour_is_said_as_a_day(browser: Browser) -> None:
    midnight = a_user().created_at.replace(
        year=2024, month=12, day=12, hour=17, minute=0, second=0, microsecond=0
    )
    minutes = a_published_fgd(starts_at=midnight)
    page = browser.get(f"/fgd/{reference_of(minutes)}")
    assert "13 Desember 2024 ·" in page.main and "pukul" not in page.words("//p[@class='lead']")
    (event,) = calendar(browser.get("/fgd.ics").text)
    assert event["DTSTART;VALUE=DATE"] == "20241213"
