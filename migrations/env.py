"""Alembic's environment: migrations run inside the app, on the database that DATABASE_URL names."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from portal.core.database import db


def keep(_object: object, name: str | None, kind: str, _reflected: bool, _compared_to: object) -> bool:
    """Leave alone what other programs keep in the same file (the work queue)."""
    return not (kind == "table" and name is not None and name not in db.metadata.tables)


def _rest_foreign_keys(connection: Connection) -> None:
    """SQLite changes a table by copying and dropping it: with foreign keys on, that would delete its children."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")


def run() -> None:
    """Run each migration in a transaction of its own; SQLite alters tables by copying them."""
    with db.engine.connect() as connection:
        _rest_foreign_keys(connection)
        arguments = current_app.extensions["migrate"].configure_args
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=keep,
            transaction_per_migration=True,
            **arguments,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        connection.invalidate()  # the next user of SQLite gets a connection that checks foreign keys


run()
