"""Reads the trail: the history of one thing, and everything, newest first."""

from dataclasses import dataclass

from sqlalchemy import Boolean, Integer, Select, column, func, select, table

from portal.audit.models import AuditEntry
from portal.audit.reading import HistoryLine, in_words
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page

_users = table("users", column("id", Integer), column("is_example", Boolean))
MOST = 200  # entries of one thing that its page shows


@dataclass(frozen=True)
class TrailFilter:
    """Whom, what was done, to which thing; empty means all."""

    who: str = ""
    action: str = ""
    label: str = ""


def history_of(kind: str, key: int | str) -> list[HistoryLine]:
    """What was done to one thing, newest first: `kind` is its table, `key` its id or code."""
    entries = db.session.scalars(
        select(AuditEntry)
        .filter_by(object_kind=kind, object_id=str(key))
        .order_by(AuditEntry.id.desc())
        .limit(MOST)
    )
    return [in_words(entry) for entry in entries]


def recent(asked: TrailFilter, page: int) -> Page[HistoryLine]:
    """A page of the whole trail, newest first."""
    total = db.session.scalar(_filtered(select(func.count(AuditEntry.id)), asked)) or 0
    entries = db.session.scalars(
        _filtered(select(AuditEntry), asked)
        .order_by(AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    invented = _invented({entry.actor_id for entry in entries if entry.actor_id})
    return Page([in_words(entry, entry.actor_id in invented) for entry in entries], page, total)


def _invented(actors: set[int]) -> set[int]:
    """Which of these people are example data. Read by table name: this room knows no other."""
    statement = select(_users.c.id).where(_users.c.id.in_(actors), _users.c.is_example)
    return set(db.session.scalars(statement))


def _filtered(statement: Select, asked: TrailFilter) -> Select:
    if asked.who:
        statement = statement.where(AuditEntry.actor_name.icontains(asked.who, autoescape=True))
    if asked.action:
        statement = statement.where(AuditEntry.action == asked.action)
    if asked.label:
        statement = statement.where(AuditEntry.object_label.icontains(asked.label, autoescape=True))
    return statement
