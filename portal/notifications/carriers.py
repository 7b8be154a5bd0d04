"""Carries one letter away: to an SMTP server, or into a file where none is set."""

import logging
import os
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from portal.config import Settings

log = logging.getLogger("simpul.mail")
PATIENCE = 15  # seconds for each answer of the mail server
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class Letter:
    """One mail of the outbox, free of the database."""

    id: int
    recipient: str
    subject: str
    body: str
    language: str
    created_at: datetime
    tries: int
    attachment: str = ""
    attachment_name: str = ""


Carry = Callable[[EmailMessage, Letter], None]


def carrier(settings: Settings) -> Carry:
    """How letters leave this installation. Raises ValueError for an SMTP_URL that names no known way."""
    if settings.smtp_url:
        server = urlsplit(settings.smtp_url)
        if server.scheme not in PORTS or not server.hostname:
            raise ValueError(
                "SMTP_URL must begin with smtp://, smtp+starttls:// or smtps:// and name a host."
            )
        return lambda message, letter: _by_smtp(server, message)
    return lambda message, letter: _into_file(settings.var / "mail", message, letter)


def message_of(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter as it travels: plain UTF-8 text; the Message-ID is the same at each try."""
    name, address = parseaddr(settings.mail_from)
    host = urlsplit(settings.base_url).hostname or "localhost"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name or settings.site_name, addr_spec=address)
    message["To"] = Address(addr_spec=letter.recipient)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<simpul.{letter.id}.{int(letter.created_at.timestamp())}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content(letter.body, charset="utf-8")
    if letter.attachment_name:
        _attach(message, letter)
    return message


def _attach(message: EmailMessage, letter: Letter) -> None:
    """The file byte for byte: a calendar's line ends are CRLF and its lines are folded already."""
    kind = guess_type(letter.attachment_name)[0] or "text/plain"
    main, _slash, sub = kind.partition("/")
    words = {"charset": "utf-8"} | ({"method": "PUBLISH"} if sub == "calendar" else {})
    message.add_attachment(
        letter.attachment.encode(), maintype=main, subtype=sub, filename=letter.attachment_name, params=words
    )


def _by_smtp(server: SplitResult, message: EmailMessage) -> None:
    port = server.port or PORTS[server.scheme]
    safely = ssl.create_default_context()
    host = server.hostname or ""
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=safely)
    else:
        connection = smtplib.SMTP(host, port, timeout=PATIENCE)
    with connection:
        if server.scheme == "smtp+starttls":
            connection.starttls(context=safely)
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(message)


def _into_file(folder: Path, message: EmailMessage, letter: Letter) -> None:
    """Whole or not at all; a second try overwrites the first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{letter.created_at:%Y%m%dT%H%M%S}-{letter.id:06d}.eml"
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    log.info("mail %d for %s: %s → %s", letter.id, ascii(letter.recipient), ascii(letter.subject), path)


def what_went_wrong(error: Exception) -> str:
    """One line for the outbox and the log: the kind of error and the server's code, never what was sent."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _text in error.recipients.values()})
        return f"{type(error).__name__} {' '.join(codes)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    if isinstance(error, OSError) and error.strerror:
        return f"{type(error).__name__}: {error.strerror}"[:200]
    return type(error).__name__
