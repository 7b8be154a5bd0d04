"""Every total that is kept of a quarter: all combinations of place, strategy, kind and first year."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import CTE, Integer, String, literal, select, union_all

from portal.core.database import db
from portal.core.values import Quarter
from portal.snapshots.counting import COUNTED, Statement, known, totals

KEYS = ("place", "strategy", "kind", "start_year")
ANY: dict[str, Any] = {"place": "", "strategy": 0, "kind": "", "start_year": 0}  # stands for all of them
TYPES = {"place": String, "strategy": Integer, "kind": String, "start_year": Integer}
COLUMNS = (*COUNTED, "examples")
Counts = dict[tuple[Any, ...], dict[str, Any]]  # by the values of KEYS


def counts_of(quarter: Quarter) -> Counts:
    """What is to be kept of a quarter, counted now from what was known at its end."""
    found = db.session.execute(union_all(*_groups(known(quarter)))).mappings()
    some = (row for row in found if row["commitments"])  # nothing live is no row, not one of empty sums
    return {tuple(row[name] for name in KEYS): {name: row[name] for name in COLUMNS} for row in some}


def _groups(rows: CTE) -> Iterator[Statement]:
    """One grouping for each choice of keys; the keys that are left out stand as ANY."""
    for choice in product((True, False), repeat=len(KEYS)):
        chosen = [rows.c[name] for name, wanted in zip(KEYS, choice, strict=True) if wanted]
        shown = [
            rows.c[name] if wanted else literal(ANY[name], TYPES[name]).label(name)
            for name, wanted in zip(KEYS, choice, strict=True)
        ]
        statement: Statement = select(*shown, *totals(rows)).group_by(*chosen)
        yield statement.where(rows.c.start_year.is_not(None)) if choice[-1] else statement
