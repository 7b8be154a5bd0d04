"""How SQLite is opened, and how its one writer at a time is waited for."""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 10_000  # milliseconds for the turn of a writer, then "database is locked"
GLANCE = 0.0005  # seconds between two looks of who is first in line
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE}")


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a connection just opened."""
    connection.isolation_level = None  # core.database begins transactions itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def begin_writing(connection: sqlite3.Connection) -> None:
    """Take the lock of the writer at once: a transaction that turns into a writer later fails under load.

    SQLite itself looks again after ever longer pauses, up to 0.1 s, and who came last goes first. Here
    writers stand in line, and only the first looks. Raises sqlite3.OperationalError.
    """
    latest = time.monotonic() + PATIENCE / 1000
    with _first_in_line(connection):
        connection.execute("PRAGMA busy_timeout=0").close()
        try:
            while not _has_begun(connection, last=time.monotonic() > latest):
                time.sleep(GLANCE)
        finally:
            connection.execute(f"PRAGMA busy_timeout={PATIENCE}").close()


@contextmanager
def _first_in_line(connection: sqlite3.Connection) -> Iterator[None]:
    """The line is a lock of the kernel on an empty file beside the database, so a dead process leaves it.

    Nobody is kept from writing by the line alone: whoever is first has the patience of one, and where there
    can be no such file everybody looks.
    """
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    try:
        line = os.open(f"{path}-line", os.O_RDONLY | os.O_CREAT, 0o644) if path else None
    except OSError:
        line = None
    try:
        if line is not None:
            fcntl.flock(line, fcntl.LOCK_EX)
        yield
    finally:
        if line is not None:
            os.close(line)


def _has_begun(connection: sqlite3.Connection, *, last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE").close()
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
