"""Files on their way, and files that arrived but that no form has taken yet."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.clock import now
from portal.core.database import Instant, Model, ShortText, Whole
from portal.files.models import StoredFile
from portal.uploads.rules import LIFE


class Upload(Model):
    """One file that a person sends piece by piece. Its id is a secret: whoever posts it takes the file.

    `size` and `sha256` are what the browser said at the beginning, `received` what has arrived in a row. Once
    the whole was checked, `file` (and `thumbnail` of a picture) is what was kept.
    """

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: secrets.token_urlsafe(24))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(ShortText)
    size: Mapped[int] = mapped_column(Whole)
    sha256: Mapped[str] = mapped_column(String(64))
    received: Mapped[int] = mapped_column(Whole, default=0)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    thumbnail_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    expires_at: Mapped[datetime] = mapped_column(Instant, default=lambda: now() + LIFE, index=True)

    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id], lazy="joined")
    thumbnail: Mapped[StoredFile | None] = relationship(foreign_keys=[thumbnail_id])

    __table_args__ = (CheckConstraint("received BETWEEN 0 AND size", name="received"),)
