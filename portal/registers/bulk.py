"""Writes millions of rows fast: no statement per row, indexes and foreign keys made after the rows.

Only for registers that nobody uses yet: the rows pass neither actions nor the audit trail.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

from portal.core.database import LOOK_AT_TABLES

QUICK = (  # a machine that stops on the way leaves a file to be thrown away
    *("foreign_keys=OFF", "synchronous=OFF", "journal_mode=MEMORY", "cache_size=-1000000"),
    "temp_store=MEMORY",
)
Row = tuple[Any, ...]


class Bulk:
    """A raw connection with one transaction under way."""

    def __init__(self, raw: Any, *, postgresql: bool) -> None:
        self.raw = raw
        self.postgresql = postgresql

    def do(self, statement: str) -> None:
        self.raw.execute(statement)

    def rows(self, statement: str) -> list[Row]:
        return list(self.raw.execute(statement).fetchall())

    def next_id(self, table: str) -> int:
        return int(self.rows(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")[0][0])  # noqa: S608 - ours

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Instants and days are texts, numbers and truths are Python's."""
        names = ", ".join(columns)
        if not self.postgresql:
            marks = ", ".join("?" * len(columns))
            self.raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - ours
            return
        with self.raw.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def bulk(engine: Engine, tables: Sequence[str]) -> Iterator[Bulk]:
    """Write to these tables; in the end every index and foreign key of theirs stands and holds."""
    postgresql = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        writing = Bulk(raw, postgresql=postgresql)
        with _postgresql(writing, tables) if postgresql else _sqlite(writing, tables):
            yield writing


@contextmanager
def _sqlite(writing: Bulk, tables: Sequence[str]) -> Iterator[None]:
    for pragma in QUICK:
        writing.do(f"PRAGMA {pragma}")
    writing.do("BEGIN IMMEDIATE")
    named = ", ".join(f"'{table}'" for table in tables)
    found = writing.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"  # noqa: S608 - ours
        f" AND tbl_name IN ({named}) ORDER BY name"
    )
    with _without(writing, [(f"DROP INDEX {name}", sql) for name, sql in found]):
        yield
    broken = writing.rows("PRAGMA foreign_key_check")
    if broken:
        raise RuntimeError(f"rows point to nothing: {broken[:3]}")
    writing.do("COMMIT")
    writing.do("PRAGMA journal_mode=WAL")
    for statement in LOOK_AT_TABLES:
        writing.do(statement)


@contextmanager
def _postgresql(writing: Bulk, tables: Sequence[str]) -> Iterator[None]:
    writing.raw.autocommit = True
    writing.do("SET TIME ZONE 'UTC'")
    writing.do("SET maintenance_work_mem = '512MB'")
    named = ", ".join(f"'{table}'::regclass" for table in tables)
    with _without(writing, [*_keys(writing, named), *_indexes(writing, named)]):
        yield
    _go_on_counting(writing, tables)
    writing.do("VACUUM ANALYZE")


def _go_on_counting(writing: Bulk, tables: Sequence[str]) -> None:
    """Rows came with their numbers: the next one gets the next."""
    named = ", ".join(f"'{table}'" for table in tables)
    numbered = writing.rows(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'id'"  # noqa: S608 - ours
        f" AND table_schema = current_schema() AND table_name IN ({named})"
    )
    for (table,) in numbered:
        sequence = f"pg_get_serial_sequence('{table}', 'id')"
        writing.rows(f"SELECT setval({sequence}, (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)")  # noqa: S608


def _keys(writing: Bulk, named: str) -> list[tuple[str, str]]:
    found = writing.rows(
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"  # noqa: S608 - ours
        f" WHERE contype = 'f' AND conrelid IN ({named}) ORDER BY conname"
    )
    return [
        (f"ALTER TABLE {table} DROP CONSTRAINT {name}", f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")
        for table, name, rule in found
    ]


def _indexes(writing: Bulk, named: str) -> list[tuple[str, str]]:
    found = writing.rows(
        "SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index"  # noqa: S608 - ours
        f" WHERE indrelid IN ({named}) AND NOT EXISTS"
        " (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1"
    )
    return [(f"DROP INDEX {name}", definition) for name, definition in found]


@contextmanager
def _without(writing: Bulk, parts: Sequence[tuple[str, str]]) -> Iterator[None]:
    """Take indexes and keys away, each with the statement that makes it again."""
    for drop, _make in parts:
        writing.do(drop)
    yield
    for _drop, make in reversed(parts):
        writing.do(make)
