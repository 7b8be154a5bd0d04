"""The one gate between the register and the public: `published(select(...))`."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import Alias, ColumnElement, Join, Select, Table
from sqlalchemy.orm import QueryableAttribute, lazyload

from portal.core.database import Model

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


class Publishable(Protocol):
    """A model that says when one of its rows may be seen by everybody."""

    __table__: Table

    @classmethod
    def published_when(cls) -> ColumnElement[bool]: ...


def published(statement: S) -> S:
    """Narrow a select to what everybody may see: the condition of every publishable table that it reads.

    A subquery must pass the gate itself. Raises ValueError for an aliased publishable table: its condition
    would fall on another one.
    """
    models = {model for source in sources_of(statement) for model in _publishable(source)}
    conditions = [model.published_when() for model in sorted(models, key=lambda model: model.__table__.name)]
    return statement.where(*conditions)


def sources_of(statement: Select[*tuple[Any, ...]]) -> list[Any]:
    """What a select reads: named in its columns and conditions, in select_from and in its joins.

    `get_final_froms` says the same, but compiles the statement for it, which made this gate the slowest part
    of putting a page together; it still answers for joins along relationships.
    """
    joins = [part for target, _on, left, _how in statement._setup_joins for part in (target, left)]
    if statement._memoized_select_entities or any(isinstance(each, QueryableAttribute) for each in joins):
        plain = statement.options(lazyload("*"))  # eager relations are read through rows that passed
        return list(plain.get_final_froms())
    parts = (*statement._raw_columns, *statement._where_criteria)
    named = [source for part in parts for source in part._from_objects]
    return [*named, *statement._from_obj, *(each for each in joins if each is not None)]


def _publishable(source: Any) -> Iterator[type[Publishable]]:
    if isinstance(source, Join):
        yield from _publishable(source.left)
        yield from _publishable(source.right)
    elif isinstance(source, Alias):
        if any(True for _ in _publishable(source.element)):
            raise ValueError(f"an aliased table passes no gate: {source.element}")
    elif isinstance(source, Table) and (model := _public_models().get(source.name)):
        yield model


@cache
def _public_models() -> dict[str, type[Publishable]]:
    """By the name of their table. All tables are known before the first page is asked for (portal.tables)."""
    models: list[Any] = [mapper.class_ for mapper in Model.registry.mappers]
    return {model.__table__.name: model for model in models if hasattr(model, "published_when")}
