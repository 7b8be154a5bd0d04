"""Pages about action items, and the minutes as attending organisations read them; in both languages."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from portal.accounts.models import User
from portal.action_items import actions
from portal.commitments.models import Commitment
from portal.core.clock import at, today
from portal.core.database import db
from portal.meetings.actions import send_invitations
from portal.minutes import later_actions, queries
from portal.minutes.actions import respond
from portal.minutes.models import ActionItem
from portal.minutes.rules import ActionItemStatus, Priority, Verdict
from portal.organisations.models import Organisation
from portal.strategies.queries import get_strategy
from tests.browser import Browser
from tests.factories import a_member, a_pocket, a_verifier, an_organisation
from tests.meetings.support import a_meeting as a_planned_meeting
from tests.minutes.support import (
    REASON,
    a_meeting,
    a_note_taker,
    a_sekda,
    an_item,
    approved,
    did,
    later,
    sent,
    some_minutes,
)

NOTE = "Empat puluh rumah sudah diperbaiki"


def _at(item: ActionItem, room: str = "ruang") -> str:
    return f"/{room}/rtl/{item.minutes.reference}/{item.number}"


def _partner(browser: Browser) -> tuple[Organisation, User]:
    organisation = an_organisation()
    member = a_member(organisation)
    browser.sign_in(member)
    return organisation, member


def _picture() -> tuple[io.BytesIO, str]:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "PNG")
    drawn.seek(0)
    return drawn, "bukti <b>.png"


def test_the_office_sees_every_item_by_organisation_with_the_overdue_first(browser: Browser) -> None:
    organisation = an_organisation(name="PT Contoh <b>")
    an_item(organisation, what="Nanti dikerjakan", due_on=today() + timedelta(days=9))
    an_item(organisation, what="Sudah <i>lewat</i>", due_on=today() - timedelta(days=3))
    browser.sign_in(a_verifier())
    page = browser.get("/kantor/rtl")
    assert page.main.index("Sudah <i>lewat</i>") < page.main.index("Nanti dikerjakan")
    assert "lewat 3 hari" in page.main
    assert "1 RTL lewat tenggat" in page.main
    assert "Nanti" not in browser.get("/kantor/rtl?status=lewat-tenggat").main
    assert "Nanti" in browser.get(f"/kantor/rtl?mitra={organisation.slug}&q=nanti").main
    browser.get("/kantor/rtl?status=entah", status=400)


@pytest.mark.parametrize("order", ["mitra", "tenggat", "fgd"])
def test_every_order_of_the_list_is_there(browser: Browser, order: str) -> None:
    an_item()
    browser.sign_in(a_verifier()).get(f"/kantor/rtl?urut={order}")


def test_the_list_leaves_as_a_file_without_formulas(browser: Browser) -> None:
    an_item(what="=HYPERLINK(1)")
    text = browser.sign_in(a_verifier()).get("/kantor/rtl.csv").text
    assert text.startswith("meeting,meeting_title,number,what,organisation,")
    assert "'=HYPERLINK(1)" in text


def test_a_draft_shows_its_items_to_nobody_outside(browser: Browser) -> None:
    organisation, _member = _partner(browser)
    item = an_item(organisation)
    other = an_item()
    page = browser.get("/ruang/rtl")
    assert item.what in page.main
    assert other.minutes.reference not in page.main
    browser.get(_at(other), status=404)
    browser.get(f"/ruang/rtl/{item.minutes.reference}/9", status=404)


def test_what_is_done_is_reported_checked_and_opened_again(browser: Browser) -> None:
    organisation, member = _partner(browser)
    item = an_item(organisation)
    answers = browser.get(_at(item) + "/selesai").form("selesai")
    browser.post(_at(item) + "/selesai", answers | {"note": "ya"}, status=422)
    browser.post(_at(item) + "/selesai", answers | {"note": NOTE})
    browser.sign_in(a_verifier())
    page = browser.get(_at(item, "kantor"))
    assert NOTE in page.main
    assert member.name in page.main
    check = _at(item, "kantor") + "/periksa"
    answers = browser.get(check).form("periksa")
    page = browser.post(check, answers | {"decision": "reopen"}, status=422)
    assert "Tulis alasannya, paling sedikit 10 karakter" in page.errors()
    browser.post(check, answers | {"decision": "reopen", "reason": REASON})
    browser.post(check, answers | {"decision": "verify"}, status=409)
    assert db.session.get(ActionItem, item.id).status is ActionItemStatus.OPEN


def test_high_priority_is_done_with_a_document_only(browser: Browser) -> None:
    organisation, _member = _partner(browser)
    item = an_item(organisation, priority=Priority.HIGH)
    answers = {"version": str(item.version), "note": NOTE}
    page = browser.post(_at(item) + "/selesai", answers, status=422)
    assert "RTL prioritas tinggi baru selesai bila ada dokumen buktinya. Pilih berkas." in page.errors()
    browser.post(_at(item) + "/selesai", answers | {"document": (io.BytesIO(b"<svg/>"), "x.svg")}, status=422)
    browser.post(_at(item) + "/selesai", answers | {"document": _picture()})
    page = browser.get(_at(item))
    (link,) = [link for link in page.links() if "/dokumen/" in link]
    given = browser.client.get(link)
    assert given.headers["Content-Disposition"].startswith("attachment")
    browser.sign_in(a_member(an_organisation())).get(link, status=404)
    other = an_item(organisation)
    browser.sign_in(a_verifier()).get(link.replace(_at(item), _at(other)), status=404)


def test_who_reported_it_does_not_check_it(browser: Browser) -> None:
    organisation = an_organisation()
    item = an_item(organisation)
    did(actions.mark_done, item, by=a_member(organisation), note=NOTE)
    browser.sign_in(a_note_taker()).get(_at(item, "kantor") + "/periksa", status=403)
    browser.sign_in(a_member(organisation)).get(_at(item, "kantor") + "/periksa", status=403)


def test_an_item_becomes_a_commitment_and_both_lead_to_each_other(browser: Browser) -> None:
    organisation, _member = _partner(browser)
    meeting, pocket = a_meeting(), a_pocket()
    meeting.strategies, meeting.pockets = [get_strategy(3)], [pocket]
    db.session.commit()
    item = an_item(organisation, meeting=meeting)
    page = browser.get(_at(item) + "/komitmen")
    assert pocket.name in page.main
    answers = page.form("komitmen")
    assert answers["strategy_number"] == "3"
    made = browser.post(_at(item) + "/komitmen", answers).response.headers["Location"]
    page = browser.get(made)
    assert f"Lahir dari {meeting.reference}, RTL 1" in page.main
    assert _at(item) in page.links()
    assert made in browser.get(_at(item)).links()
    browser.post(_at(item) + "/komitmen", answers, status=409)
    commitment = db.session.scalars(db.select(Commitment)).one()
    browser.sign_in(a_verifier())
    assert _at(item, "kantor") in browser.get(f"/kantor/komitmen/{commitment.reference}").links()
    assert f"/kantor/komitmen/{commitment.reference}" in browser.get(_at(item, "kantor")).links()


def test_who_attended_answers_and_sees_the_answer(browser: Browser) -> None:
    organisation, _member = _partner(browser)
    minutes = sent(some_minutes(a_meeting(organisation), text="<b>Isi</b> **tebal**"))
    here = f"/ruang/fgd/{minutes.reference}/notulen"
    assert here in browser.get("/ruang/rtl").links()
    page = browser.get(here)
    assert "<b>Isi</b> tebal" in page.main
    answers = page.form("notulen")
    page = browser.post(here, answers | {"verdict": "object"}, status=422)
    assert "Tulis apa yang menurut Anda tidak sesuai" in page.errors()
    browser.post(here, answers | {"verdict": "object", "comment": "<script>x</script> keliru"})
    page = browser.get(here)
    assert "Keberatan" in page.main
    assert "<script>x</script> keliru" in page.main
    browser.sign_in(a_member(an_organisation())).get(here, status=404)


def test_after_the_last_day_nobody_answers(browser: Browser) -> None:
    organisation, member = _partner(browser)
    minutes = sent(some_minutes(a_meeting(organisation)), today())
    here = f"/ruang/fgd/{minutes.reference}/notulen"
    answers = browser.get(here).form("notulen")
    with at(later(days=2)):
        browser.sign_in(member)
        browser.post(here, answers | {"verdict": "confirm"}, status=409)


def test_who_belongs_to_two_that_attended_says_for_which(browser: Browser) -> None:
    one, other = an_organisation(), an_organisation()
    person = a_member(one)
    person.memberships.append(type(person.memberships[0])(organisation_id=other.id, role="manager"))
    db.session.commit()
    minutes = sent(some_minutes(a_meeting(one, other)))
    here = f"/ruang/fgd/{minutes.reference}/notulen"
    browser.sign_in(person)
    browser.post(here, {"verdict": "confirm"}, status=422)
    browser.post(here, {"verdict": "confirm", "organisation": other.id})
    db.session.expire_all()
    assert [a.name for a in queries.answers_of(minutes) if a.verdict] == [other.name]


def test_minutes_that_are_mended_are_not_read_meanwhile(browser: Browser) -> None:
    organisation, _member = _partner(browser)
    minutes = sent(some_minutes(a_meeting(organisation), text="Rahasia sementara"))
    answers = {"version": str(minutes.version), "reason": REASON}
    Browser(browser.site).sign_in(a_note_taker()).post(
        f"/kantor/fgd/{minutes.reference}/notulen/kembalikan", answers
    )
    page = browser.get(f"/ruang/fgd/{minutes.reference}/notulen")
    assert "sedang diperbaiki" in page.main
    assert "Rahasia sementara" not in page.text


def test_addenda_are_read_once_they_were_approved(browser: Browser) -> None:
    organisation, _member = _partner(browser)
    minutes = approved(some_minutes(a_meeting(organisation)))
    addendum = did(later_actions.add_addendum, minutes, by=a_note_taker(), text="**Koreksi** angka")
    here = f"/ruang/fgd/{minutes.reference}/notulen"
    assert "Koreksi" not in browser.get(here).main
    chair = Browser(browser.site).sign_in(a_sekda())
    way = f"/kantor/fgd/{minutes.reference}/notulen/adendum/1/sahkan"
    chair.post(way, chair.get(way).form("sahkan"))
    page = browser.get(here)
    assert addendum.sha256 in page.main
    assert browser.get(f"{here}.txt").text == minutes.frozen_text


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_items_in_both_languages(browser: Browser, language: str) -> None:
    organisation, _member = _partner(browser)
    item = an_item(organisation, meeting=a_meeting(organisation))
    for rest in ("", "/selesai", "/komitmen"):
        browser.get(f"{language}{_at(item)}{rest}")
    browser.get(f"{language}/ruang/rtl")
    browser.get(f"{language}/ruang/fgd/{item.minutes.reference}/notulen")
    did(actions.mark_done, item, by=_member, note=NOTE)
    browser.sign_in(a_verifier())
    for rest in ("", "/periksa"):
        browser.get(f"{language}{_at(item, 'kantor')}{rest}")
    browser.get(f"{language}/kantor/rtl")


def test_a_visitor_is_asked_to_sign_in(browser: Browser) -> None:
    item = an_item(an_organisation())
    for path in ("/kantor/rtl", "/ruang/rtl", _at(item), _at(item, "kantor")):
        assert "/masuk" in browser.get(path, status=302).response.headers["Location"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_room_opens_on_invitations_minutes_to_answer_and_what_is_due(
    browser: Browser, language: str
) -> None:
    organisation, member = _partner(browser)
    coming = a_planned_meeting(organisation, title="FGD pesisir")
    did(send_invitations, coming, by=coming.note_taker)
    minutes = sent(some_minutes(a_meeting(organisation, title="FGD rumah")))
    late = an_item(organisation, what="Peta sumur", due_on=today() - timedelta(days=3))
    an_item(organisation, what="Kelak", due_on=today() + timedelta(days=60))
    for page in (browser.get(f"{language}/ruang"), browser.get(f"{language}/ruang/rtl")):
        assert f"{language}/ruang/fgd/{coming.reference}/undangan.pdf" in page.links()
        assert f"{language}/ruang/fgd/{minutes.reference}/notulen" in page.links()
        assert f"{language}{_at(late)}" in page.links()
    assert "Kelak" not in browser.get("/ruang").main
    answer = {"organisation": organisation.id, "verdict": Verdict.CONFIRM, "comment": ""}
    did(respond, minutes, by=member, **answer)
    assert "FGD rumah" not in browser.get("/ruang").main


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_office_opens_on_the_steps_that_are_ones_own(browser: Browser, language: str) -> None:
    chair, taker = a_sekda(), a_note_taker()
    draft = some_minutes(a_meeting(note_taker=taker, title="FGD ditulis"))
    waiting = sent(some_minutes(a_meeting(title="FGD menunggu")))
    done = approved(some_minutes(a_meeting(title="FGD sah")))
    an_item(meeting=a_meeting(title="FGD lewat"), due_on=today() - timedelta(days=3))
    for person, own in ((taker, draft), (chair, waiting), (a_verifier(), done)):
        page = browser.sign_in(person).get(f"{language}/kantor")
        assert (
            own.meeting.title in page.main and f"{language}/kantor/fgd/{own.reference}/notulen" in page.text
        )
        assert f"{language}/kantor/rtl?status=lewat-tenggat&urut=tenggat" in page.links()
    assert "FGD menunggu" not in page.main and "FGD ditulis" not in page.main
