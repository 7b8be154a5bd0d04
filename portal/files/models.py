"""Files that were kept, and what they belong to. The bytes lie in the storage under `key`."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText, Whole
from portal.files.rules import FileKind


class StoredFile(Model):
    """One file as it was kept (a picture after it was painted anew); it never changes.

    `uploaded_by_id` is empty where nobody was asked who they are.
    """

    __tablename__ = "stored_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(ShortText)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(Whole)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Instant, default=now)

    __table_args__ = (UniqueConstraint("key"), NEVER_AGAIN)

    @property
    def kind(self) -> FileKind:
        return FileKind.of(self.media_type)


class FileLink(Model):
    """A file belongs to a row of the table `object_kind`, in a role that the room of that table knows."""

    __tablename__ = "file_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="CASCADE"), unique=True)
    object_kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int] = mapped_column()
    role: Mapped[str] = mapped_column(String(40))

    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (Index("ix_file_links_object", "object_kind", "object_id", "role"), NEVER_AGAIN)
