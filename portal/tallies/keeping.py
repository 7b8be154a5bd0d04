"""Rebuilds the summaries, carries them over to a new day, and says whether they are right."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from portal.commitments.models import Commitment
from portal.commitments.need_sums import keep_need_sums
from portal.core.clock import today
from portal.core.database import db
from portal.core.publishing import published
from portal.core.terms import terms
from portal.needs.models import Need
from portal.tallies import queries, rebuilding
from portal.tallies.models import Tally, TallyState
from portal.tallies.refreshing import recount

FEW = 500  # so many are always counted one by one
MANY = 5  # where more than one in so many commitments changes, everything is counted anew


def rebuild() -> int:
    """Count everything anew, as of today. Returns the number of summaries.

    Needs come before the lock, as in every other transaction: nobody waits in a circle.
    """
    keep_need_sums(db.session())
    state = _locked()
    state.day, state.silent_months = today(), terms().silent_months
    db.session.flush()
    rebuilding.fill(today())
    return db.session.scalar(select(func.count()).select_from(Tally)) or 0


def catch_up() -> str:
    """Make the summaries those of today, with as little work as is right; says what was done."""
    known = queries.state()
    if known is None or known.day is None or known.silent_months != terms().silent_months:
        return f"rebuilt: {rebuild()} summaries"
    state = _locked()
    if state.day is None or state.day == today():
        return "nothing to do"
    return _roll(state, state.day)


def is_behind() -> bool:
    """Whether `catch_up` has something to do."""
    return not queries.are_kept()


def _roll(state: TallyState, last: date) -> str:
    """A day has passed: count those anew that are something else now."""
    moved = queries.moved_between(last, today())
    every = db.session.scalar(published(select(func.count(Commitment.id)))) or 0
    if len(moved) * MANY > every and len(moved) > FEW:
        return f"rebuilt: {rebuild()} summaries"
    state.day = today()
    db.session.flush()
    recount(moved, today())
    return f"{len(moved)} commitments counted anew"


def _locked() -> TallyState:
    state = queries.state(lock=True)
    if state is None:
        state = TallyState(id=1, day=None, silent_months=terms().silent_months)
        db.session.add(state)
        db.session.flush()
    return state


def differences() -> Iterator[str]:
    """Where the summaries say something else than everything counted anew; leaves them counted anew."""
    before = _everything() | _need_sums()
    rebuild()
    after = _everything() | _need_sums()
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"{key}: {before.get(key)} -> {after.get(key)}"


def _everything() -> dict[tuple[object, ...], tuple[object, ...]]:
    columns = list(Tally.__table__.columns)
    names = [column for column in columns if column.primary_key]
    rest = [column for column in columns if not column.primary_key]
    rows = db.session.execute(select(*names, *rest))
    return {tuple(row[: len(names)]): tuple(row[len(names) :]) for row in rows}


def _need_sums() -> dict[tuple[object, ...], tuple[object, ...]]:
    sums = db.session.execute(select(Need.reference, Need.pledged, Need.delivered))
    return {(reference,): (pledged, delivered) for reference, pledged, delivered in sums}
