"""Telling people: notices with their mail, and mail of accounts; written in the caller's transaction."""

import secrets
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Table, insert

from portal.core.clock import now
from portal.core.database import db
from portal.core.wording import speaking
from portal.notifications import composing, queries
from portal.notifications.composing import Attachment, Notification, Wording
from portal.notifications.inserting import insert_once
from portal.notifications.models import MAIL_WRITTEN, Notice, OutboxMail
from portal.notifications.rules import Channel, NoticeKind

__all__ = [
    "Attachment",
    "Notification",
    "Telling",
    "Wording",
    "notify",
    "notify_many",
    "queue_mail",
    "queue_mail_to",
]


T = TypeVar("T")
Mark = tuple[int, str]  # whom, and which event
OUTBOX = cast(Table, OutboxMail.__table__)
UNIQUE = ("user_id", "key")
WRITTEN = (Notice.user_id, Notice.key)


class Telling(NamedTuple):
    """Whom to tell what; the same key is told to the same person once."""

    user: Any
    word: Callable[[], Notification]
    key: str | None = None


def notify(user: Any, kind: NoticeKind, word: Callable[[], Notification], key: str | None = None) -> bool:
    """Tell a person: a notice in the site and, unless they chose otherwise, a mail, in their language.

    False when nothing was written: the same key was told to this person before, by whichever process, they
    want nothing of this kind, or their account is closed.
    """
    return notify_many(kind, [Telling(user, word, key)]) == 1


def notify_many(kind: NoticeKind, tellings: Iterable[Telling]) -> int:
    """The same for many people at once; returns how many were told."""
    asked = [telling for telling in tellings if telling.user.is_active]
    channels = queries.channels(kind, {telling.user.id for telling in asked})
    waiting: dict[Mark, Telling] = {}
    for telling in asked:
        if channels[telling.user.id] is not Channel.NONE:
            waiting.setdefault((telling.user.id, telling.key or secrets.token_urlsafe(12)), telling)
    said = _in_each_language(waiting, waiting, lambda mark, telling: _checked(telling.word()))
    rows = [_row(kind, mark, telling, said[mark]) for mark, telling in waiting.items()]
    written = {(row.user_id, row.key) for row in insert_once(Notice, rows, UNIQUE, WRITTEN)}
    by_mail = [mark for mark in waiting if mark in written and channels[mark[0]] is Channel.MAIL]
    mails = _in_each_language(waiting, by_mail, lambda mark, telling: _mail(kind, telling.user, said[mark]))
    _queue(mails[mark] for mark in by_mail)
    return len(written)


def _in_each_language(
    tellings: dict[Mark, Telling], marks: Iterable[Mark], make: Callable[[Mark, Telling], T]
) -> dict[Mark, T]:
    """What is made for each of these in the reader's language; a language is set once for all its readers."""
    wanted = sorted(marks, key=lambda mark: str(tellings[mark].user.language))
    made = {}
    for language, theirs in groupby(wanted, key=lambda mark: str(tellings[mark].user.language)):
        with speaking(language):
            made.update({mark: make(mark, tellings[mark]) for mark in theirs})
    return made


def _checked(said: Notification) -> Notification:
    """Raises ValueError for a path that would lead out of the site."""
    if not said.path.startswith("/") or said.path.startswith("//"):
        raise ValueError(f"a notice leads to a page of this site, not to {said.path!r}")
    return said


def _row(kind: NoticeKind, mark: Mark, telling: Telling, said: Notification) -> dict[str, Any]:
    return {
        "user_id": mark[0],
        "key": mark[1],
        "kind": kind,
        "title": composing.one_line(said.subject),
        "body": composing.first_paragraph(said.body),
        "path": said.path,
        "language": str(telling.user.language),
        "created_at": now(),
    }


def _mail(kind: NoticeKind, user: Any, said: Notification) -> dict[str, Any]:
    """The digest also brings what a person wanted to read there only."""
    more = composing.list_of(queries.kept_for_digest(user.id)) if kind is NoticeKind.DIGEST else ""
    return composing.mail_of(user, kind, said, more)


def _queue(rows: Iterable[dict[str, Any]]) -> None:
    """Write mails to the outbox; the worker is told when the transaction is over."""
    mails = list(rows)
    if mails:
        db.session.execute(insert(OUTBOX), mails)
        db.session.info[MAIL_WRITTEN] = True


def queue_mail(user: Any, word: Callable[[], Wording], key: str | None = None) -> OutboxMail:
    """Write one mail of the account (links, passwords): it cannot be switched off and stands in no inbox.

    `key` names the mail; the same key is written once only (unique in the database).
    """
    return queue_mail_to(user.email, str(user.language), word, key)


def queue_mail_to(
    address: str, language: str, word: Callable[[], Wording], key: str | None = None
) -> OutboxMail:
    """The same for an address that has no account yet."""
    with speaking(language):
        said = word()
    mail = OutboxMail(**composing.mail_from(said, address, language, key))
    db.session.add(mail)
    return mail
