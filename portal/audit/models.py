"""The audit trail: appended in the same transaction as its cause, chained by hashes, never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText


class AuditEntry(Model):
    """Who did what to which thing, when and why. It names its actor and object by value: both may vanish."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int | None] = mapped_column()
    actor_name: Mapped[str] = mapped_column(ShortText)
    action: Mapped[str] = mapped_column(String(60))
    object_kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(40))
    object_label: Mapped[str] = mapped_column(ShortText)
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(4000), default="")
    request_id: Mapped[str] = mapped_column(String(20), default="")
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    __table_args__ = (Index("ix_audit_entries_object", "object_kind", "object_id", "id"), NEVER_AGAIN)


class AuditHead(Model):
    """The end of the chain: one row, locked while an entry is appended, so that entries stand in line."""

    __tablename__ = "audit_heads"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_id: Mapped[int] = mapped_column()
    last_hash: Mapped[str] = mapped_column(String(64))
