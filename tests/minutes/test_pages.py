"""The office's pages about minutes: writing, comparing, clashing, the steps; in both languages."""

import json
from datetime import timedelta

import pytest
from flask import Flask

from portal.accounts.models import User
from portal.core.clock import today
from portal.core.database import db
from portal.meetings.models import Meeting
from portal.meetings.rules import MeetingStatus
from portal.minutes import actions, office_views, queries, saving
from portal.minutes.later_actions import add_addendum
from portal.minutes.models import Minutes
from portal.minutes.rules import MinutesStatus, Verdict, text_hash
from portal.organisations.rules import MemberRole
from tests.browser import Browser, Page
from tests.factories import a_member, an_admin, an_organisation
from tests.meetings.support import an_attendee
from tests.minutes.support import (
    REASON,
    a_meeting,
    a_note_taker,
    a_sekda,
    add_item,
    approved,
    did,
    minutes_of,
    sent,
    some_minutes,
)

NAUGHTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "[klik](javascript:alert(1))",
    "{{ 7*7 }} ${7*7} <%= 7*7 %>",
    "\u202eterbalik\u202c zero\u200bwidth",
    "Ω≈ç√∫ 田中さん 👩‍👩‍👧",
    '=HYPERLINK("http://jahat.example")',
    "' OR 1=1 --",
    "%(name)s %s {0} \\x00",
]


def _at(meeting: Meeting, rest: str = "") -> str:
    return f"/kantor/fgd/{meeting.reference}/notulen{rest}"


def _saved_text(meeting: Meeting) -> str:
    db.session.expire_all()
    return minutes_of(meeting).text


@pytest.fixture
def taker(browser: Browser) -> User:
    person = a_note_taker()
    browser.sign_in(person)
    return person


def _write(browser: Browser, meeting: Meeting, text: str, base: int, status: int = 302) -> Page:
    return browser.post(_at(meeting), {"text": text, "base": base}, status=status)


def test_the_first_words_are_written_and_saved_without_a_script(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    answers = browser.get(_at(meeting)).form("notulen")
    browser.post(_at(meeting), answers | {"text": "# Pembukaan"}, follow=True)
    page = browser.get(_at(meeting))
    assert page.form("notulen")["text"].strip() == "# Pembukaan"
    assert "Revisi 1, oleh" in page.main


def test_a_preview_saves_nothing(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    answers = {"text": "## Judul **tebal**", "base": 0, "act": "preview"}
    page = browser.post(_at(meeting), answers, status=200)
    assert page.words("//h4") == "Judul tebal"
    assert page.form("notulen")["text"].strip() == "## Judul **tebal**"
    assert minutes_of(meeting).revision == 0


def test_the_script_saves_and_previews(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    told = browser.post(_at(meeting, "/simpan"), {"text": "Satu", "base": 0}, status=200)
    assert json.loads(told.text)["revision"] == 1
    assert "Draf tersimpan pukul" in json.loads(told.text)["said"]
    shown = browser.post(_at(meeting, "/pratinjau"), {"text": "**Satu** <b>dua</b>"}, status=200)
    assert json.loads(shown.text)["html"] == "<p><strong>Satu</strong> &lt;b&gt;dua&lt;/b&gt;</p>"


def test_a_script_that_began_earlier_gets_both_texts(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    _write(browser, meeting, "Satu", 0)
    told = browser.post(_at(meeting, "/simpan"), {"text": "Dua", "base": 0}, status=409)
    assert json.loads(told.text) == {"revision": 1, "text": "Satu", "yours": "Dua"}
    assert _saved_text(meeting) == "Satu"


@pytest.mark.parametrize("text", ["1234567890123456", "a" * 20_001, "[" * 100])
def test_a_text_that_is_not_taken_says_why(browser: Browser, taker: User, text: str) -> None:
    meeting = a_meeting()
    told = browser.post(_at(meeting, "/simpan"), {"text": text, "base": 0}, status=422)
    assert json.loads(told.text)["message"]
    page = _write(browser, meeting, text, 0, status=422)
    assert page.form("notulen")["text"].strip() == text


def test_two_who_wrote_the_same_line_see_both_texts_and_decide(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    _write(browser, meeting, "Pembukaan", 0)
    _write(browser, meeting, "Pembukaan oleh Sekda", 1)
    page = _write(browser, meeting, "Pembukaan oleh Bupati", 1, status=409)
    assert page.h1 == "Dua orang menulis bersamaan"
    assert "Pembukaan oleh Sekda" in page.words("//section[h2/@id='theirs']")
    assert "Pembukaan oleh Bupati" in page.words("//section[h2/@id='mine']")
    answers = page.form("notulen")
    assert (answers["text"].strip(), answers["base"]) == ("Pembukaan oleh Bupati", "2")
    browser.post(_at(meeting), answers | {"text": "Pembukaan oleh Sekda dan Bupati"})
    assert _saved_text(meeting) == "Pembukaan oleh Sekda dan Bupati"


def test_two_who_wrote_different_lines_are_offered_both(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    _write(browser, meeting, "Satu\nDua\nTiga", 0)
    _write(browser, meeting, "SATU\nDua\nTiga", 1)
    page = _write(browser, meeting, "Satu\nDua\nTIGA", 1, status=409)
    assert page.form("notulen")["text"].strip() == "SATU\nDua\nTIGA"
    assert _saved_text(meeting) == "SATU\nDua\nTiga"


@pytest.mark.parametrize("text", NAUGHTY)
def test_odd_texts_survive_saving_and_stand_literally_on_every_page(
    browser: Browser, taker: User, text: str
) -> None:
    meeting = a_meeting()
    _write(browser, meeting, text, 0)
    kept = _saved_text(meeting)
    _write(browser, meeting, kept + " lagi", 1)
    for page in (
        browser.get(_at(meeting)),
        browser.get(_at(meeting, "/naskah")),
        browser.get(_at(meeting, "/revisi/2")),
        _write(browser, meeting, text + "!", 1, status=409),
    ):
        assert not page.html.xpath("//main//script | //main//img | //main//svg[@onload]")
        assert not page.html.xpath("//main//a[starts-with(@href, 'javascript')]")
    assert " ".join(kept.split()) in browser.get(_at(meeting, "/revisi/1")).main


def test_revisions_say_who_and_what_changed(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    _write(browser, meeting, "empat puluh rumah", 0)
    _write(browser, meeting, "lima puluh rumah", 1)
    page = browser.get(_at(meeting, "/revisi"))
    assert taker.name in page.main
    page = browser.get(_at(meeting, "/revisi/2"))
    assert (page.words("//del"), page.words("//ins")) == ("empat", "lima")
    assert browser.get(_at(meeting, "/revisi/2?dari=0")).words("//ins") == "lima puluh rumah"
    browser.get(_at(meeting, "/revisi/2?dari=7"), status=400)
    browser.get(_at(meeting, "/revisi/9"), status=404)


def test_parts_are_added_changed_moved_and_removed(browser: Browser, taker: User) -> None:
    meeting, organisation = a_meeting(), an_organisation()
    base = f"/kantor/fgd/{meeting.reference}"
    _write(browser, meeting, "Isi", 0)
    said = {"said": "<b>Kapan</b> mulai?", "organisation": organisation.slug, "answer": ""}
    browser.post(f"{base}/pembahasan/baru", said | {"once": "a"})
    for n in ("Satu", "Dua"):
        browser.post(f"{base}/keputusan/baru", {"text": n, "once": n})
    item = {
        "what": "Bangun rumah",
        "organisation": organisation.slug,
        "priority": "high",
        "due_on": "1/6/2027",
    }
    answer = browser.post(f"{base}/rtl/baru", item | {"due_on": "1/6/2027", "once": "c", "act": "again"})
    assert answer.response.headers["Location"].endswith("/rtl/baru")
    page = browser.get(f"{base}/kesimpulan")
    assert "<b>Kapan</b> mulai?" in page.main
    first, second = minutes_of(meeting).decisions
    browser.post(f"{base}/keputusan/{second.id}/naik")
    answers = browser.get(f"{base}/keputusan/{first.id}").form()
    browser.post(f"{base}/keputusan/{first.id}", answers | {"text": "Satu, diperbaiki"})
    gone = browser.get(f"{base}/keputusan/{second.id}/hapus").form("hapus")
    browser.post(f"{base}/keputusan/{second.id}/hapus", gone)
    db.session.expire_all()
    assert [d.text for d in minutes_of(meeting).decisions] == ["Satu, diperbaiki"]


def test_who_attended_stands_first_among_the_organisations(browser: Browser, taker: User) -> None:
    an_organisation(name="Aceh Jaya")
    minutes = some_minutes(a_meeting(an_organisation(name="Yayasan Hadir")))
    page = browser.get(f"/kantor/fgd/{minutes.reference}/rtl/baru")
    assert page.html is not None
    names = page.html.xpath("//select[@name='organisation']/option/text()")
    assert names == ["Pilih lembaga", "Yayasan Hadir (hadir)", "Aceh Jaya"]


def test_nothing_is_added_to_minutes_that_were_sent(browser: Browser, taker: User) -> None:
    minutes = sent(some_minutes())
    answer = browser.get(f"/kantor/fgd/{minutes.reference}/rtl/baru", status=302)
    assert answer.response.headers["Location"].endswith("/kesimpulan#rtl")


def test_a_stale_change_of_a_decision_shows_both(browser: Browser, taker: User) -> None:
    minutes = some_minutes()
    at = f"/kantor/fgd/{minutes.reference}/keputusan/{minutes.decisions[0].id}"
    answers = browser.get(at).form()
    browser.post(at, answers | {"text": "Pertama <i>"})
    page = browser.post(at, answers | {"text": "Kedua"}, status=409)
    assert "Pertama <i>" in page.main
    assert page.form()["text"].strip() == "Kedua"


def test_the_whole_way_from_the_draft_to_the_public(browser: Browser, taker: User) -> None:
    there, chair, admin = an_organisation(), a_sekda(), an_admin()
    meeting = a_meeting(there)
    _write(browser, meeting, "# Pembukaan", 0)
    form = browser.get(_at(meeting, "/kirim")).form()
    browser.post(_at(meeting, "/kirim"), form | {"closed": "12.30"})
    browser.sign_in(chair)
    browser.post(_at(meeting, "/sahkan"), browser.get(_at(meeting, "/sahkan")).form())
    page = browser.get(_at(meeting, "/naskah"))
    minutes = minutes_of(meeting)
    assert minutes.status is MinutesStatus.APPROVED
    assert minutes.sha256 in page.main
    assert "Cocok dengan naskah yang tersimpan." in page.main
    text = browser.get(_at(meeting, "/naskah.txt")).text
    assert text_hash(text) == minutes.sha256
    browser.sign_in(admin)
    browser.post(_at(meeting, "/terbitkan"), browser.get(_at(meeting, "/terbitkan")).form())
    answers = browser.get(_at(meeting, "/tarik")).form()
    browser.post(_at(meeting, "/tarik"), answers | {"reason": REASON})
    db.session.expire_all()
    assert minutes_of(meeting).meeting.published_at is None


def test_a_step_is_offered_once_nothing_stands_before_it(browser: Browser, taker: User) -> None:
    there, meeting = an_organisation(name="PT Bakau"), a_meeting(status=MeetingStatus.PLANNED)
    minutes = some_minutes(meeting)
    record = browser.get(_at(meeting, "/naskah"))
    assert "Tandai dahulu bahwa FGD ini sudah terlaksana." in record.main and "/kirim" not in record.text
    a_member(there), an_attendee(meeting, organisation_id=there.id)
    meeting.status = MeetingStatus.HELD
    db.session.commit()
    assert "PT Bakau" in browser.get(_at(meeting, "/kirim")).main
    sent(minutes)
    browser.sign_in(a_sekda())
    record = browser.get(_at(meeting, "/naskah"))
    assert "1 lembaga belum menanggapi" in record.main and "/sahkan" not in record.text
    minutes.respond_by = today() - timedelta(days=1)
    db.session.commit()
    assert "/sahkan" in browser.get(_at(meeting, "/naskah")).text


def test_the_chair_sees_who_objects_before_approving(browser: Browser, taker: User) -> None:
    there = an_organisation(name="PT Bakau")
    member, minutes = a_member(there), sent(some_minutes(a_meeting(there)))
    objection = {"verdict": Verdict.OBJECT, "comment": "Angka rumah keliru."}
    did(actions.respond, minutes, by=member, organisation=there.id, **objection)
    page = browser.sign_in(a_sekda()).get(_at(minutes.meeting, "/sahkan"))
    assert "1 lembaga keberatan" in page.main and "Angka rumah keliru." in page.main


def test_one_addendum_waits_at_a_time_and_says_so(browser: Browser, taker: User) -> None:
    minutes = approved(some_minutes())
    assert "/adendum" in browser.get(_at(minutes.meeting, "/naskah")).text
    did(add_addendum, minutes, by=taker, text="Angka rumah: 42.")
    page = browser.get(_at(minutes.meeting, "/naskah"))
    assert "Masih ada adendum yang menunggu pengesahan." in page.main
    assert f'{_at(minutes.meeting)}/adendum"' not in page.text


def test_a_changed_frozen_text_is_noticed_on_the_page(browser: Browser, taker: User) -> None:
    minutes = approved(some_minutes())
    db.session.execute(db.update(Minutes).values(frozen_text=minutes.frozen_text + "!"))
    db.session.commit()
    assert "Tidak cocok dengan naskah" in browser.get(_at(minutes.meeting, "/naskah")).main


def test_every_way_to_change_approved_minutes_is_closed(browser: Browser, taker: User) -> None:
    draft = some_minutes()
    item, decision = add_item(draft), draft.decisions[0]
    minutes = approved(draft)
    base, meeting = f"/kantor/fgd/{minutes.reference}", minutes.meeting
    slug, frozen = item.organisation.slug, minutes.frozen_text
    version = {"version": str(minutes.version)}
    what = {"what": "Lain", "organisation": slug, "priority": "low"}
    for path, answers in {
        _at(meeting): {"text": "Lain", "base": 1},
        _at(meeting, "/simpan"): {"text": "Lain", "base": 1},
        _at(meeting, "/kirim"): version | {"respond_by": today().isoformat()},
        _at(meeting, "/kembalikan"): version | {"reason": REASON},
        f"{base}/pembahasan/baru": {"said": "Lain", "once": "a"},
        f"{base}/keputusan/baru": {"text": "Lain", "once": "b"},
        f"{base}/keputusan/{decision.id}": {"text": "Lain", "version": decision.version},
        f"{base}/keputusan/{decision.id}/hapus": {"version": decision.version},
        f"{base}/keputusan/{decision.id}/naik": {},
        f"{base}/keputusan/{decision.id}/turun": {},
        f"{base}/rtl/baru": what | {"once": "c"},
        f"{base}/rtl/{item.id}": what | {"version": str(item.version)},
        f"{base}/rtl/{item.id}/hapus": {"version": str(item.version)},
        f"{base}/rtl/{item.id}/turun": {},
    }.items():
        browser.post(path, answers, status=409)
    browser.sign_in(a_sekda()).post(_at(meeting, "/sahkan"), version, status=409)
    db.session.expire_all()
    assert minutes.frozen_text == frozen
    assert queries.record_of(minutes).decisions == ["Tujuh strategi disepakati"]


def test_extra_answers_take_no_effect(browser: Browser, taker: User) -> None:
    meeting = a_meeting()
    extra = {"status": "approved", "approved_by_id": 1, "sha256": "x", "revision": 9, "html": "<b>", "id": 5}
    browser.post(_at(meeting), {"text": "Isi", "base": 0} | extra)
    minutes = minutes_of(meeting)
    assert (minutes.status, minutes.sha256, minutes.revision) == (MinutesStatus.DRAFT, "", 1)
    assert minutes.html == "<p>Isi</p>"


def test_reading_never_renders_markdown(
    browser: Browser, taker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = an_organisation()
    member, minutes = a_member(there, MemberRole.MANAGER), approved(some_minutes(a_meeting(there)))
    draft = some_minutes()

    def refuse(text: str) -> str:
        raise AssertionError("Markdown was rendered on a view")

    for module in (office_views, saving):
        monkeypatch.setattr(module, "render", refuse)
    monkeypatch.setattr("portal.web.markdown.Markdown.convert", lambda self, text: refuse(text))
    for rest in ("/naskah", "/revisi", "/revisi/1"):
        browser.get(_at(minutes.meeting, rest))
    browser.get(_at(draft.meeting))
    browser.sign_in(member).get(f"/ruang/fgd/{minutes.reference}/notulen")


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_the_office_in_both_languages(browser: Browser, taker: User, language: str) -> None:
    there = an_organisation()
    a_member(there)
    draft = some_minutes(a_meeting(there))
    item = add_item(draft, there)
    base = f"{language}/kantor/fgd/{draft.reference}"
    one = f"keputusan/{draft.decisions[0].id}"
    for rest in (
        "notulen",
        "notulen/naskah",
        "notulen/revisi",
        "notulen/revisi/1",
        "notulen/kirim",
        "kesimpulan",
    ):
        browser.get(f"{base}/{rest}")
    for rest in ("pembahasan/baru", "keputusan/baru", "rtl/baru", one, f"{one}/hapus", f"rtl/{item.id}"):
        browser.get(f"{base}/{rest}")
    browser.sign_in(a_sekda())
    waiting = sent(draft)
    for rest in ("naskah", "sahkan", "kembalikan"):
        browser.get(f"{base}/notulen/{rest}")
    assert waiting.status is MinutesStatus.AWAITING


def test_nobody_outside_the_office_reads_a_draft(browser: Browser, site: Flask) -> None:
    there = an_organisation()
    minutes = some_minutes(a_meeting(there))
    browser.sign_in(a_member(there))
    for rest in ("/naskah", "/revisi", "/revisi/1"):
        browser.get(_at(minutes.meeting, rest), status=404)
    browser.get(f"/ruang/fgd/{minutes.reference}/notulen", status=404)
    browser.post(_at(minutes.meeting), {"text": "Lain", "base": 1}, status=403)
