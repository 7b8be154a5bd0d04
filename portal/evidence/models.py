"""A photo or document of a report. Private until a verifier releases it."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.commitments.models import Commitment
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText
from portal.files.models import StoredFile


class Evidence(Model):
    """One file of one quarterly report."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    caption: Mapped[str] = mapped_column(ShortText, default="")
    taken_on: Mapped[date | None] = mapped_column()
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)

    commitment: Mapped[Commitment] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (NEVER_AGAIN,)

    @property
    def organisation_id(self) -> int:
        return self.commitment.organisation_id

    @property
    def strategy_number(self) -> int:
        return self.commitment.strategy_number

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        return cls.released_at.is_not(None)
