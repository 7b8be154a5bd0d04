"""The inbox, the preferences, the link that ends mail of a kind, and the office's page of mail given up."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.accounts.models import User
from portal.accounts.rules import Language
from portal.core.clock import now
from portal.core.database import db
from portal.notifications.models import Notice, OutboxMail
from portal.notifications.queries import chosen_channels
from portal.notifications.rules import Channel, NoticeKind
from portal.notifications.stopping import stop_token
from tests.browser import Browser
from tests.factories import a_member, a_user, a_verifier, an_admin, an_organisation
from tests.notifications.support import a_given_up_mail, a_notice, mails, notices_of

INBOX, SETTINGS, MAILS = "/akun/pemberitahuan", "/akun/pemberitahuan/pengaturan", "/kantor/atur/surat"
BOTH_LANGUAGES = ("", "/en")
VERIFIED = NoticeKind.REPORT_VERIFIED


@pytest.fixture
def person(site: Flask) -> User:
    return a_member(an_organisation())


@pytest.fixture
def room(browser: Browser, person: User) -> Browser:
    return browser.sign_in(person)


@pytest.fixture
def guarded(site: Flask) -> Iterator[Flask]:
    """The site as it is served: every POST needs its token."""
    site.config["WTF_CSRF_ENABLED"] = True
    yield site
    site.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("language", BOTH_LANGUAGES)
def test_an_empty_inbox_says_what_will_come(room: Browser, language: str) -> None:
    page = room.get(language + INBOX)
    assert page.words("//*[@class='empty']/h2")
    assert page.words("//header//*[@class='unread']") == ""


@pytest.mark.parametrize("language", BOTH_LANGUAGES)
def test_the_newest_stands_first_and_unread_is_said_in_words(
    room: Browser, person: User, language: str
) -> None:
    for number in range(3):
        a_notice(person, subject=f"Kabar {number}")
    room.post(f"{INBOX}/{notices_of(person)[0].id}/dibaca")
    page = room.get(language + INBOX)
    titles = [node.text_content().strip() for node in page.html.xpath("//ol[@class='inbox']//h2")]
    assert titles == ["Kabar 2", "Kabar 1", "Kabar 0"]
    assert len(page.html.xpath("//p[@class='inbox__mark']")) == 2
    assert page.words("(//header//*[@class='unread'])[1]").startswith("2 ")
    assert len(page.html.xpath("//h2[@lang='id']")) == (3 if language else 0)


def test_opening_marks_as_read_and_leads_to_the_page(room: Browser, person: User) -> None:
    notice = a_notice(person)
    page = room.post(f"/en{INBOX}/{notice.id}/buka")
    assert page.response.location == "/en/ruang/komitmen"
    db.session.refresh(notice)
    assert notice.read_at is not None


def test_looking_reads_nothing(room: Browser, person: User) -> None:
    notice = a_notice(person)
    room.get(INBOX)
    room.get(f"{INBOX}/{notice.id}/buka", status=405)
    db.session.refresh(notice)
    assert notice.read_at is None


def test_all_are_marked_at_once(room: Browser, person: User) -> None:
    a_notice(person), a_notice(person)
    page = room.post(f"{INBOX}/dibaca", follow=True)
    assert "Semua sudah dibaca" in page.main
    assert page.html.xpath("//p[@class='inbox__mark']") == []


def test_a_long_inbox_is_read_page_by_page(room: Browser, person: User) -> None:
    rows = [
        {
            "user_id": person.id,
            "key": str(number),
            "kind": VERIFIED,
            "title": f"Kabar {number}",
            "body": "Isi",
            "path": "/ruang",
            "language": "id",
            "created_at": now(),
        }
        for number in range(45)
    ]
    db.session.execute(Notice.__table__.insert(), rows)
    db.session.commit()
    seen, address = [], INBOX
    while address:
        page = room.get(address)
        seen += [node.text_content().strip() for node in page.html.xpath("//ol[@class='inbox']//h2")]
        address = next(iter(page.html.xpath("//main//a[@rel='next']/@href")), "")
    assert seen == [f"Kabar {number}" for number in reversed(range(45))]
    room.get(f"{INBOX}?sebelum=banyak", status=400)


@pytest.mark.parametrize("language", BOTH_LANGUAGES)
def test_each_kind_is_asked_about_and_kept(room: Browser, person: User, language: str) -> None:
    form = room.get(language + SETTINGS).form()
    assert form["report_due"] == "mail" and "waiting" not in form
    room.post(language + SETTINGS, form | {"report_due": "inbox", "overlap": "digest", "digest": "none"})
    chosen = chosen_channels(person.id)
    assert chosen[NoticeKind.REPORT_DUE] is Channel.INBOX and chosen[NoticeKind.OVERLAP] is Channel.DIGEST
    assert room.get(language + SETTINGS).form() == form | {
        "report_due": "inbox",
        "overlap": "digest",
        "digest": "none",
    }
    room.post(language + SETTINGS, form | {"report_due": "none"}, status=422)
    a_notice(person, NoticeKind.REPORT_DUE)
    assert mails() == []


@pytest.mark.parametrize("language", BOTH_LANGUAGES)
def test_the_office_is_asked_about_its_own_kinds(browser: Browser, language: str) -> None:
    form = browser.sign_in(a_verifier()).get(language + SETTINGS).form()
    assert "waiting" in form and "report_due" not in form


@pytest.mark.parametrize("language", [Language.INDONESIAN, Language.ENGLISH])
def test_the_link_of_a_mail_asks_then_ends_that_kind_and_can_be_undone(
    browser: Browser, language: Language
) -> None:
    person = a_user(language=language)
    a_notice(person)
    address = mails()[0].unsubscribe.removeprefix("http://localhost")
    assert browser.get(address).response.headers["Referrer-Policy"] == "no-referrer"
    assert chosen_channels(person.id) == {}
    stopped = browser.post(address, {}, status=200)
    assert chosen_channels(person.id) == {VERIFIED: Channel.INBOX}
    again = stopped.html.xpath("//main//button/@name")
    assert again == ["again"]
    browser.post(address, {"again": "y"}, status=200)
    assert chosen_channels(person.id) == {VERIFIED: Channel.MAIL}


def test_a_mail_program_needs_neither_session_nor_token(guarded: Flask) -> None:
    person = a_user()
    a_notice(person)
    visitor = Browser(guarded)
    address = mails()[0].unsubscribe.removeprefix("http://localhost")
    page = visitor.post(address, {"List-Unsubscribe": "One-Click"}, status=200)
    assert "Set-Cookie" not in page.response.headers
    assert chosen_channels(person.id) == {VERIFIED: Channel.INBOX}


def test_the_freedom_from_the_token_ends_at_that_page(guarded: Flask, person: User) -> None:
    notice = a_notice(person)
    room = Browser(guarded).sign_in(person)
    room.post(f"{INBOX}/{notice.id}/dibaca", status=400)
    room.post(SETTINGS, {"report_due": "inbox"}, status=400)


@pytest.mark.parametrize("language", BOTH_LANGUAGES)
def test_a_wrong_link_gives_a_kind_page_and_changes_nothing(browser: Browser, language: str) -> None:
    person = a_user()
    a_notice(person)
    good = stop_token(person.id, VERIFIED)
    nobody = stop_token(person.id + 999, VERIFIED)
    for token in ("salah", good[:-1], good[1:], "WzEsImEiXQ." + good.partition(".")[2], nobody):
        page = browser.get(f"{language}/berhenti/{token}", status=404)
        assert page.html.xpath("//main//a[contains(@href, '/akun/pemberitahuan/pengaturan')]")
        browser.post(f"{language}/berhenti/{token}", {"List-Unsubscribe": "One-Click"}, status=404)
    assert chosen_channels(person.id) == {}


@pytest.mark.parametrize("language", BOTH_LANGUAGES)
def test_an_administrator_sees_what_was_given_up_and_tries_it_again(browser: Browser, language: str) -> None:
    mail = a_given_up_mail("SMTPRecipientsRefused 550")
    a_given_up_mail("ConnectionRefusedError: Connection refused"), a_given_up_mail("HeaderParseError")
    admin = browser.sign_in(an_admin())
    page = admin.get(language + MAILS)
    assert "siti" not in page.main and "s***@contoh.id" in page.main
    assert "SMTPRecipientsRefused 550" in page.main
    assert admin.post(f"{language}{MAILS}/{mail.id}/lagi", follow=True).words("//*[@role='status']")
    db.session.refresh(mail)
    assert mail.given_up_at is None
    admin.post(f"{MAILS}/{mail.id}/lagi", status=404)
    admin.post(f"{language}{MAILS}/lagi")
    assert db.session.query(OutboxMail).filter(OutboxMail.given_up_at.is_not(None)).count() == 0
    assert admin.get(language + MAILS).words("//*[@class='empty']")


def test_the_causes_are_told_in_words(browser: Browser) -> None:
    a_given_up_mail("SMTPRecipientsRefused 550")
    a_given_up_mail("SMTPDataError 554"), a_given_up_mail("HeaderParseError"), a_given_up_mail("TimeoutError")
    told = browser.sign_in(an_admin()).get(MAILS).main
    for words in ("Alamat ditolak", "Isi surat ditolak", "tidak dapat dibaca", "tidak terjangkau"):
        assert words in told
