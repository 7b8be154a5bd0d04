"""Fresh, empty databases of both kinds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from tests.support.postgres import start_postgres


@contextmanager
def fresh_database_url(kind: str, folder: Path) -> Iterator[str]:
    """The address of a new empty database, gone at the end."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / (uuid4().hex + '.db')}"
        return
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        with _new_database(given) as url:
            yield url
        return
    with start_postgres(folder) as server, _new_database(server) as url:
        yield url


@contextmanager
def _new_database(server: str) -> Iterator[str]:
    name = f"simpul_test_{uuid4().hex[:12]}"
    address = make_url(server)
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield address.set(drivername="postgresql+psycopg", database=name).render_as_string(
            hide_password=False
        )
    finally:
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
