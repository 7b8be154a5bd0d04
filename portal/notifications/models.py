"""What people are told: notices in the site, the mail that carries them, and what each person wants."""

from datetime import date, datetime

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText
from portal.core.wording import Word
from portal.notifications.rules import Channel, NoticeKind

MAIL_WRITTEN = "mail_written"  # in a session's info: the worker is told when its transaction is over


def _word(kind: type[Word]) -> Enum:
    """Stored by value. The database does not check it: a new kind of notice needs no migration."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=30,
        values_callable=lambda members: [member.value for member in members],
    )


class OutboxMail(Model):
    """One mail, worded in the reader's language. `key` keeps the same mail from being written twice.

    It waits until `sent_at` or `given_up_at` is set.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(ShortText)
    body: Mapped[str] = mapped_column(Text)
    attachment: Mapped[str] = mapped_column(Text, default="", server_default="")
    attachment_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    unsubscribe: Mapped[str] = mapped_column(Text, default="", server_default="")  # an address, or nothing
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    due_at: Mapped[datetime] = mapped_column(Instant, default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    given_up_at: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str] = mapped_column(ShortText, default="")

    __table_args__ = (Index("ix_outbox_waiting", "sent_at", "given_up_at", "due_at"), NEVER_AGAIN)


class Notice(Model):
    """One thing a person is told, in their inbox. Of one `key` a person has one notice, whoever writes it."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[NoticeKind] = mapped_column(_word(NoticeKind))
    title: Mapped[str] = mapped_column(ShortText)
    body: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(ShortText)  # the page it leads to, without the prefix of a language
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    read_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notices_of_user", "user_id", "id"),
        Index(
            "ix_notices_unread",
            "user_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        NEVER_AGAIN,
    )


class NoticePreference(Model):
    """By which way a person wants to be told of a kind. No row: the kind's first way."""

    __tablename__ = "notice_preferences"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(_word(NoticeKind), primary_key=True)
    channel: Mapped[Channel] = mapped_column(_word(Channel))


class DailyRound(Model):
    """When a piece of daily work was last begun and last done."""

    __tablename__ = "daily_rounds"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    done_on: Mapped[date | None] = mapped_column()  # a day in WIB
