"""Requests to change or call off a promise that is public, with what is proposed place by place."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import User
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.commitments.models import Commitment
from portal.commitments.version_models import PledgeVersion
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, Quantity, ShortText, Whole, choice
from portal.core.wording import _l
from portal.places.models import Pocket, Region

ALREADY_WAITING = (_l("Sudah ada permintaan perubahan yang menunggu keputusan Kantor Sekda."), None)


class Amendment(Model):
    """One request about one commitment. `base_number` is the version of the promise that it began from.

    `on_behalf`: somebody of the office asked for it, say because the partner vanished. `title`, `starts_on`
    and `ends_on` are what is proposed; a cancellation proposes nothing. `decision_reason` is for the partner;
    `reason` is public once it is approved.
    """

    __tablename__ = "amendments"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    kind: Mapped[AmendmentKind] = mapped_column(choice(AmendmentKind, "amendment_kind"))
    status: Mapped[AmendmentStatus] = mapped_column(
        choice(AmendmentStatus, "amendment_status"), default=AmendmentStatus.REQUESTED
    )
    base_number: Mapped[int] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(ShortText, default="")
    starts_on: Mapped[date | None] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    on_behalf: Mapped[bool] = mapped_column(default=False)
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    requested_at: Mapped[datetime] = mapped_column(Instant, default=now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    pledge_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("pledge_versions.id", ondelete="SET NULL")
    )
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()

    commitment: Mapped[Commitment] = relationship(lazy="joined", innerjoin=True)
    requested_by: Mapped[User] = relationship(foreign_keys=[requested_by_id])
    pledge_version: Mapped[PledgeVersion | None] = relationship()
    lines: Mapped[list["AmendmentLine"]] = relationship(
        cascade="all, delete-orphan", order_by="AmendmentLine.position, AmendmentLine.id"
    )

    __table_args__ = (
        UniqueConstraint("commitment_id", "number"),
        Index(
            "uq_amendments_open",
            "commitment_id",
            unique=True,
            info={"refusal": ALREADY_WAITING},
            sqlite_where=text("status = 'requested'"),
            postgresql_where=text("status = 'requested'"),
        ),
        CheckConstraint("ends_on >= starts_on", name="period"),
        Index("ix_amendments_status_requested_at", "status", "requested_at"),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def organisation_id(self) -> int:
        return self.commitment.organisation_id

    @property
    def strategy_number(self) -> int:
        return self.commitment.strategy_number

    @property
    def created_by_id(self) -> int:
        return self.requested_by_id

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        """Only what was approved is public; its commitment is, since only verified ones are changed."""
        return cls.status == AmendmentStatus.APPROVED


class AmendmentLine(Model):
    """One place as the proposal has it: with its numbers, or taken out.

    `allocation_id` is empty for a place that is new, and for one that an approval took out.
    """

    __tablename__ = "amendment_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"), index=True)
    allocation_id: Mapped[int | None] = mapped_column(
        ForeignKey("allocations.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    pocket_id: Mapped[int | None] = mapped_column(ForeignKey("pockets.id"))
    rupiah: Mapped[int | None] = mapped_column(Whole)
    quantity: Mapped[Decimal | None] = mapped_column(Quantity)
    households: Mapped[int | None] = mapped_column()
    people: Mapped[int | None] = mapped_column()
    removed: Mapped[bool] = mapped_column(default=False)

    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)
    pocket: Mapped[Pocket | None] = relationship(lazy="joined")

    __table_args__ = (
        CheckConstraint(
            "rupiah >= 0 AND quantity >= 0 AND households >= 0 AND people >= 0", name="not_negative"
        ),
        NEVER_AGAIN,
    )
