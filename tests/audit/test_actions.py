"""The chain of the trail: whatever is done to it behind our back is named, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from portal.audit.actions import record
from portal.audit.checking import verify_chain
from portal.audit.models import AuditEntry, AuditHead
from portal.audit.rules import FIRST_HASH, entry_hash
from portal.core.clock import now
from portal.core.database import db, transaction
from tests.factories import a_user


@pytest.fixture
def trail(site: Flask) -> list[AuditEntry]:
    """Five entries, and a database that lets itself be changed: somebody has taken the triggers away."""
    person = a_user()
    for n in range(5):
        with transaction():
            record("account.edit", person, by=person, changes={"name": (f"Nama {n}", f"Nama {n + 1}")})
    triggers = ("audit_entries_no_update", "audit_entries_no_delete")
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("DROP TRIGGER audit_entries_no_change ON audit_entries"))
    else:
        for trigger in triggers:
            db.session.execute(text(f"DROP TRIGGER {trigger}"))
    db.session.commit()
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def tamper(statement: str, **values: object) -> None:
    db.session.execute(text(statement), values)
    db.session.commit()
    db.session.expire_all()


def test_a_whole_chain_is_counted(trail: list[AuditEntry]) -> None:
    checked = verify_chain()
    assert (checked.count, checked.head, checked.fault) == (5, trail[-1].hash, "")


def test_an_empty_chain_is_whole(site: Flask) -> None:
    assert verify_chain().count == 0
    assert verify_chain(FIRST_HASH).fault == ""


@pytest.mark.parametrize(
    "column", ["actor_name", "action", "object_id", "object_label", "reason", "request_id"]
)
def test_an_altered_entry_is_named(trail: list[AuditEntry], column: str) -> None:
    db.session.execute(update(AuditEntry).where(AuditEntry.id == trail[2].id).values({column: "lain"}))
    db.session.commit()
    db.session.expire_all()
    checked = verify_chain()
    assert checked.fault == f"entry {trail[2].id} was altered"
    assert checked.count == 2


def test_an_altered_entry_with_a_fitting_hash_breaks_the_next_link(trail: list[AuditEntry]) -> None:
    entry = trail[2]
    content = {
        "actor_id": entry.actor_id, "actor_name": "Orang lain", "action": entry.action,
        "object_kind": entry.object_kind, "object_id": entry.object_id, "object_label": entry.object_label,
        "changes": entry.changes, "reason": entry.reason, "request_id": entry.request_id,
    }  # fmt: skip
    forged = entry_hash(entry.previous_hash, entry.at, content)
    tamper(
        "UPDATE audit_entries SET actor_name = 'Orang lain', hash = :hash WHERE id = :id",
        hash=forged,
        id=entry.id,
    )
    assert verify_chain().fault


def test_a_deleted_entry_is_noticed_between_its_neighbours(trail: list[AuditEntry]) -> None:
    tamper("DELETE FROM audit_entries WHERE id = :id", id=trail[2].id)
    assert verify_chain().fault == f"an entry between {trail[1].id} and {trail[3].id} was deleted"


def test_a_missing_beginning_is_noticed(trail: list[AuditEntry]) -> None:
    tamper("DELETE FROM audit_entries WHERE id = :id", id=trail[0].id)
    assert verify_chain().fault == f"an entry before {trail[1].id} was deleted"


def test_a_cut_end_is_noticed(trail: list[AuditEntry]) -> None:
    tamper("DELETE FROM audit_entries WHERE id >= :id", id=trail[3].id)
    assert "the end was cut" in verify_chain().fault


def test_an_end_cut_together_with_its_head_is_noticed_by_a_head_kept_elsewhere(
    trail: list[AuditEntry],
) -> None:
    kept = trail[4].hash
    tamper("DELETE FROM audit_entries WHERE id >= :id", id=trail[3].id)
    tamper("UPDATE audit_heads SET last_id = :id, last_hash = :hash", id=trail[2].id, hash=trail[2].hash)
    assert verify_chain().fault == ""
    assert "stands nowhere in the chain" in verify_chain(kept).fault


def test_a_head_kept_earlier_still_stands_in_a_longer_chain(trail: list[AuditEntry]) -> None:
    assert verify_chain(trail[1].hash).fault == ""


def test_an_inserted_entry_is_named(trail: list[AuditEntry]) -> None:
    """One that was put in after the third with a hash that fits: the fourth does not follow it."""
    last, moment = trail[2], now()
    content = {
        "actor_id": None, "actor_name": "sistem", "action": "user.enable", "object_kind": "users",
        "object_id": "1", "object_label": "", "changes": {}, "reason": "", "request_id": "",
    }  # fmt: skip
    tamper("UPDATE audit_entries SET id = id + 100 WHERE id > :id", id=last.id)
    forged = AuditEntry(
        id=last.id + 1,
        at=moment,
        previous_hash=last.hash,
        hash=entry_hash(last.hash, moment, content),
        **content,
    )
    db.session.add(forged)
    db.session.commit()
    assert verify_chain().fault == f"entry {last.id + 1} was inserted"


def test_swapped_entries_are_named(trail: list[AuditEntry]) -> None:
    first, second = trail[2].id, trail[3].id
    tamper("UPDATE audit_entries SET id = -1 WHERE id = :id", id=first)
    tamper("UPDATE audit_entries SET id = :to WHERE id = :id", id=second, to=first)
    tamper("UPDATE audit_entries SET id = :to WHERE id = -1", to=second)
    assert verify_chain().fault == f"entry {first} was swapped with another"


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET reason = 'x'", "DELETE FROM audit_entries"])
def test_the_database_itself_refuses_to_change_an_entry(site: Flask, statement: str) -> None:
    with transaction():
        record("account.edit", a_user(), by=None)
    with pytest.raises(Exception, match="append-only"), db.session.begin_nested():
        db.session.execute(text(statement))


def test_what_is_undone_leaves_no_entry(site: Flask) -> None:
    person = a_user()
    with pytest.raises(ZeroDivisionError), transaction():
        record("account.edit", person, by=person)
        raise ZeroDivisionError
    assert verify_chain().count == 0
    assert db.session.get(AuditHead, 1).last_hash == FIRST_HASH
