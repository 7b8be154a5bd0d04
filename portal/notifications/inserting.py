"""Inserts that leave alone what is there already, on both databases."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from portal.core.database import Model, db


def insert_once(
    model: type[Model], rows: Sequence[dict[str, Any]], unique: Sequence[str], returning: Sequence[Any] = ()
) -> list[Any]:
    """Insert rows, passing over those whose `unique` columns exist; gives `returning` of the new ones.

    Whoever writes the same row at the same moment is waited for; nobody gets an error.
    """
    if not rows:
        return []
    statement = _insert(model).on_conflict_do_nothing(index_elements=list(unique))
    if not returning:
        db.session.execute(statement, list(rows))
        return []
    return list(db.session.execute(statement.returning(*returning), list(rows)))


def insert_or_change(
    model: type[Model], rows: Sequence[dict[str, Any]], unique: Sequence[str], changed: str
) -> None:
    """Insert rows; where one exists, its column `changed` takes the new value."""
    if rows:
        statement = _insert(model)
        wanted = statement.excluded[changed]
        db.session.execute(
            statement.on_conflict_do_update(index_elements=list(unique), set_={changed: wanted}), list(rows)
        )


def _insert(model: type[Model]) -> Any:
    """Past the mapper, which would look at each row."""
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    return dialect.insert(cast(Table, model.__table__))
