"""The database: its settings, its column types, and the one place that commits."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum as PythonEnum
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Engine, Enum, MetaData, String, event, inspect, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from portal.core import sqlite
from portal.core.errors import Refused
from portal.core.refusals import refusal_for

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Model(DeclarativeBase):
    """Base of all tables; constraint names are the same on both databases."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Model, session_options={"expire_on_commit": False})


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Whole(TypeDecorator[int]):
    """A whole number of any size (rupiah, counts); sums come back as whole numbers on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Any) -> int | None:
        return None if value is None else int(value)


class Quantity(TypeDecorator[Decimal]):
    """An exact quantity, kept as a whole number of thousandths: SQLite has no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Any) -> int | None:
        return None if value is None else int((Decimal(value) * 1000).to_integral_exact())

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        return None if value is None else (Decimal(int(value)) / 1000).normalize() + 0


class unindexed(FunctionElement[Any]):  # noqa: N801
    """The column itself, for conditions that nearly every row meets.

    SQLite knows no figures about a table and would read it all through that column's index, then sort it.
    """

    inherit_cache = True

    def __init__(self, of: Any) -> None:
        super().__init__(of)
        self.type = of.type


@compiles(unindexed)
def _as_it_is(element: unindexed, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(unindexed, "sqlite")
def _without_index(element: unindexed, compiler: Any, **options: Any) -> str:
    return "+" + _as_it_is(element, compiler, **options)


def choice(kind: type[PythonEnum], name: str) -> Enum:
    """A column type for a fixed choice: stored by value, checked by the database."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def built_once(build: Callable[P, S]) -> Callable[P, S]:
    """For functions that make a statement out of nothing but their arguments: each is made once, then kept.

    SQLAlchemy keeps the text of a statement, but putting one together anew takes 0.2 to 3 ms each time, and
    `published` among it; statements never change, so all threads may share them.
    """
    kept: Any = lru_cache(maxsize=256)(build)
    return cast(Callable[P, S], kept)


ShortText = String(200)
NEVER_AGAIN = {"sqlite_autoincrement": True}  # SQLite would give a deleted row's id to the next one


@contextmanager
def transaction() -> Iterator[Session]:
    """Do the work of one act: all of it or nothing. What was read before is read again under the lock.

    Raises Refused where a named constraint says no, since two people can pass a check at once.
    """
    session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside transaction()")
    session.rollback()
    token = _writing.set(True)
    try:
        session.connection()  # begun now, so that whoever watches writers sees the first statement too
        yield session
        session.commit()
    except IntegrityError as error:
        session.rollback()
        refusal = refusal_for(error, Model.metadata)
        if refusal is None:
            raise
        raise Refused(*refusal) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        _writing.reset(token)


def read_under_lock(model: type[T], key: int) -> T | None:
    """The thing of this number, where it was read since transaction() began and nobody else can write it now.

    That is so on SQLite, with its one writer; on PostgreSQL a row is locked by asking for it.
    """
    session = db.session()
    if not is_writing() or session.get_bind().dialect.name != "sqlite":
        return None
    thing = session.identity_map.get(identity_key(model, key))
    return None if thing is None or inspect(thing).expired else thing


def is_writing() -> bool:
    """Whether a transaction() is open."""
    return _writing.get()


def know_the_tables() -> None:
    """Let SQLite look at how its rows are spread: without that it takes wrong indexes, seconds a page.

    Call it inside transaction(), now and then. A sample is enough; PostgreSQL does it by itself.
    """
    if db.session.get_bind().dialect.name == "sqlite":
        for statement in LOOK_AT_TABLES:
            db.session.execute(text(statement))


LOOK_AT_TABLES = ("PRAGMA analysis_limit=1000", "ANALYZE")


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        sqlite.prepare(connection)


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    if connection.dialect.name != "sqlite":
        return
    if not _writing.get():
        connection.exec_driver_sql("BEGIN")
        return
    try:
        sqlite.begin_writing(connection.connection.dbapi_connection)
    except sqlite3.OperationalError as error:
        raise OperationalError("BEGIN IMMEDIATE", None, error) from error
