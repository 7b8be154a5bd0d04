"""Keeps `Need.pledged` and `Need.delivered`, the sums of the lines that take a need on, in their transaction.

Lines and commitments change through the mapper. What passes by it says so with `keep_need_sums`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from sqlalchemy import Select, Table, event, func, inspect, select, update
from sqlalchemy.orm import Session, object_session

from portal.commitments.models import Allocation, Commitment
from portal.commitments.need_balances import COUNTED, counted_quantity
from portal.commitments.sums import BATCH
from portal.needs.models import Need

TOUCHED = "needs whose lines changed"
SUMMED = ("need_id", "quantity", "realised_quantity")
NEEDS = cast(Table, Need.__table__)


def keep_need_sums(session: Session, need_ids: Iterable[int] | None = None) -> None:
    """Add up again what is promised and delivered for these needs, or for all.

    They are locked first, in order: of two transactions at once the second counts what the first wrote.
    """
    ids = sorted(session.scalars(select(Need.id)) if need_ids is None else need_ids)
    sums = {
        "pledged": _sum(counted_quantity(Commitment, Allocation)),
        "delivered": _sum(func.coalesce(Allocation.realised_quantity, 0)),
        "updated_at": NEEDS.c.updated_at,  # what others promise is no change of the need
    }
    for start in range(0, len(ids), BATCH):
        these = NEEDS.c.id.in_(ids[start : start + BATCH])
        session.execute(select(NEEDS.c.id).where(these).order_by(NEEDS.c.id).with_for_update())
        session.execute(update(NEEDS).where(these).values(sums))


def _sum(amount: Any) -> Any:
    """An amount of all lines that count for the need of an UPDATE."""
    added: Select[Any] = (
        select(func.coalesce(func.sum(amount), 0))
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .where(Allocation.need_id == NEEDS.c.id, Commitment.status.in_(sorted(COUNTED)))
    )
    return added.correlate(NEEDS).scalar_subquery()


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: Any) -> None:
    touched = _touched(session)
    for thing in (*session.new, *session.dirty):
        if isinstance(thing, Allocation):
            touched.update(_needs_of(thing))
        elif isinstance(thing, Commitment) and inspect(thing).attrs.status.history.has_changes():
            taken = select(Allocation.need_id).where(
                Allocation.commitment_id == thing.id, Allocation.need_id.is_not(None)
            )
            touched.update(session.scalars(taken))


@event.listens_for(Allocation, "after_delete")
def _note_gone(_mapper: Any, _connection: Any, line: Allocation) -> None:
    """A line that was taken out of its commitment stands in none of the session's lists."""
    session = object_session(line)
    if session is not None:
        _touched(session).update(_needs_of(line, gone=True))


def _touched(session: Session) -> set[int]:
    touched: set[int] = session.info.setdefault(TOUCHED, set())
    return touched


def _needs_of(line: Allocation, *, gone: bool = False) -> Iterator[int]:
    """The needs whose sums a line changes: the one it takes on, and the one it took on before."""
    told = inspect(line).attrs
    if gone or any(told[name].history.has_changes() for name in SUMMED):
        yield from (need_id for need_id in told.need_id.history.sum() if need_id is not None)


@event.listens_for(Session, "before_commit")
def _add_up(session: Session) -> None:
    if session.in_nested_transaction():
        return
    if session.new or session.dirty or session.deleted:
        session.flush()
    touched = session.info.pop(TOUCHED, None)
    if touched:
        keep_need_sums(session, touched)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TOUCHED, None)
