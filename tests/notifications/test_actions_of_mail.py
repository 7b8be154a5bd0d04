"""The outbox: each mail leaves at least once, and two workers never carry the same one."""

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from flask import Flask
from sqlalchemy import select

from portal.config import Settings
from portal.core.clock import at, now
from portal.core.database import db, transaction
from portal.notifications import sending
from portal.notifications.actions import Attachment, Wording, queue_mail_to
from portal.notifications.carriers import Carry, Letter, message_of
from portal.notifications.models import OutboxMail
from portal.notifications.rules import LEASE, MOST_TRIES, wait_after
from portal.notifications.sending import claim, send_due
from tests.notifications.support import a_mail


@pytest.fixture
def settings(site: Flask) -> Settings:
    return site.config["SETTINGS"]


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the letters that left."""
    left: list[int] = []
    carry = nullcontext(lambda _message, letter: left.append(letter.id))
    monkeypatch.setattr(sending, "carrier", lambda _settings: carry)
    return left


def refuse(_settings: Settings) -> AbstractContextManager[Carry]:
    def carry(_message: object, _letter: Letter) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    return nullcontext(carry)


def test_what_is_due_leaves_once_oldest_first(settings: Settings, carried: list[int]) -> None:
    first, second = a_mail(), a_mail()
    assert send_due(settings).sent == 2
    assert send_due(settings).sent == 0
    assert carried == [first.id, second.id]


def test_the_body_of_a_sent_mail_is_not_kept(settings: Settings, carried: list[int]) -> None:
    mail = a_mail(body="http://localhost/atur-sandi/rahasia")
    send_due(settings)
    db.session.refresh(mail)
    assert (mail.body, mail.sent_at is not None) == ("", True)


def test_only_one_of_two_workers_gets_a_mail(settings: Settings, carried: list[int]) -> None:
    mail = a_mail()
    assert claim(mail.id, 0) is not None
    assert claim(mail.id, 0) is None
    assert send_due(settings).sent == 0


def test_a_worker_killed_between_claim_and_sending_loses_nothing(
    settings: Settings, carried: list[int]
) -> None:
    mail = a_mail()
    claim(mail.id, 0)
    assert send_due(settings).waiting == 1
    with at(now() + LEASE + timedelta(seconds=1)):
        assert send_due(settings).sent == 1
    assert carried == [mail.id]


def test_a_worker_killed_after_sending_sends_again_rather_than_never(
    settings: Settings, carried: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = a_mail()
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(sending, "_note_sent", lambda _letter: (_ for _ in ()).throw(KeyboardInterrupt))
        send_due(settings)
    with at(now() + LEASE + timedelta(seconds=1)):
        send_due(settings)
    assert carried == [mail.id, mail.id]


def test_a_failure_is_noted_and_tried_again_later_and_later(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "carrier", refuse)
    mail, clock = a_mail(), now()
    for tries in range(1, MOST_TRIES + 1):
        with at(clock):
            assert send_due(settings).failed == 1
            assert send_due(settings).failed == 0
        clock += wait_after(tries)
    db.session.refresh(mail)
    assert (mail.attempts, mail.last_error) == (MOST_TRIES, "ConnectionRefusedError: Connection refused")
    with at(clock + timedelta(days=9)):
        assert send_due(settings).given_up == 1


def test_one_bad_mail_does_not_keep_the_others(settings: Settings) -> None:
    bad, good = a_mail(address="bukan alamat"), a_mail()
    outcome = send_due(settings)
    assert (outcome.sent, outcome.failed) == (1, 1)
    db.session.refresh(bad)
    db.session.refresh(good)
    assert bad.last_error and bad.given_up_at and good.sent_at


def test_a_worker_told_to_stop_stops_between_two_mails(settings: Settings, carried: list[int]) -> None:
    a_mail(), a_mail()
    assert send_due(settings, stopping=lambda: len(carried) == 1).sent == 1


def test_the_same_notice_is_written_once(site: Flask) -> None:
    with transaction():
        queue_mail_to("a@contoh.id", "id", lambda: Wording("A", "B"), key="satu")
    with pytest.raises(Exception, match="outbox"), transaction():
        queue_mail_to("a@contoh.id", "id", lambda: Wording("A", "B"), key="satu")


def test_without_a_server_mail_goes_into_files(settings: Settings) -> None:
    mail = a_mail("Kata sandi\r\nBcc: semua@contoh.id", "Yth. Ñandú,\n\n.\nFrom di awal baris\n")
    send_due(settings)
    (path,) = (settings.var / "mail").glob(f"*-{mail.id:06d}.eml")
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert message["Subject"] == "Kata sandi Bcc: semua@contoh.id"
    assert message["Bcc"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].startswith(f"<simpul.{mail.id}.")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == "Yth. Ñandú,\n\n.\nFrom di awal baris\n"
    assert db.session.scalar(select(OutboxMail.sent_at)) is not None


CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Rapat é\r\nEND:VCALENDAR\r\n"


def a_mail_with_a_file() -> OutboxMail:
    with transaction():
        file = Attachment("FGD-2026-0001.ics", CALENDAR)
        return queue_mail_to("siti@contoh.id", "id", lambda: Wording("Undangan", "Isi", file))


def test_a_file_travels_byte_for_byte_under_its_name(settings: Settings) -> None:
    mail = a_mail_with_a_file()
    letter = claim(mail.id, 0)
    assert letter is not None
    message = message_from_bytes(message_of(letter, settings).as_bytes(), policy=default)
    (file,) = message.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "FGD-2026-0001.ics")
    assert file.get_payload(decode=True) == CALENDAR.encode()
    assert (file.get_param("method"), file.get_content_charset()) == ("PUBLISH", "utf-8")
    assert message.get_body(("plain",)).get_content().strip() == "Isi"


def test_a_mail_without_a_file_stays_plain_text(settings: Settings) -> None:
    letter = claim(a_mail().id, 0)
    assert letter is not None
    assert message_of(letter, settings).get_content_type() == "text/plain"


def test_the_file_of_a_sent_mail_is_not_kept(settings: Settings, carried: list[int]) -> None:
    mail = a_mail_with_a_file()
    send_due(settings)
    db.session.refresh(mail)
    assert (mail.attachment, mail.attachment_name) == ("", "FGD-2026-0001.ics")
