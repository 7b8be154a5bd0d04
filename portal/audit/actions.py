"""Recording what was done."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, bindparam, insert, select, update

from portal.audit.models import AuditEntry, AuditHead
from portal.audit.rules import FIRST_HASH, entry_hash
from portal.core.clock import now
from portal.core.database import built_once, db
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
ENTRIES, HEAD = cast(Table, AuditEntry.__table__), cast(Table, AuditHead.__table__)
Changes = dict[str, tuple[Any, Any]]


def record(action: str, thing: Any, *, by: Any, changes: Changes | None = None, reason: str = "") -> None:
    """Append one entry to the trail, in the transaction of its cause.

    `action` is "noun.verb" and has its words in portal/audit/wording.py; `thing` has an id or code, and a
    reference, slug, name or e-mail to be called by. `changes` maps a field to (old, new). `by` is a user, or
    None for the system.
    """
    record_all([Deed(now(), action, thing, by, changes, reason)])


class Deed(NamedTuple):
    """One thing done: what `record` takes, and when."""

    at: datetime
    action: str
    thing: Any
    by: Any
    changes: Changes | None = None
    reason: str = ""


def record_all(deeds: Iterable[Deed]) -> None:
    """Append many entries in one go, in their order, each at its own instant: for what is told afterwards.

    They are written past the mapper: every act pays for it while it holds the lock of the writer.
    """
    db.session.flush()
    last, rows = _locked_end(), list[dict[str, Any]]()
    for deed in deeds:
        rows.append(_row(deed, rows[-1]["hash"] if rows else last))
    if rows:
        ids = db.session.scalars(_appended(), rows).all()
        db.session.execute(_moved(), {"new_id": ids[-1], "new_hash": rows[-1]["hash"]})


def _row(deed: Deed, last_hash: str) -> dict[str, Any]:
    """The entry that follows the one with this hash."""
    changes = {field: [_plain(old), _plain(new)] for field, (old, new) in (deed.changes or {}).items()}
    said = {"action": deed.action, "reason": deed.reason, "request_id": request_id.get(), "changes": changes}
    content = said | _names(deed.thing, deed.by)
    digest = entry_hash(last_hash, deed.at, content)
    return {**content, "at": deed.at, "previous_hash": last_hash, "hash": digest}


@built_once
def _appended() -> Any:
    return insert(ENTRIES).returning(ENTRIES.c.id, sort_by_parameter_order=True)


@built_once
def _moved() -> Any:
    return update(HEAD).values(last_id=bindparam("new_id"), last_hash=bindparam("new_hash"))


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


def _locked_end() -> str:
    """The hash of the last entry; nobody else appends until this transaction is over."""
    last = db.session.scalar(_end())
    if last is None:
        db.session.execute(insert(HEAD), {"id": 1, "last_id": 0, "last_hash": FIRST_HASH})
    return last or FIRST_HASH


@built_once
def _end() -> Any:
    return select(HEAD.c.last_hash).where(HEAD.c.id == 1).with_for_update()


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
