"""Keeps the summaries while commitments change: takes out what was counted of them, adds what is now."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.core.database import db
from portal.core.terms import terms
from portal.tallies import day_queries, queries
from portal.tallies.change_rules import Changes, found_elsewhere
from portal.tallies.models import Tally, TallyLine, TallyState
from portal.tallies.rules import Key, Line, Sums

BATCH = 500
TALLIES: Any = Tally.__table__
LINES: Any = TallyLine.__table__
ADDED = (*Sums._fields, "leads")


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
    db.session.execute(delete(LINES).where(LINES.c.commitment_id.in_(commitment_ids)))
    rows = [line._asdict() for line in after if line.commitment_id in commitment_ids]
    if rows:
        db.session.execute(insert(LINES), rows)


def _write(changes: Changes, leads: dict[Key, int]) -> None:
    sums, (came, went) = changes.sums(), changes.days()
    nothing = [0] * len(Sums._fields)
    keys = sorted(sums.keys() | leads.keys() | came.keys())
    rows = [
        dict(zip(Key._fields, key, strict=True))
        | dict(zip(ADDED, (*sums.get(key, nothing), leads.get(key, 0)), strict=True))
        | {"reported_on": came.get(key)}
        for key in keys
    ]
    if rows:
        db.session.execute(_adding(), rows)
    commitments = Sums._fields.index("commitments")
    emptied = [key for key, added in sums.items() if added[commitments] < 0]
    _delete_empty(sorted(emptied))
    _set_days(went)


def _adding() -> Any:
    """Adds to a row, or makes it; the later day stays."""
    dialect: Any = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(TALLIES)
    new, old = statement.excluded, TALLIES.c
    later = func.max if dialect is sqlite else func.greatest
    days = (
        func.coalesce(a, b)
        for a, b in ((old.reported_on, new.reported_on), (new.reported_on, old.reported_on))
    )
    values = {name: old[name] + new[name] for name in ADDED} | {"reported_on": later(*days)}
    return statement.on_conflict_do_update(index_elements=list(Key._fields), set_=values)


def _delete_empty(keys: Sequence[Key]) -> None:
    if keys:
        same = (TALLIES.c[name] == bindparam(f"the_{name}") for name in Key._fields)
        statement = delete(TALLIES).where(*same, TALLIES.c.commitments == 0)
        db.session.connection().execute(statement, [_named(key) for key in keys])


def _set_days(went: dict[Key, date]) -> None:
    """Find the last day again where the one that went was the last."""
    present = day_queries.present_days(went)
    lost = [key for key, day in went.items() if present.get(key) == day]
    for node, keys in day_queries.by_node(lost).items():
        found = day_queries.last_days(node, keys)
        same = (TALLIES.c[name] == bindparam(f"the_{name}") for name in Key._fields)
        statement = update(TALLIES).where(*same).values(reported_on=bindparam("day"))
        rows = [_named(key) | {"day": day} for key, day in found.items() if day != present[key]]
        if rows:
            db.session.connection().execute(statement, rows)


def _named(key: Key) -> dict[str, Any]:
    return {f"the_{name}": value for name, value in zip(Key._fields, key, strict=True)}
