"""Telling people: one notice for one event, by the way each person chose, in each one's language."""

import pytest
from flask import Flask

from portal.accounts.rules import Language
from portal.core.database import db, transaction
from portal.notifications import inbox_actions, office_actions, queries
from portal.notifications.actions import Notification, Telling, notify, notify_many
from portal.notifications.rules import Channel, NoticeKind
from portal.notifications.worker import MailWorker
from tests.factories import a_user, an_admin
from tests.notifications.support import a_given_up_mail, a_notice, mails, notices_of

SAID = Notification("Laporan\r\nterverifikasi", "Kalimat pertama.\n\nKalimat kedua.", "/ruang/komitmen")
DUE = NoticeKind.REPORT_DUE


def choose(person: object, kind: NoticeKind, channel: Channel) -> None:
    with transaction():
        inbox_actions.choose_channels(by=person, **{kind.value: channel.value})


def tell(person: object, kind: NoticeKind = DUE, key: str | None = None, said: Notification = SAID) -> bool:
    with transaction():
        return notify(person, kind, lambda: said, key=key)


def test_a_notice_stands_in_the_inbox_and_goes_by_mail(site: Flask) -> None:
    person = a_user()
    assert tell(person)
    (notice,), (mail,) = notices_of(person), mails()
    assert (notice.title, notice.body, notice.path) == (
        "Laporan terverifikasi",
        "Kalimat pertama.",
        "/ruang/komitmen",
    )
    assert (mail.recipient, mail.subject) == (person.email, "Laporan terverifikasi")
    assert mail.body.startswith(f"Yth. {person.name},\n\nKalimat pertama.\n\nKalimat kedua.")
    assert "http://localhost/ruang/komitmen\n" in mail.body
    assert mail.unsubscribe.startswith("http://localhost/berhenti/") and mail.unsubscribe in mail.body


def test_each_reader_is_told_in_their_language(site: Flask) -> None:
    person = a_user(language=Language.ENGLISH)
    tell(person)
    (mail,) = mails()
    assert (notices_of(person)[0].language, mail.language) == ("en", "en")
    assert "http://localhost/en/ruang/komitmen\n" in mail.body
    assert mail.unsubscribe.startswith("http://localhost/en/berhenti/")


def test_the_same_event_is_told_once_to_each(site: Flask) -> None:
    one, other = a_user(), a_user()
    assert tell(one, key="a") and tell(other, key="a")
    assert not tell(one, key="a")
    with transaction():
        assert notify_many(DUE, [Telling(one, lambda: SAID, "b"), Telling(one, lambda: SAID, "b")]) == 1
    assert (len(notices_of(one)), len(notices_of(other)), len(mails())) == (2, 1, 3)


def test_without_a_key_everything_is_told(site: Flask) -> None:
    person = a_user()
    assert tell(person) and tell(person)
    assert len(mails()) == 2


def test_who_wants_no_mail_of_a_kind_finds_it_in_the_inbox_only(site: Flask) -> None:
    person = a_user()
    choose(person, DUE, Channel.INBOX)
    assert tell(person) and tell(person, NoticeKind.OVERLAP)
    assert (len(notices_of(person)), len(mails())) == (2, 1)


def test_the_digest_brings_what_a_person_wanted_there_and_only_once(site: Flask) -> None:
    person = a_user()
    choose(person, DUE, Channel.DIGEST)
    tell(person)
    digest = Notification("Ringkasan", "Dua laporan terlambat.", "/ruang")
    for _month in range(2):
        tell(person, NoticeKind.DIGEST, said=digest)
    first, second = mails()
    assert "- Laporan terverifikasi\n  http://localhost/ruang/komitmen" in first.body
    assert "Laporan terverifikasi" not in second.body


def test_a_digest_that_was_switched_off_is_not_written(site: Flask) -> None:
    person = a_user()
    choose(person, NoticeKind.DIGEST, Channel.NONE)
    assert not tell(person, NoticeKind.DIGEST)
    assert (notices_of(person), mails()) == ([], [])


def test_a_choice_can_be_changed_again(site: Flask) -> None:
    person = a_user()
    choose(person, DUE, Channel.INBOX)
    choose(person, DUE, Channel.MAIL)
    assert queries.chosen_channels(person.id) == {DUE: Channel.MAIL}


def test_a_closed_account_is_told_nothing(site: Flask) -> None:
    assert not tell(a_user(is_active=False))
    assert mails() == []


def test_what_is_undone_was_never_told(site: Flask) -> None:
    person = a_user()
    try:
        with transaction():
            notify(person, DUE, lambda: SAID, key="a")
            raise ZeroDivisionError
    except ZeroDivisionError:
        assert (notices_of(person), mails()) == ([], [])
    assert tell(person, key="a")


def test_no_notice_leads_out_of_the_site(site: Flask) -> None:
    for path in ("https://jahat.example", "//jahat.example", "jahat"):
        try:
            tell(a_user(), said=SAID._replace(path=path))
        except ValueError:
            continue
        raise AssertionError(path)


def test_reading_keeps_the_first_moment(site: Flask) -> None:
    person = a_user()
    notice, other = a_notice(person), a_notice(person)
    with transaction():
        inbox_actions.read(notice)
    first = notice.read_at
    with transaction():
        inbox_actions.read_all(by=person)
    db.session.expire_all()
    assert notice.read_at == first is not None and other.read_at is not None


def test_reading_all_is_for_one_person(site: Flask) -> None:
    notice = a_notice(a_user())
    with transaction():
        inbox_actions.read_all(by=a_user())
    db.session.refresh(notice)
    assert notice.read_at is None


def test_a_given_up_mail_begins_anew_and_the_worker_is_told(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, other, admin = a_given_up_mail(), a_given_up_mail(), an_admin()
    told: list[int] = []
    monkeypatch.setattr(MailWorker, "kick", lambda _self: told.append(1))
    with transaction():
        office_actions.retry(mail, by=admin)
    assert (mail.attempts, mail.given_up_at, told) == (0, None, [1])
    with transaction():
        assert office_actions.retry_all(by=admin) == 1
    assert other.given_up_at is None
