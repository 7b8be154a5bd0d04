"""Telling people: notices with their mail, and mail of accounts; written in the caller's transaction."""

import secrets
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from flask_babel import force_locale

from portal.core.clock import now
from portal.core.database import db
from portal.notifications import composing, queries
from portal.notifications.composing import Attachment, Notification, Wording
from portal.notifications.inserting import insert_once
from portal.notifications.models import Notice, OutboxMail
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
    waiting = {
        (telling.user.id, telling.key or secrets.token_urlsafe(12)): telling
        for telling in reversed(asked)
        if channels[telling.user.id] is not Channel.NONE
    }
    said = {mark: _said(telling) for mark, telling in reversed(waiting.items())}
    rows = [_row(kind, mark, waiting[mark], said[mark]) for mark in said]
    written = insert_once(Notice, rows, ("user_id", "key"), (Notice.user_id, Notice.key))
    for user_id, key in written:
        if channels[user_id] is Channel.MAIL:
            user, more = waiting[user_id, key].user, ""
            if kind is NoticeKind.DIGEST:
                more = _collected(user)
            db.session.add(composing.mail_of(user, kind, said[user_id, key], more))
    return len(written)


def _said(telling: Telling) -> Notification:
    """In the reader's language. Raises ValueError for a path that would lead out of the site."""
    with force_locale(str(telling.user.language)):
        said = telling.word()
    if not said.path.startswith("/") or said.path.startswith("//"):
        raise ValueError(f"a notice leads to a page of this site, not to {said.path!r}")
    return said


def _row(kind: NoticeKind, mark: tuple[int, str], telling: Telling, said: Notification) -> dict[str, Any]:
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


def _collected(user: Any) -> str:
    """What a person wanted to read in the monthly digest only."""
    with force_locale(str(user.language)):
        return composing.list_of(queries.kept_for_digest(user.id))


def queue_mail(user: Any, word: Callable[[], Wording], key: str | None = None) -> OutboxMail:
    """Write one mail of the account (links, passwords): it cannot be switched off and stands in no inbox.

    `key` names the mail; the same key is written once only (unique in the database).
    """
    return queue_mail_to(user.email, str(user.language), word, key)


def queue_mail_to(
    address: str, language: str, word: Callable[[], Wording], key: str | None = None
) -> OutboxMail:
    """The same for an address that has no account yet."""
    with force_locale(language):
        said = word()
    mail = composing.mail_from(said, address, language, key)
    db.session.add(mail)
    return mail
