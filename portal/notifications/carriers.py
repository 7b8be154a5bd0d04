"""Carries letters away: to an SMTP server, or into files where none is set."""

import logging
import os
import smtplib
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from portal.config import Settings

log = logging.getLogger("simpul.mail")
PATIENCE = 15  # seconds for each answer of the mail server
AT_ONCE = 50  # letters by one connection: many servers take no more
OK = 250
PERMANENT = 500  # from here on an answer of a mail server is final
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
    unsubscribe: str = ""


Carry = Callable[[EmailMessage, Letter], None]


class Unreachable(Exception):
    """No conversation with the mail server came about: not the fault of the letter in hand."""


class LongAddresses(EmailPolicy):
    """As e-mail is written, but the address in List-Unsubscribe stays in one piece (RFC 2369)."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = LongAddresses(linesep="\r\n")


def carrier(settings: Settings) -> AbstractContextManager[Carry]:
    """How a batch of letters leaves this installation: by one conversation, or into files.

    Raises ValueError for an SMTP_URL that names no known way.
    """
    if settings.smtp_url:
        server = urlsplit(settings.smtp_url)
        if server.scheme not in PORTS or not server.hostname:
            raise ValueError(
                "SMTP_URL must begin with smtp://, smtp+starttls:// or smtps:// and name a host."
            )
        return Conversation(server)
    return nullcontext(lambda message, letter: _into_file(settings.var / "mail", message, letter))


class Conversation:
    """One connection for many letters; another one when the server hung up or has taken many."""

    def __init__(self, server: SplitResult) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None
        self._carried = 0

    def __enter__(self) -> Carry:
        return self._carry

    def __exit__(self, *_error: object) -> None:
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None

    def _carry(self, message: EmailMessage, _letter: Letter) -> None:
        smtp = self._ready()
        self._carried += 1
        smtp.send_message(message)

    def _ready(self) -> smtplib.SMTP:
        """A connection that answers. Raises Unreachable when none can be had."""
        if self._carried >= AT_ONCE or not self._answers():
            self.__exit__()
        if self._smtp is None:
            try:
                self._smtp, self._carried = _connected(self.server), 0
            except OSError as error:
                raise Unreachable from error
        return self._smtp

    def _answers(self) -> bool:
        try:
            return self._smtp is not None and self._smtp.noop()[0] == OK
        except OSError:
            return False


def _connected(server: SplitResult) -> smtplib.SMTP:
    """A conversation begun: safely, and signed in, where the address says so."""
    host, port = server.hostname or "", server.port or PORTS[server.scheme]
    safely = ssl.create_default_context()
    if server.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=safely)
    else:
        smtp = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        if server.scheme == "smtp+starttls":
            smtp.starttls(context=safely)
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
    except OSError:
        smtp.close()
        raise
    return smtp


def message_of(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter as it travels: plain UTF-8 text; the Message-ID is the same at each try."""
    name, address = parseaddr(settings.mail_from)
    host = urlsplit(settings.base_url).hostname or "localhost"
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(name or settings.site_name, addr_spec=address)
    message["To"] = Address(addr_spec=letter.recipient)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<simpul.{letter.id}.{int(letter.created_at.timestamp())}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
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


def is_final(error: Exception) -> bool:
    """Whether the same letter would be refused again: the server said no to its recipient or its content."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _text in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return bool(error.smtp_code >= PERMANENT)
    return isinstance(error, smtplib.SMTPNotSupportedError)


def what_went_wrong(error: BaseException) -> str:
    """One line for the outbox and the log: the kind of error and the server's code, never what was sent."""
    if isinstance(error, Unreachable) and error.__cause__ is not None:
        return what_went_wrong(error.__cause__)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _text in error.recipients.values()})
        return f"{type(error).__name__} {' '.join(codes)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    if isinstance(error, OSError) and error.strerror:
        return f"{type(error).__name__}: {error.strerror}"[:200]
    return type(error).__name__
