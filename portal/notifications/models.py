"""The outbox: mail is written here in the transaction of its cause and sent by the worker."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText


class OutboxMail(Model):
    """One mail, worded in the reader's language. `key` keeps the same notice from being written twice."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(ShortText)
    body: Mapped[str] = mapped_column(Text)
    attachment: Mapped[str] = mapped_column(Text, default="", server_default="")
    attachment_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    due_at: Mapped[datetime] = mapped_column(Instant, default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str] = mapped_column(ShortText, default="")

    __table_args__ = (Index("ix_outbox_waiting", "sent_at", "due_at"), NEVER_AGAIN)
