"""Daily work of the rooms: reminders, digests, sweeping. Each round stands in a transaction of its own."""

import logging
from collections.abc import Callable
from datetime import time, timedelta

from sqlalchemy import or_, update

from portal.core.clock import in_wib, now, today
from portal.core.database import db, transaction
from portal.notifications.inserting import insert_once
from portal.notifications.models import DailyRound

log = logging.getLogger("simpul.rounds")
Round = Callable[[], object]
ROUNDS: dict[str, Round] = {}
HOUR = time(7)  # WIB: reminders arrive with the working day
AGAIN_AFTER = timedelta(hours=1)  # a round that failed, or whose worker died, is begun anew


def every_day(name: str) -> Callable[[Round], Round]:
    """Name a function as daily work. It opens no transaction, and may run twice a day: it tells by keys.

    @every_day("progress.remind")
    def remind() -> int: …
    """

    def register(work: Round) -> Round:
        ROUNDS[name] = work
        return work

    return register


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
    """One round with its note, in one transaction; what goes wrong is logged and keeps no other back."""
    try:
        with transaction():
            said = ROUNDS[name]()
            _note(name)
    except Exception:
        log.exception("round %s failed", name)
        return False
    log.info("round %s done: %s", name, ascii(said))
    return True


def _note(name: str) -> None:
    insert_once(DailyRound, [{"name": name, "begun_at": now()}], ("name",))
    db.session.execute(update(DailyRound).where(DailyRound.name == name).values(done_on=today()))
