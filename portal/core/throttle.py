"""Counts attempts in a table, so that the limit holds across processes and restarts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import String, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.database import Instant, Model, db
from portal.core.errors import TooOften
from portal.core.wording import _l


@dataclass(frozen=True)
class Limit:
    """At most `times` attempts of one kind for an e-mail within `minutes`.

    An office shares one network address, so `from_one_place` may allow more from there.
    """

    kind: str
    times: int
    minutes: int
    from_one_place: int = 0


class Attempt(Model):
    """How often something was tried since `since`; the key is a hash, so no address or e-mail is kept."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant, index=True)
    count: Mapped[int] = mapped_column(default=0)


def count_attempt(limit: Limit, who: str) -> None:
    """Count one attempt by `who` (an address or an e-mail).

    Call it in a transaction of its own: a refusal later must not undo the count.
    """
    key = _key(limit, who)
    attempt = _counter(key) or _new_counter(key)
    if now() - attempt.since > timedelta(minutes=limit.minutes):
        attempt.since, attempt.count = now(), 0
    attempt.count += 1


def refuse_beyond(limit: Limit, who: str, times: int | None = None) -> None:
    """Raise TooOften when `who` has used up the limit (or its `times`, where others are given)."""
    attempt = db.session.get(Attempt, _key(limit, who))
    fresh = attempt is not None and now() - attempt.since <= timedelta(minutes=limit.minutes)
    if attempt is not None and fresh and attempt.count > (times or limit.times):
        raise TooOften(
            _l("Terlalu banyak percobaan. Tunggu %(minutes)d menit, lalu coba lagi.", minutes=limit.minutes)
        )


def forgive(limit: Limit, who: str) -> None:
    """Forget the attempts of `who`: they have shown that they are the right one."""
    db.session.execute(delete(Attempt).where(Attempt.key == _key(limit, who)))


def _counter(key: str) -> Attempt | None:
    return db.session.scalar(select(Attempt).filter_by(key=key).with_for_update())


def _new_counter(key: str) -> Attempt:
    """Begin to count; when somebody else began at the same moment, theirs is the one."""
    try:
        with db.session.begin_nested():
            attempt = Attempt(key=key, since=now(), count=0)
            db.session.add(attempt)
        return attempt
    except IntegrityError:
        return db.session.scalars(select(Attempt).filter_by(key=key).with_for_update()).one()


def _key(limit: Limit, who: str) -> str:
    return sha256(f"{limit.kind}\0{who}".encode()).hexdigest()


def forget_old_attempts() -> None:
    """Drop counters older than a day; the worker calls it."""
    db.session.execute(delete(Attempt).where(Attempt.since < now() - timedelta(days=1)))
