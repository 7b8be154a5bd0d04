"""Daily work of the rooms: reminders, digests, sweeping. Each round stands in a transaction of its own."""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from datetime import time, timedelta
from typing import NamedTuple, TypeVar

from sqlalchemy import or_, update

from portal.core.clock import in_wib, now, today
from portal.core.database import db, transaction
from portal.notifications.inserting import insert_once
from portal.notifications.models import DailyRound

log = logging.getLogger("simpul.rounds")
HOUR = time(7)  # WIB: reminders arrive with the working day
AGAIN_AFTER = timedelta(hours=1)  # a round that failed, or whose worker died, is begun anew
Work = Callable[[], object]
W = TypeVar("W", bound=Work)


class Round(NamedTuple):
    """Daily work, and whether it stands in a transaction: what only sweeps files must hold no lock."""

    work: Work
    writes: bool


ROUNDS: dict[str, Round] = {}
EACH_MINUTE: list[tuple[Callable[[], bool], Work]] = []


def every_day(name: str, *, writes: bool = True) -> Callable[[W], W]:
    """Name a function as daily work. It opens no transaction, and may run twice a day: it tells by keys.

    @every_day("reminders.reports")
    def remind() -> int: …
    """

    def register(work: W) -> W:
        ROUNDS[name] = Round(work, writes)
        return work

    return register


def each_minute(is_due: Callable[[], bool]) -> Callable[[Work], Work]:
    """Name a function as work to do as soon as `is_due`, which is asked each minute, by day and by night."""

    def register(work: Work) -> Work:
        EACH_MINUTE.append((is_due, work))
        return work

    return register


def run_each_minute() -> None:
    """Do what became due; what goes wrong is logged and tried again in a minute."""
    for is_due, work in EACH_MINUTE:
        try:
            if is_due():
                with transaction():
                    said = work()
                log.info("%s: %s", work.__name__, ascii(said))
        except Exception:
            log.exception("%s failed", work.__name__)


def run_all() -> dict[str, bool]:
    """Do every round now; says of each whether it was done."""
    return {name: _run(name) for name in ROUNDS}


def run_due() -> dict[str, bool]:
    """From 07.00 WIB on: do each round that was not done today. Of two workers one gets it."""
    if in_wib(now()).time() < HOUR:
        return {}
    return {name: _run(name) for name in ROUNDS if _claim(name)}


def _claim(name: str) -> bool:
    with transaction() as session:
        insert_once(DailyRound, [{"name": name, "begun_at": now() - 2 * AGAIN_AFTER}], ("name",))
        undone = or_(DailyRound.done_on.is_(None), DailyRound.done_on < today())
        taken = session.execute(
            update(DailyRound)
            .where(DailyRound.name == name, undone, DailyRound.begun_at < now() - AGAIN_AFTER)
            .values(begun_at=now())
        )
        return taken.rowcount == 1  # type: ignore[attr-defined]


def _run(name: str) -> bool:
    """One round and the note that it was done; what goes wrong is logged and keeps no other back."""
    work, writes = ROUNDS[name]
    try:
        with transaction() if writes else nullcontext():
            said = work()
        with transaction():
            _note(name)
    except Exception:
        log.exception("round %s failed", name)
        return False
    log.info("round %s done: %s", name, ascii(said))
    return True


def _note(name: str) -> None:
    insert_once(DailyRound, [{"name": name, "begun_at": now()}], ("name",))
    db.session.execute(update(DailyRound).where(DailyRound.name == name).values(done_on=today()))
