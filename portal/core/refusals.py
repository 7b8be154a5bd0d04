"""Finds the sentence that belongs to a broken constraint: it stands in the constraint's `info["refusal"]`."""

import re
from collections.abc import Iterator

from sqlalchemy import Index, MetaData, Table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import ColumnCollectionConstraint

from portal.core.wording import LazyString

Refusal = tuple[str | LazyString, str | None]


def refusal_for(error: IntegrityError, metadata: MetaData) -> Refusal | None:
    """The reason and the field of the named constraint that refused, or None where none was foreseen."""
    name = _constraint_name(error)
    columns = _unique_columns(error)
    for table in metadata.tables.values():
        for rule in _rules(table):
            if name == rule.name or (columns and columns == {f"{table.name}.{c.name}" for c in rule.columns}):
                return rule.info["refusal"]
    return None


def _rules(table: Table) -> Iterator[ColumnCollectionConstraint | Index]:
    for rule in (*table.constraints, *table.indexes):
        if isinstance(rule, (ColumnCollectionConstraint, Index)) and "refusal" in rule.info:
            yield rule


def _constraint_name(error: IntegrityError) -> str | None:
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name
    found = re.search(r"CHECK constraint failed: (\w+)|index '(\w+)'", str(error.orig))
    return (found.group(1) or found.group(2)) if found else None


def _unique_columns(error: IntegrityError) -> set[str]:
    """SQLite names the columns, not the constraint: "UNIQUE constraint failed: users.email"."""
    found = re.search(r"UNIQUE constraint failed: ([\w., ]+)", str(error.orig))
    return set(found.group(1).split(", ")) if found else set()
