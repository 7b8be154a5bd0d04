"""Keeps `Commitment.order_value`, the sum of its lines in rupiah, in the transaction that changes a line.

Lines change through the mapper. What writes many lines past it says so with `keep_worth`.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Table, event, func, inspect, select, update
from sqlalchemy.orm import Session, object_session

from portal.commitments.models import NO_VALUE, Allocation, Commitment
from portal.commitments.sums import BATCH

TOUCHED = "commitments whose lines changed their value"


def keep_worth(session: Session, commitment_ids: Iterable[int]) -> None:
    """Add the lines of these commitments up again."""
    worth = select(func.coalesce(func.sum(Allocation.rupiah), NO_VALUE)).where(
        Allocation.commitment_id == Commitment.id
    )
    kept = {"order_value": worth.scalar_subquery(), "updated_at": Commitment.updated_at}
    ids, table = sorted(set(commitment_ids)), cast(Table, Commitment.__table__)
    for start in range(0, len(ids), BATCH):
        these = update(table).where(Commitment.id.in_(ids[start : start + BATCH]))
        session.execute(these.values(kept))


@event.listens_for(Allocation, "after_insert")
@event.listens_for(Allocation, "after_delete")
def _came_or_went(_mapper: Any, _connection: Any, line: Allocation) -> None:
    if line.rupiah is not None:
        _touch(line, [line.commitment_id])


@event.listens_for(Allocation, "after_update")
def _changed(_mapper: Any, _connection: Any, line: Allocation) -> None:
    told = inspect(line).attrs
    if told.rupiah.history.has_changes() or told.commitment_id.history.has_changes():
        _touch(line, [line.commitment_id, *(told.commitment_id.history.deleted or ())])


def _touch(line: Allocation, ids: Sequence[int]) -> None:
    session = object_session(line)
    if session is not None:
        session.info.setdefault(TOUCHED, set()).update(ids)


@event.listens_for(Session, "after_flush")
def _add_up(session: Session, _context: Any) -> None:
    touched = session.info.pop(TOUCHED, None)
    if touched:
        keep_worth(session, touched)
