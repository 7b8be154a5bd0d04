"""One PostgreSQL server for all processes of a test run.

Whoever asks first starts a keeper: this file run as a program. It holds the server until the test run's first
process is gone, however that ended, so that no server outlives its run.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.postgres import PATIENCE, answers, start_postgres

ROOT = Path(__file__).resolve().parents[2]


def shared_postgres() -> str:
    """The address of this run's server, for SQLAlchemy; the first caller waits a second for it."""
    owner = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    folder = Path(tempfile.gettempdir()) / f"simpul-tests-{os.geteuid()}-{owner}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / "address"
        if known.exists() and answers(known.read_text("utf-8").replace("+psycopg", "")):
            return known.read_text("utf-8")
        return _start_keeper(folder, owner)


def _start_keeper(folder: Path, owner: int) -> str:
    known, log = folder / "address", folder / "log"
    known.unlink(missing_ok=True)
    with log.open("wb") as output:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.shared_postgres", str(folder), str(owner)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    deadline = time.monotonic() + PATIENCE
    while keeper.poll() is None and time.monotonic() < deadline:
        if known.exists():
            return known.read_text("utf-8")
        time.sleep(0.02)
    raise RuntimeError(f"The tests' PostgreSQL does not start:\n{log.read_text('utf-8', 'replace')}")


def keep(folder: Path, owner: int) -> None:
    """Hold a server while the owner lives."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with start_postgres() as address:
            draft = folder / "draft"
            draft.write_text(address, "utf-8")
            draft.rename(folder / "address")
            while _lives(owner):
                time.sleep(0.1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
