"""Turns an entry into plain words: who did what to which thing, and what stood there before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, Enum
from sqlalchemy.types import TypeEngine

from portal.audit.field_wording import FIELD_COLUMNS, FIELD_WORDS
from portal.audit.figures import with_words
from portal.audit.models import AuditEntry
from portal.audit.wording import WORDS
from portal.core.database import Instant, Model, Quantity, Whole
from portal.core.wording import Word, _
from portal.web import formats

LONGEST = 300  # letters of a long text that a history shows
SAID_ELSEWHERE = ("_html", "_by_id")


@dataclass(frozen=True)
class FieldChange:
    """One field, as it was and as it became."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryLine:
    """One entry in words: "who" · "what" · "label"."""

    id: int
    at: datetime
    who: str
    what: str
    label: str
    kind: str
    changes: tuple[FieldChange, ...]
    reason: str
    is_example: bool


def in_words(entry: AuditEntry, is_example: bool = False) -> HistoryLine:
    """The entry in the language of the page; `is_example` when its actor is an invented person."""
    about_oneself = entry.object_kind == "users" and entry.object_id == str(entry.actor_id)
    return HistoryLine(
        id=entry.id,
        at=entry.at,
        who=entry.actor_name if entry.actor_id is not None else _("Sistem"),
        what=str(WORDS.get(entry.action, entry.action)),
        label="" if about_oneself else entry.object_label,
        kind=entry.object_kind,
        changes=tuple(_changes(entry.object_kind, entry.changes)),
        reason=entry.reason,
        is_example=is_example,
    )


def _changes(kind: str, changes: Mapping[str, Any]) -> list[FieldChange]:
    """What changed, but for what is said already: HTML of a changed text, the number of who did it."""
    return [
        FieldChange(_field(kind, name), _value(kind, name, old), _value(kind, name, new))
        for name, (old, new) in changes.items()
        if not name.endswith(SAID_ELSEWHERE)
    ]


def _field(kind: str, name: str) -> str:
    return str(FIELD_WORDS.get(f"{kind}.{name}") or FIELD_WORDS.get(name) or name)


def _value(kind: str, name: str, value: Any) -> str:
    """A value as screens write it: the column it came from says how."""
    if value is None or value in ("", []):
        return _("kosong")
    if isinstance(value, list):
        items = [_value(kind, name, item) for item in value]
        return ("; " if any(", " in item for item in items) else ", ").join(items)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if name == "rupiah" and isinstance(value, int):
        return formats.rupiah(value)
    text = with_words(_by_column(_column(kind, name), value))
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def _column(kind: str, name: str) -> TypeEngine[Any] | None:
    table, _dot, column = FIELD_COLUMNS.get(f"{kind}.{name}", f"{kind}.{name}").partition(".")
    found = Model.metadata.tables.get(table)
    return found.c[column].type if found is not None and column in found.c else None


def _by_column(column: TypeEngine[Any] | None, value: Any) -> str:
    if isinstance(column, Enum) and column.enum_class and issubclass(column.enum_class, Word):
        known = {member.value: member for member in column.enum_class}
        return str(known[value].label) if value in known else str(value)
    if isinstance(column, Instant):
        return formats.moment(datetime.fromisoformat(value))
    if isinstance(column, Date):
        return formats.day(date.fromisoformat(value))
    if isinstance(column, Quantity):
        return formats.number(Decimal(value))
    if isinstance(column, Whole) and isinstance(value, int):
        return formats.number(value)
    if isinstance(column, Boolean):
        return _("ya") if value else _("tidak")
    return str(value)
