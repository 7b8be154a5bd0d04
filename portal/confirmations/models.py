"""Codes printed for a pocket, and what people said of a delivery.

Which code said what is not kept: a strip of paper that is found, or a list of who got which, betrays nobody.
A confirmation knows the sheet (batch) only, a code only whether it was used.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.commitments.models import Commitment
from portal.confirmations.rules import ConfirmationStatus, Verdict
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, choice
from portal.core.values import Quarter
from portal.core.wording import _l
from portal.files.models import StoredFile
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region

ONCE_A_QUARTER = (
    _l("Rekan Anda baru saja mengirim konfirmasi untuk penyaluran ini. Muat ulang halaman ini."),
    None,
)
STANDING = "community_id IS NOT NULL AND status IN ('waiting', 'published')"


def _once_a_quarter(name: str, where: str, place: str) -> Index:
    """A community has one word that waits and one that stands per delivery, place and quarter."""
    columns = ("community_id", "commitment_id", place, "year", "quarter_number", "status")
    condition = text(f"{STANDING} AND {where}")
    return Index(
        f"uq_confirmations_{name}",
        *columns,
        unique=True,
        info={"refusal": ONCE_A_QUARTER},
        sqlite_where=condition,
        postgresql_where=condition,
    )


class CodeBatch(Model):
    """The codes of one printed sheet."""

    __tablename__ = "confirmation_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    pocket_id: Mapped[int] = mapped_column(ForeignKey("pockets.id", ondelete="CASCADE"), index=True)
    size: Mapped[int] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(Instant, default=now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()

    pocket: Mapped[Pocket] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (NEVER_AGAIN,)
    __mapper_args__ = {"version_id_col": version}

    @property
    def reference(self) -> str:
        return f"L-{self.id:04d}"


class ConfirmationCode(Model):
    """One code. When it was used is not kept: the moment would say which confirmation it was."""

    __tablename__ = "confirmation_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(
        ForeignKey("confirmation_batches.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_used: Mapped[bool] = mapped_column(default=False)

    batch: Mapped[CodeBatch] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (NEVER_AGAIN,)


class Confirmation(Model):
    """What somebody said: with a code (`batch_id`), or for a community organisation (`community_id`).

    The place is kept beside the allocation, which an amendment may take away. `organisation_id` is whoever
    leads the commitment.
    """

    __tablename__ = "confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"), index=True)
    allocation_id: Mapped[int | None] = mapped_column(
        ForeignKey("allocations.id", ondelete="SET NULL"), index=True
    )
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    pocket_id: Mapped[int | None] = mapped_column(ForeignKey("pockets.id", ondelete="CASCADE"), index=True)
    batch_id: Mapped[int | None] = mapped_column(
        ForeignKey("confirmation_batches.id", ondelete="CASCADE"), index=True
    )
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    year: Mapped[int] = mapped_column()
    quarter_number: Mapped[int] = mapped_column()
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict, "verdict"))
    text: Mapped[str] = mapped_column(Text, default="")
    shows_text: Mapped[bool] = mapped_column(default=False)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    thumbnail_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    shows_photo: Mapped[bool] = mapped_column(default=False)
    status: Mapped[ConfirmationStatus] = mapped_column(
        choice(ConfirmationStatus, "confirmation_status"), default=ConfirmationStatus.WAITING, index=True
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_status: Mapped[ConfirmationStatus | None] = mapped_column(
        choice(ConfirmationStatus, "answer_status"), index=True
    )
    answer_reason: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    version: Mapped[int] = mapped_column()

    commitment: Mapped[Commitment] = relationship(lazy="joined", innerjoin=True)
    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)
    pocket: Mapped[Pocket | None] = relationship(lazy="joined")
    batch: Mapped[CodeBatch | None] = relationship()
    community: Mapped[Organisation | None] = relationship(lazy="joined")
    photo: Mapped[StoredFile | None] = relationship(foreign_keys=[photo_id])
    thumbnail: Mapped[StoredFile | None] = relationship(foreign_keys=[thumbnail_id])

    __table_args__ = (
        CheckConstraint("(batch_id IS NULL) <> (community_id IS NULL)", name="one_voice"),
        _once_a_quarter("region", "pocket_id IS NULL", "region_code"),
        _once_a_quarter("pocket", "pocket_id IS NOT NULL", "pocket_id"),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def reference(self) -> str:
        return f"{self.commitment.reference}/{self.id}"

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter_number)

    @property
    def organisation_id(self) -> int:
        return self.commitment.organisation_id

    @property
    def strategy_number(self) -> int:
        return self.commitment.strategy_number

    @property
    def concerned_organisation_ids(self) -> frozenset[int]:
        """Who must neither read it early nor decide about it: the partners of the commitment, the speaker."""
        partners = {partner.organisation_id for partner in self.commitment.partners}
        return frozenset(
            {self.organisation_id, *partners} | ({self.community_id} if self.community_id else set())
        )

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        return cls.status == ConfirmationStatus.PUBLISHED
