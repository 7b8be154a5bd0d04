"""Fresh, empty databases of both kinds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from tests.support.shared_postgres import shared_postgres


@contextmanager
def fresh_database_url(kind: str, folder: Path) -> Iterator[str]:
    """The address of a new empty database, gone at the end."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / (uuid4().hex + '.db')}"
        return
    with _new_database(os.environ.get("TEST_DATABASE_URL") or shared_postgres()) as url:
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
