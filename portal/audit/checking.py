"""Checks the chain of the trail from its first entry to its last, and names the first that does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from portal.audit.actions import content_of
from portal.audit.models import AuditEntry, AuditHead
from portal.audit.rules import FIRST_HASH, entry_hash
from portal.core.database import db


@dataclass(frozen=True)
class Checked:
    """How many entries stand in the chain, the hash of the last, and the first fault (none: all is well)."""

    count: int
    head: str
    fault: str = ""


def verify_chain(kept_head: str = "") -> Checked:
    """Walk the chain.

    `kept_head` is a head that was noted elsewhere earlier. It must still stand in the chain: whoever can
    rewrite the whole table can rewrite the head beside it too.
    """
    count, last, seen_kept = 0, FIRST_HASH, kept_head in {"", FIRST_HASH}
    before: AuditEntry | None = None
    for entry in _entries():
        fault = _fault_of(entry, before, last)
        if fault:
            return Checked(count, last, fault)
        before, count, last = entry, count + 1, entry.hash
        seen_kept = seen_kept or last == kept_head
    return Checked(count, last, _fault_of_end(before, last) or ("" if seen_kept else _missing(kept_head)))


def _entries() -> Iterator[AuditEntry]:
    statement = select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)
    yield from db.session.scalars(statement)


def _fault_of(entry: AuditEntry, before: AuditEntry | None, last: str) -> str:
    """The hash of an entry covers its content and the hash before it; each breaks in another way."""
    if entry.hash != entry_hash(entry.previous_hash, entry.at, content_of(entry)):
        return f"entry {entry.id} was altered"
    if entry.previous_hash == last:
        return ""
    if before is not None and entry.previous_hash == before.previous_hash:
        return f"entry {before.id} was inserted"
    if _find(entry.previous_hash) is not None:
        return f"entry {entry.id} was swapped with another"
    where = f"between {before.id} and {entry.id}" if before is not None else f"before {entry.id}"
    return f"an entry {where} was deleted"


def _fault_of_end(before: AuditEntry | None, last: str) -> str:
    head = db.session.get(AuditHead, 1)
    if head is not None and head.last_hash == last:
        return ""
    if head is None and before is None:
        return ""
    wanted = head.last_id if head is not None else "?"
    return (
        f"the end was cut: the last entry should be {wanted}, but it is {before.id if before else 'missing'}"
    )


def _missing(kept_head: str) -> str:
    return f"the head kept elsewhere, {kept_head[:64]}, stands nowhere in the chain: it was cut or rewritten"


def _find(hash_: str) -> AuditEntry | None:
    return db.session.scalar(select(AuditEntry).filter_by(hash=hash_))
