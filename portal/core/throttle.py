"""Counts attempts in a table, so that the limit holds across processes and restarts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.database import Instant, Model, db
from portal.core.errors import Refused
from portal.core.wording import _l


@dataclass(frozen=True)
class Limit:
    """At most `times` attempts of one kind per key within `minutes`."""

    kind: str
    times: int
    minutes: int


class Attempt(Model):
    """How often something was tried since `since`; the key is a hash, so no address or e-mail is kept."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant, index=True)
    count: Mapped[int] = mapped_column(default=0)


def count_attempt(limit: Limit, who: str) -> None:
    """Count one attempt by `who` (an address or an e-mail). Raises Refused beyond the limit.

    Call it in a transaction of its own: a refusal later must not undo the count.
    """
    key = sha256(f"{limit.kind}\0{who}".encode()).hexdigest()
    attempt = db.session.scalar(select(Attempt).filter_by(key=key).with_for_update())
    if attempt is None:
        attempt = Attempt(key=key, since=now(), count=0)
        db.session.add(attempt)
    if now() - attempt.since > timedelta(minutes=limit.minutes):
        attempt.since, attempt.count = now(), 0
    attempt.count += 1


def refuse_beyond(limit: Limit, who: str) -> None:
    """Raise Refused when `who` has used up the limit."""
    key = sha256(f"{limit.kind}\0{who}".encode()).hexdigest()
    attempt = db.session.get(Attempt, key)
    fresh = attempt is not None and now() - attempt.since <= timedelta(minutes=limit.minutes)
    if attempt is not None and fresh and attempt.count > limit.times:
        raise Refused(
            _l("Terlalu banyak percobaan. Tunggu %(minutes)d menit, lalu coba lagi.", minutes=limit.minutes)
        )


def forget_old_attempts() -> None:
    """Drop counters older than a day; the worker calls it."""
    db.session.execute(delete(Attempt).where(Attempt.since < now() - timedelta(days=1)))
