"""Keeps the summaries while commitments change: takes out what was counted of them, adds what is now."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, insert, update

from portal.core.database import built_once, db
from portal.core.terms import terms
from portal.tallies import day_queries, queries, writing
from portal.tallies.change_rules import Changes, found_elsewhere
from portal.tallies.models import TallyLine, TallyState
from portal.tallies.rules import Key, Line

BATCH = 500
LINES: Any = TallyLine.__table__


def refresh(
    commitment_ids: Collection[int],
    organisation_ids: Collection[int] = (),
    pocket_ids: Collection[int] = (),
) -> None:
    """Count these commitments anew, and all of these partners and in these pockets.

    Call it once at the end of a transaction. Does nothing while the summaries are not kept.
    """
    db.session.flush()
    state = queries.state(lock=True)
    if state is None or state.day is None:
        return
    if state.silent_months != terms().silent_months:
        give_up()
        return
    touched = set(commitment_ids)
    if organisation_ids or pocket_ids:
        touched |= queries.commitments_touched(organisation_ids, pocket_ids)
    recount(touched, state.day)


def give_up() -> None:
    """The summaries are not kept from now until they are rebuilt: readers count for themselves."""
    queries.state(lock=True)
    db.session.execute(update(TallyState).values(day=None))


def recount(commitment_ids: Iterable[int], day: date) -> None:
    """Count these commitments anew, as of a day. The row of TallyState must be locked."""
    every = sorted(commitment_ids)
    for start in range(0, len(every), BATCH):
        part = every[start : start + BATCH]
        before, after = queries.counted_lines(part), queries.lines_of(part, day)
        changes = Changes.between(before, after)
        if changes.commitments:
            others = _others(changes)
            _write_lines(changes.commitments, after)
            _write(changes, changes.leads(others))


def _others(changes: Changes) -> Any:
    """What else the leads do where they came or went."""
    moved = changes.moved_leads()
    if not moved:
        return {}
    organisations = {organisation_id for _node, organisation_id in moved}
    kecamatan = {node.within or node.row_key for node, _organisation in moved if node.row_key}
    found = queries.other_leads(organisations, [*kecamatan, ""], changes.commitments)
    return found_elsewhere(moved, found)


def _write_lines(commitment_ids: Collection[int], after: Iterable[Line]) -> None:
    db.session.execute(_lines_gone(), {"ids": list(commitment_ids)})
    rows = [line._asdict() for line in after if line.commitment_id in commitment_ids]
    if rows:
        db.session.execute(insert(LINES), rows)


@built_once
def _lines_gone() -> Any:
    return delete(LINES).where(LINES.c.commitment_id.in_(bindparam("ids", expanding=True)))


def _write(changes: Changes, leads: dict[Key, int]) -> None:
    came, went = changes.days()
    writing.add(changes.sums(), leads, came)
    present = writing.present_days(went)
    lost = [key for key, day in went.items() if present.get(key) == day]
    for axis in day_queries.ORDER:
        here = [key for key in lost if key.axis is axis]
        if here:
            writing.set_days(day_queries.last_days(axis, here))
