"""A photo or document of a report. Private until a verifier releases it."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import User
from portal.commitments.models import Allocation, Commitment
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText
from portal.evidence.rules import EvidenceState
from portal.files.models import StoredFile


class Evidence(Model):
    """One file of one quarterly report, perhaps of one place of the commitment.

    `withheld_reason` says why a released one was withdrawn; it is for the office and the partner.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id", ondelete="CASCADE"), index=True)
    allocation_id: Mapped[int | None] = mapped_column(
        ForeignKey("allocations.id", ondelete="SET NULL"), index=True
    )
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    thumbnail_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    caption: Mapped[str] = mapped_column(ShortText, default="")
    taken_on: Mapped[date | None] = mapped_column()
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    withheld_reason: Mapped[str] = mapped_column(Text, default="")
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    version: Mapped[int] = mapped_column()

    commitment: Mapped[Commitment] = relationship(lazy="joined", innerjoin=True)
    allocation: Mapped[Allocation | None] = relationship()
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id], lazy="joined", innerjoin=True)
    thumbnail: Mapped[StoredFile | None] = relationship(foreign_keys=[thumbnail_id])
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])

    __table_args__ = (NEVER_AGAIN,)
    __mapper_args__ = {"version_id_col": version}

    @property
    def title(self) -> str:
        """What the trail calls it."""
        return f"{self.commitment.reference}: {self.caption or self.file.name}"

    @property
    def name(self) -> str:
        """What a page calls it."""
        return self.caption or self.file.name

    @property
    def organisation_id(self) -> int:
        return self.commitment.organisation_id

    @property
    def strategy_number(self) -> int:
        return self.commitment.strategy_number

    @property
    def is_picture(self) -> bool:
        return self.thumbnail_id is not None

    @property
    def is_released(self) -> bool:
        return self.released_at is not None

    @property
    def state(self) -> EvidenceState:
        if self.released_at is not None:
            return EvidenceState.RELEASED
        return EvidenceState.WITHHELD if self.withheld_reason else EvidenceState.PRIVATE

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        return cls.released_at.is_not(None)
