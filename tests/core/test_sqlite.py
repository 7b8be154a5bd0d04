"""How writers of SQLite wait for their turn."""

import fcntl
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from portal.core import sqlite


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    sqlite.prepare(connection)
    return connection


def test_a_writer_waits_until_the_other_one_is_done(tmp_path: Path) -> None:
    first, second = opened(tmp_path / "a.db"), opened(tmp_path / "a.db")
    sqlite.begin_writing(first)
    threading.Timer(0.05, first.commit).start()
    sqlite.begin_writing(second)
    assert second.in_transaction and not first.in_transaction
    assert second.execute("PRAGMA busy_timeout").fetchone() == (sqlite.PATIENCE,)


def test_a_writer_that_waits_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = opened(tmp_path / "a.db"), opened(tmp_path / "a.db")
    monkeypatch.setattr(sqlite, "PATIENCE", 20)
    sqlite.begin_writing(first)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        sqlite.begin_writing(second)


def test_who_came_first_writes_first(tmp_path: Path) -> None:
    holding, order = opened(tmp_path / "a.db"), list[int]()
    sqlite.begin_writing(holding)
    line = os.open(tmp_path / "a.db-line", os.O_RDONLY)
    fcntl.flock(line, fcntl.LOCK_EX)

    def write(number: int) -> None:
        connection = opened(tmp_path / "a.db")
        sqlite.begin_writing(connection)
        order.append(number)
        connection.commit()

    later = threading.Thread(target=write, args=(2,))
    later.start()
    holding.commit()
    write_past_the_line = opened(tmp_path / "a.db")
    write_past_the_line.execute("BEGIN IMMEDIATE")
    order.append(1)
    write_past_the_line.commit()
    os.close(line)
    later.join()
    assert order == [1, 2]
