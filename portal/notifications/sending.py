"""Sends what is due in the outbox. Each mail is claimed first, so that two workers never carry the same one.

At least once: a worker that dies between claim and note leaves the mail to be tried again after its lease.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, update

from portal.config import Settings
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.notifications.carriers import (
    Carry,
    Letter,
    Unreachable,
    carrier,
    is_final,
    message_of,
    what_went_wrong,
)
from portal.notifications.models import OutboxMail
from portal.notifications.rules import LEASE, MOST_TRIES, wait_after

log = logging.getLogger("simpul.mail")
AT_ONCE = 100
SECRETS = ("body", "attachment", "unsubscribe")


@dataclass(frozen=True)
class Outcome:
    """How many mails one round sent and could not send, and how many wait or were given up."""

    sent: int
    failed: int
    waiting: int
    given_up: int


def send_due(settings: Settings, stopping: Callable[[], bool] = lambda: False) -> Outcome:
    """Send every mail that is due, each once, by one conversation with the mail server.

    Ends early, between two mails, when `stopping` says so, and when the server cannot be reached.
    """
    results = []
    with carrier(settings) as carry:
        for letter in _claimed(stopping):
            results.append(send(letter, carry, settings))
            if results[-1] is None:
                break
    waiting, given_up = _count(OutboxMail.given_up_at.is_(None)), _count(OutboxMail.given_up_at.is_not(None))
    sent = results.count(True)
    return Outcome(sent, len(results) - sent, waiting, given_up)


def claim(mail_id: int, tries: int) -> Letter | None:
    """Take one mail for sending; None when another worker was faster. Nobody else has it for the lease."""
    with transaction() as session:
        taken = session.execute(
            update(OutboxMail)
            .where(OutboxMail.id == mail_id, OutboxMail.sent_at.is_(None), OutboxMail.attempts == tries)
            .values(attempts=tries + 1, due_at=now() + LEASE)
        )
        mail = session.get(OutboxMail, mail_id) if taken.rowcount == 1 else None  # type: ignore[attr-defined]
        return _letter(mail) if mail is not None else None


def send(letter: Letter, carry: Carry, settings: Settings) -> bool | None:
    """Carry one claimed letter away and note what came of it.

    False when it was not taken, None when the server could not be reached at all.
    """
    try:
        message = message_of(letter, settings)
    except Exception as error:  # no address, no header: it cannot be written better the next time
        _note_failure(letter, error, final=True)
        return False
    try:
        carry(message, letter)
    except Unreachable as error:
        _note_failure(letter, error, final=False)
        return None
    except Exception as error:  # whatever went wrong with one mail must not keep the others
        _note_failure(letter, error, final=is_final(error))
        return False
    _note_sent(letter)
    return True


def _claimed(stopping: Callable[[], bool]) -> Iterator[Letter]:
    """Due mails, oldest first, each claimed just before it is sent."""
    while due := _due():
        for mail_id, tries in due:
            if stopping():
                return
            letter = claim(mail_id, tries)
            if letter is not None:
                yield letter


def _due() -> list[tuple[int, int]]:
    statement = (
        select(OutboxMail.id, OutboxMail.attempts)
        .where(OutboxMail.sent_at.is_(None), OutboxMail.given_up_at.is_(None), OutboxMail.due_at <= now())
        .order_by(OutboxMail.due_at, OutboxMail.id)
        .limit(AT_ONCE)
    )
    return [(row.id, row.attempts) for row in db.session.execute(statement)]


def _note_sent(letter: Letter) -> None:
    """A sent body is not kept: it may hold a link that opens an account."""
    with transaction() as session:
        kept = {"sent_at": now(), "given_up_at": None, "last_error": ""} | dict.fromkeys(SECRETS, "")
        session.execute(update(OutboxMail).where(OutboxMail.id == letter.id).values(kept))
    log.info("mail %d sent at try %d", letter.id, letter.tries)


def _note_failure(letter: Letter, error: Exception, *, final: bool) -> None:
    wait, reason = wait_after(letter.tries), what_went_wrong(error)
    over = final or letter.tries >= MOST_TRIES
    noted = {"last_error": reason, "due_at": now() + wait, "given_up_at": now() if over else None}
    with transaction() as session:  # only while the claim is ours: after the lease another may have taken it
        session.execute(
            update(OutboxMail)
            .where(OutboxMail.id == letter.id, OutboxMail.attempts == letter.tries)
            .values(noted)
        )
    end = "given up" if over else f"again in {wait}"
    log.warning("mail %d not sent at try %d: %s; %s", letter.id, letter.tries, reason, end)


def _count(condition: object) -> int:
    statement = select(func.count(OutboxMail.id)).where(OutboxMail.sent_at.is_(None), condition)  # type: ignore[arg-type]
    return db.session.scalar(statement) or 0


def _letter(mail: OutboxMail) -> Letter:
    return Letter(
        mail.id,
        mail.recipient,
        mail.subject,
        mail.body,
        mail.language,
        mail.created_at,
        mail.attempts,
        mail.attachment,
        mail.attachment_name,
        mail.unsubscribe,
    )
