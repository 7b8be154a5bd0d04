"""Registers to measure with: built once and kept in a folder until code that shapes them changes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import make_url

from portal.config import ROOT
from portal.registers.sizes import Size

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
SHAPES = ("migrations/versions", "portal/registers", "portal/demo")
COUNTED_BY = ("portal/tallies",)
BUILT = "built"  # a file with the word of the code that counted its summaries
SECRET = "secret_key"  # noqa: S105 - the name of a file
REBUILD, ROLL = ("tallies", "rebuild"), ("tallies", "roll")  # rows written raw; another day
PRESENT = "SELECT 1 FROM pg_database WHERE datname = %(name)s"
Environment = dict[str, str]


@dataclass(frozen=True)
class Register:
    """A built register: its size, its database, and the folder that the site calls its own."""

    size: Size
    database: str
    url: str
    folder: Path

    @property
    def file(self) -> Path:
        """Of SQLite."""
        return Path(str(make_url(self.url).database))

    def environment(self, **more: str) -> Environment:
        """The environment of a program that works with it."""
        given = {"SIMPUL_ENV": "development", "VAR_DIR": str(self.folder), "DATABASE_URL": self.url}
        return {**os.environ, **given, **more}


class Keeper:
    """Builds what is missing. `server`: a PostgreSQL whose databases may be made and dropped."""

    def __init__(self, folder: Path, server: str = "") -> None:
        self.folder, self.server = folder, server

    def register(self, database: str, size: Size) -> Register:
        """The register of this size, from the folder or new."""
        name = f"{size.name}-{_word_of(SHAPES)}"
        folder = self.folder / database.lower() / name
        url = f"sqlite:///{folder / 'simpul.db'}" if database == SQLITE else self._address(name)
        kept = Register(size, database, url, folder)
        if not self._is_built(kept):
            self._build(kept)
        if (folder / BUILT).read_text() != _word_of(COUNTED_BY):
            flask(kept.environment(), *REBUILD)
            (folder / BUILT).write_text(_word_of(COUNTED_BY))
        flask(kept.environment(), *ROLL)
        return kept

    def _is_built(self, kept: Register) -> bool:
        """To the end, and its database still stands: a server of ours takes all with it."""
        name = make_url(kept.url).database
        stands = kept.database == SQLITE or _ask(self.server, PRESENT, {"name": name})
        return bool(stands) and (kept.folder / BUILT).exists()

    def _address(self, name: str) -> str:
        server = make_url(self.server)
        return server.set(database=f"simpul_bench_{name.replace('-', '_')}").render_as_string(
            hide_password=False
        )

    def _build(self, wanted: Register) -> None:
        for old in wanted.folder.parent.glob(f"{wanted.size.name}-*"):
            shutil.rmtree(old)
        wanted.folder.mkdir(parents=True)
        if wanted.database == POSTGRESQL:
            database_anew(self.server, str(make_url(wanted.url).database))
        size = wanted.size
        words = ("--commitments", size.commitments, "--villages", size.villages, "--seed", size.seed)
        flask(wanted.environment(), "bench-build", *map(str, words))
        (wanted.folder / BUILT).touch()


@contextmanager
def copy_of(register: Register, server: str) -> Iterator[Register]:
    """The same register to write into, gone at the end."""
    with TemporaryDirectory(dir=register.folder.parent) as name:
        folder = Path(name)
        shutil.copyfile(register.folder / SECRET, folder / SECRET)
        if register.database == SQLITE:
            shutil.copyfile(register.file, folder / "simpul.db")
            yield replace(register, url=f"sqlite:///{folder / 'simpul.db'}", folder=folder)
            return
        original, copied = str(make_url(register.url).database), "simpul_bench_copy"
        database_anew(server, copied, original)
        url = make_url(register.url).set(database=copied).render_as_string(hide_password=False)
        yield replace(register, url=url, folder=folder)
        database_anew(server, copied)


def database_anew(server: str, name: str, original: str = "template1") -> None:
    """Make a PostgreSQL database, empty or a copy of one that nobody is connected to."""
    _ask(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _ask(server, f'CREATE DATABASE "{name}" TEMPLATE "{original}"')


def _ask(
    server: str, statement: str, values: dict[str, str | None] | None = None
) -> list[tuple[object, ...]]:
    address = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        answer = connection.execute(statement.encode(), values)
        return answer.fetchall() if answer.description else []


def flask(environment: Environment, *words: str) -> str:
    """What a command of the site says in the end. Raises RuntimeError with its last words."""
    return run(environment, "flask", "--app", "wsgi", *words)


def run(environment: Environment, *words: str) -> str:
    """The last line that a module says. Raises RuntimeError with its last words when it fails."""
    command = [sys.executable, "-m", *words]
    done = subprocess.run(  # noqa: S603 - our own program and words
        command,
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr[-2000:]}")
    return (done.stdout.strip().split("\n") or [""])[-1]


def _word_of(folders: Iterable[str]) -> str:
    """One word that changes with the code in these folders."""
    whole = sha256()
    for folder in folders:
        for file in sorted((ROOT / folder).glob("*.py")):
            whole.update(file.read_bytes())
    return whole.hexdigest()[:10]
