"""How far the trail has come: every act leaves an entry, so its end says whether anything has changed."""

from collections.abc import Callable
from threading import local
from typing import Any

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from portal.core.database import db

END = "SELECT last_id FROM audit_heads WHERE id = 1"


def trail_end(app: Flask) -> Callable[[], int | None]:
    """A function that reads the number of the last entry; None when the database is gone.

    Each thread asks over a connection of its own, outside of transactions: to take one from the pool, begin
    and end a transaction costs more than the answer, on PostgreSQL two more round trips.
    """
    engines: list[Engine] = []
    own = local()

    def read() -> int | None:
        if not engines:
            with app.app_context():
                engines.append(db.engine)
        try:
            if not hasattr(own, "connection"):
                own.connection = _connection(engines[0])
            return _end(own.connection)
        except (SQLAlchemyError, engines[0].dialect.loaded_dbapi.Error):
            vars(own).clear()  # the next request opens another one
            return None

    return read


def _connection(engine: Engine) -> Any:
    pooled = engine.raw_connection()
    pooled.detach()
    engine.dialect.set_isolation_level(pooled.dbapi_connection, "AUTOCOMMIT")  # type: ignore[arg-type]
    return pooled.dbapi_connection


def _end(connection: Any) -> int:
    cursor = connection.cursor()
    try:
        cursor.execute(END)
        found = cursor.fetchone()
    finally:
        cursor.close()
    return int(found[0]) if found else 0
