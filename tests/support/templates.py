"""Databases filled once in a test run; whoever needs one gets a copy."""

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.support.databases import create_database, drop_database, fresh_database_url

Fill = Callable[[str], None]


@contextmanager
def copied_database_url(kind: str, folder: Path, template: Path, fill: Fill) -> Iterator[str]:
    """The address of a copy of the template of this kind, gone at the end.

    `template` is a path that all processes of the run share. The first that comes calls `fill` with the
    address of an empty database and keeps it; `fill` must leave no connection open.
    """
    with _alone(template):
        original = _sqlite(template, fill) if kind == "sqlite" else _postgresql(template, fill)
    with fresh_database_url(kind, folder, original) as url:
        yield url


def drop_templates(folder: Path) -> None:
    """Remove the templates that stand in a server: one given from outside outlives the test run."""
    for note in folder.glob("*.address"):
        drop_database(note.read_text("utf-8"))
        note.unlink()


@contextmanager
def _alone(template: Path) -> Iterator[None]:
    with template.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sqlite(template: Path, fill: Fill) -> str:
    """One file, with nothing left in a journal beside it."""
    made = template.with_suffix(".db")
    if not made.exists():
        draft = template.with_suffix(".draft")
        fill(f"sqlite:///{draft}")
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
        draft.rename(made)
    return f"sqlite:///{made}"


def _postgresql(template: Path, fill: Fill) -> str:
    note = template.with_suffix(".address")
    if not note.exists():
        url = create_database()
        fill(url)
        note.write_text(url, "utf-8")
    return note.read_text("utf-8")
