"""How SQLite is opened, and how its one writer at a time is waited for."""

import random
import sqlite3
import time

PATIENCE = 10_000  # milliseconds for the turn of a writer, then "database is locked"
GLANCE = 0.002  # seconds between two looks, some more and some less
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE}")


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a connection just opened."""
    connection.isolation_level = None  # core.database begins transactions itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def begin_writing(connection: sqlite3.Connection) -> None:
    """Take the lock of the writer at once: a transaction that turns into a writer later fails under load.

    SQLite itself looks again after ever longer pauses, up to 0.1 s: who came last goes first, and with eight
    writers one in a hundred waited for seconds. Raises sqlite3.OperationalError.
    """
    latest = time.monotonic() + PATIENCE / 1000
    connection.execute("PRAGMA busy_timeout=0").close()
    try:
        while not _has_begun(connection, last=time.monotonic() > latest):
            time.sleep(GLANCE * random.uniform(0.5, 1.5))  # noqa: S311 - so that not all look at once
    finally:
        connection.execute(f"PRAGMA busy_timeout={PATIENCE}").close()


def _has_begun(connection: sqlite3.Connection, *, last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE").close()
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
