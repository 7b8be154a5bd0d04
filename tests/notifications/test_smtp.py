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
from portal.notifications.actions import Wording, queue_mail_to
from portal.notifications.carriers import carrier
from portal.notifications.models import OutboxMail
from portal.notifications.sending import send_due


class Postbox:
    """A server that keeps what it is given, or answers with a refusal."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.refusal = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refusal:
            return self.refusal
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


def test_a_server_that_is_gone_is_no_loss(settings: Settings, mail: OutboxMail) -> None:
    assert send_due(replace(settings, smtp_url="smtp://127.0.0.1:1")).failed == 1
    db.session.refresh(mail)
    assert mail.last_error == "ConnectionRefusedError: Connection refused"


@pytest.mark.parametrize("address", ["http://surat.id", "smtp:", "surat.id:25", "smtp+tls://surat.id"])
def test_an_unknown_way_is_refused_at_once(settings: Settings, address: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        carrier(replace(settings, smtp_url=address))
