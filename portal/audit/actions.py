"""Recording what was done."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import select

from portal.audit.models import AuditEntry, AuditHead
from portal.audit.rules import FIRST_HASH, entry_hash
from portal.core.clock import now
from portal.core.database import db
from portal.core.tracing import request_id

HASHED = (
    "actor_id",
    "actor_name",
    "action",
    "object_kind",
    "object_id",
    "object_label",
    "changes",
    "reason",
    "request_id",
)
Changes = dict[str, tuple[Any, Any]]


def record(
    action: str, thing: Any, *, by: Any, changes: Changes | None = None, reason: str = ""
) -> AuditEntry:
    """Append one entry to the trail, in the transaction of its cause.

    `action` is "noun.verb" and has its words in portal/audit/wording.py; `thing` has an id or code, and a
    reference, slug, name or e-mail to be called by. `changes` maps a field to (old, new). `by` is a user, or
    None for the system.
    """
    return record_all([Deed(now(), action, thing, by, changes, reason)])[0]


class Deed(NamedTuple):
    """One thing done: what `record` takes, and when."""

    at: datetime
    action: str
    thing: Any
    by: Any
    changes: Changes | None = None
    reason: str = ""


def record_all(deeds: Iterable[Deed]) -> list[AuditEntry]:
    """Append many entries in one go, in their order, each at its own instant: for what is told afterwards."""
    head = _locked_head()
    db.session.flush()
    entries: list[AuditEntry] = []
    for deed in deeds:
        last = entries[-1].hash if entries else head.last_hash
        entries.append(_entry(deed, last))
    db.session.add_all(entries)
    db.session.flush()
    if entries:
        head.last_id, head.last_hash = entries[-1].id, entries[-1].hash
    return entries


def _entry(deed: Deed, last_hash: str) -> AuditEntry:
    """The entry that follows the one with this hash."""
    names = _names(deed.thing, deed.by)
    entry = AuditEntry(
        at=deed.at, action=deed.action, reason=deed.reason, request_id=request_id.get(), **names
    )
    entry.changes = {field: [_plain(old), _plain(new)] for field, (old, new) in (deed.changes or {}).items()}
    entry.previous_hash = last_hash
    entry.hash = entry_hash(last_hash, entry.at, content_of(entry))
    return entry


def _names(thing: Any, by: Any) -> dict[str, Any]:
    """Actor and object by value: both may vanish one day."""
    return {
        "actor_id": getattr(by, "id", None),
        "actor_name": getattr(by, "name", "") or "sistem",
        "object_kind": type(thing).__tablename__,
        "object_id": str(getattr(thing, "id", None) or getattr(thing, "code", None) or thing.number),
        "object_label": _label(thing),
    }


def content_of(entry: AuditEntry) -> dict[str, Any]:
    """What the hash of an entry covers besides its instant and the hash before it."""
    return {name: getattr(entry, name) for name in HASHED}


def set_fields(thing: Any, answers: dict[str, Any]) -> Changes:
    """Set the named attributes and say which really changed: {field: (old, new)}."""
    changes = {
        name: (getattr(thing, name), value)
        for name, value in answers.items()
        if getattr(thing, name) != value
    }
    for name, (_old, new) in changes.items():
        setattr(thing, name, new)
    return changes


def _locked_head() -> AuditHead:
    head = db.session.scalar(select(AuditHead).filter_by(id=1).with_for_update())
    if head is None:
        head = AuditHead(id=1, last_id=0, last_hash=FIRST_HASH)
        db.session.add(head)
    return head


def _label(thing: Any) -> str:
    """A commitment is called by its reference, other things by title, name, e-mail or slug."""
    names = ("reference", "title", "name", "email", "slug")
    return str(next((getattr(thing, name) for name in names if getattr(thing, name, None)), ""))[:200]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    return value
