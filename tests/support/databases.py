"""Fresh databases of both kinds: empty, or copies of another one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL, make_url

from tests.support.shared_postgres import shared_postgres


@contextmanager
def fresh_database_url(kind: str, folder: Path, original: str = "") -> Iterator[str]:
    """The address of a new database, gone at the end; with the address of an original, a copy of that one."""
    if kind == "sqlite":
        file = folder / (uuid4().hex + ".db")
        if original:
            shutil.copyfile(_file_of(original), file)
        yield f"sqlite:///{file}"
        return
    url = create_database(original)
    try:
        yield url
    finally:
        drop_database(url)


def create_database(original: str = "") -> str:
    """A new database on the tests' PostgreSQL; nobody may be connected to the original."""
    server = make_url(os.environ.get("TEST_DATABASE_URL") or shared_postgres())
    name = f"simpul_test_{uuid4().hex[:12]}"
    template = f' TEMPLATE "{make_url(original).database}"' if original else ""
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{template}')
    return server.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)


def drop_database(url: str) -> None:
    """Remove one, whoever is still connected to it."""
    server = make_url(os.environ.get("TEST_DATABASE_URL") or shared_postgres())
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')


def _plain(address: URL) -> str:
    return address.set(drivername="postgresql").render_as_string(hide_password=False)


def _file_of(address: str) -> str:
    return str(make_url(address).database)
