"""The one gate between the register and the public: `published(select(...))`."""

from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, Table
from sqlalchemy.sql.visitors import iterate

from portal.core.database import Model

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


class Publishable(Protocol):
    """A model that says when one of its rows may be seen by everybody."""

    __table__: Table

    @classmethod
    def published_when(cls) -> ColumnElement[bool]: ...


def published(statement: S) -> S:
    """Narrow a select to what everybody may see: the condition of every publishable table that it reads.

    Aliased tables are refused: their condition could not be told apart.
    """
    tables = [
        part for source in statement.get_final_froms() for part in iterate(source) if isinstance(part, Table)
    ]
    seen: set[str] = set()
    for table in tables:
        model = _publishable(table)
        if model is not None and table.name not in seen:
            seen.add(table.name)
            statement = statement.where(model.published_when())
    return statement


def _publishable(table: Table) -> type[Publishable] | None:
    for mapper in Model.registry.mappers:
        if mapper.local_table is table and hasattr(mapper.class_, "published_when"):
            return mapper.class_
    return None
