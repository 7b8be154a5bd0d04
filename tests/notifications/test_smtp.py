"""Mail by a real SMTP server: accepted, refused, refused for a wrong password; no secret in what is noted."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask

from portal.config import Settings
from portal.core.clock import at, now
from portal.core.database import db, transaction
from portal.notifications import carriers
from portal.notifications.actions import Wording, queue_mail_to
from portal.notifications.carriers import carrier
from portal.notifications.models import OutboxMail
from portal.notifications.sending import send_due
from tests.factories import a_user
from tests.notifications.support import a_mail, a_notice, mails


class Postbox:
    """A server that keeps what it is given, or refuses: everything, or some recipients."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.raw: list[bytes] = []
        self.refusal = ""
        self.refused: dict[str, str] = {}
        self.visitors: set[tuple[str, int]] = set()

    async def handle_RCPT(
        self, _server: Any, session: Any, envelope: Any, address: str, _options: Any
    ) -> str:  # noqa: N802
        self.visitors.add(session.peer)
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refusal:
            return self.refusal
        self.raw.append(envelope.content)
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


def is_known(_server: Any, _session: Any, _envelope: Any, _kind: str, given: Any) -> AuthResult:
    known = isinstance(given, LoginPassword) and given.password == b"sandi@surat:1"
    return AuthResult(success=known, handled=False)


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[Controller]:
    with socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    controller = Controller(
        postbox, hostname="127.0.0.1", port=port, authenticator=is_known, auth_require_tls=False
    )
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def settings(site: Flask, server: Controller) -> Settings:
    return replace(
        site.config["SETTINGS"],
        smtp_url=f"smtp://pengirim:sandi%40surat%3A1@127.0.0.1:{server.port}",
        mail_from="Simpul Langkat <simpul@contoh.id>",
    )


@pytest.fixture
def mail(site: Flask) -> OutboxMail:
    with transaction():
        return queue_mail_to(
            "siti@contoh.id", "id", lambda: Wording("Undangan: Ñandú", "Yth. Siti,\n\nHalo.\n")
        )


def test_a_mail_arrives_as_it_was_written(settings: Settings, postbox: Postbox, mail: OutboxMail) -> None:
    assert send_due(settings).sent == 1
    (message,) = postbox.messages
    assert message["From"] == "Simpul Langkat <simpul@contoh.id>"
    assert (message["To"], message["Subject"]) == ("siti@contoh.id", "Undangan: Ñandú")
    assert message.get_content().replace("\r\n", "\n") == "Yth. Siti,\n\nHalo.\n"


def test_a_refused_mail_goes_out_later_as_the_same_message(
    settings: Settings, postbox: Postbox, mail: OutboxMail
) -> None:
    postbox.refusal = "451 greylisted, try later"
    assert send_due(settings).failed == 1
    db.session.refresh(mail)
    assert mail.last_error == "SMTPDataError 451"
    postbox.refusal = ""
    assert send_due(settings).sent == 0
    with at(now() + timedelta(minutes=1, seconds=1)):
        assert send_due(settings).sent == 1
    assert postbox.messages[0]["Message-ID"].startswith(f"<simpul.{mail.id}.")


@pytest.mark.parametrize("answer", ["550 no such user", "552 mailbox full for ever"])
def test_a_recipient_who_is_refused_for_good_is_given_up_at_once(
    settings: Settings, postbox: Postbox, mail: OutboxMail, answer: str
) -> None:
    postbox.refused = {mail.recipient: answer}
    assert send_due(settings).given_up == 1
    db.session.refresh(mail)
    assert (mail.attempts, mail.last_error) == (1, f"SMTPRecipientsRefused {answer[:3]}")
    with at(now() + timedelta(days=9)):
        assert send_due(settings).failed == 0


def test_a_content_that_is_refused_for_good_is_given_up_at_once(
    settings: Settings, postbox: Postbox, mail: OutboxMail
) -> None:
    postbox.refusal = "554 spam"
    send_due(settings)
    db.session.refresh(mail)
    assert mail.given_up_at is not None and mail.last_error == "SMTPDataError 554"


def test_who_is_refused_for_now_waits_and_keeps_nobody_else(
    settings: Settings, postbox: Postbox, mail: OutboxMail
) -> None:
    a_mail(address="budi@contoh.id")
    postbox.refused = {mail.recipient: "450 mailbox busy"}
    outcome = send_due(settings)
    assert (outcome.sent, outcome.failed, outcome.waiting, outcome.given_up) == (1, 1, 1, 0)


def test_many_mails_leave_by_one_connection(
    settings: Settings, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _n in range(5):
        a_mail()
    assert send_due(settings).sent == 5
    assert len(postbox.visitors) == 1
    monkeypatch.setattr(carriers, "AT_ONCE", 2)
    for _n in range(5):
        a_mail()
    assert send_due(settings).sent == 5
    assert len(postbox.visitors) == 1 + 3, "a new one after every second"


def test_a_notice_says_how_to_end_its_kind_by_one_click(settings: Settings, postbox: Postbox) -> None:
    person = a_user()
    a_notice(person)
    long_name = replace(settings, base_url="https://simpul.kabupaten-dengan-nama-panjang.go.id")
    send_due(long_name)
    raw = postbox.raw[0].decode("ascii").replace("\r\n", "\n")
    (line,) = [line for line in raw.split("\n") if line.startswith("List-Unsubscribe:")]
    assert line.startswith("List-Unsubscribe: <http://localhost/berhenti/") and line.endswith(">")
    assert "\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n" in raw
    (mail,) = mails()
    assert (mail.body, mail.unsubscribe) == ("", ""), "what was sent is not kept"


def test_mail_of_the_account_offers_no_such_click(
    settings: Settings, postbox: Postbox, mail: OutboxMail
) -> None:
    send_due(settings)
    assert postbox.messages[0]["List-Unsubscribe"] is None


def test_no_secret_stands_in_an_error(
    settings: Settings, mail: OutboxMail, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = replace(settings, smtp_url=settings.smtp_url.replace("sandi%40surat%3A1", "rahasia-salah"))
    with caplog.at_level(logging.INFO, logger="simpul"):
        assert send_due(wrong).failed == 1
    db.session.refresh(mail)
    assert mail.last_error == "SMTPAuthenticationError 535"
    for secret in ("rahasia-salah", "pengirim", "siti@contoh.id", "Halo"):
        assert secret not in mail.last_error + caplog.text


def test_a_server_that_is_gone_is_no_loss_and_costs_one_try(settings: Settings, mail: OutboxMail) -> None:
    other = a_mail()
    assert send_due(replace(settings, smtp_url="smtp://127.0.0.1:1")).failed == 1
    db.session.refresh(other)
    assert other.attempts == 0
    db.session.refresh(mail)
    assert mail.last_error == "ConnectionRefusedError: Connection refused"


@pytest.mark.parametrize("address", ["http://surat.id", "smtp:", "surat.id:25", "smtp+tls://surat.id"])
def test_an_unknown_way_is_refused_at_once(settings: Settings, address: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        carrier(replace(settings, smtp_url=address))
