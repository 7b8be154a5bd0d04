"""What an administrator does with mail that was given up. The log says who asked."""

import logging
from collections.abc import Iterable
from typing import Any

from portal.core.clock import now
from portal.core.errors import NotAllowedNow
from portal.core.wording import _l
from portal.notifications import queries
from portal.notifications.models import OutboxMail

log = logging.getLogger("simpul.mail")
NOT_GIVEN_UP = _l("Surel ini sudah terkirim atau sedang dikirim.")


def retry(mail: OutboxMail, *, by: Any) -> None:
    """Try a mail anew, from the first try on. Raises NotAllowedNow unless it was given up."""
    if mail.given_up_at is None:
        raise NotAllowedNow(NOT_GIVEN_UP)
    _begin_anew([mail], by)


def retry_all(*, by: Any) -> int:
    """The same for every mail that was given up; returns how many."""
    return _begin_anew(queries.given_up(), by)


def _begin_anew(mails: Iterable[OutboxMail], by: Any) -> int:
    ids = []
    for mail in mails:
        mail.attempts, mail.given_up_at, mail.due_at = 0, None, now()
        ids.append(mail.id)
    log.info("user %d asks for %d given-up mails again: %s", by.id, len(ids), ids[:20])
    return len(ids)
