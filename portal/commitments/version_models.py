"""What was promised when: one version at verification, one with each approved change, never changed after.

Version 1 is the first promise and stays for ever. The newest equals the commitment and its allocations.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.commitments.models import Commitment
from portal.core.database import NEVER_AGAIN, Instant, Model, Quantity, ShortText, Whole
from portal.places.models import Pocket, Region


class PledgeVersion(Model):
    """A commitment as it was promised from `made_at` until the next version."""

    __tablename__ = "pledge_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)
    title: Mapped[str] = mapped_column(ShortText)
    starts_on: Mapped[date | None] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()

    commitment: Mapped[Commitment] = relationship()
    lines: Mapped[list["PledgeLine"]] = relationship(
        cascade="all, delete-orphan", order_by="PledgeLine.position, PledgeLine.id"
    )

    __table_args__ = (UniqueConstraint("commitment_id", "number"), NEVER_AGAIN)


class PledgeLine(Model):
    """One allocation in one version: its numbers and its need as they were promised then.

    `allocation_id` is empty once an amendment took the place out of the commitment.
    """

    __tablename__ = "pledge_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id", ondelete="CASCADE"), index=True)
    allocation_id: Mapped[int | None] = mapped_column(
        ForeignKey("allocations.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    pocket_id: Mapped[int | None] = mapped_column(ForeignKey("pockets.id"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"), index=True)
    rupiah: Mapped[int | None] = mapped_column(Whole)
    quantity: Mapped[Decimal | None] = mapped_column(Quantity)
    households: Mapped[int | None] = mapped_column()
    people: Mapped[int | None] = mapped_column()

    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)
    pocket: Mapped[Pocket | None] = relationship(lazy="joined")

    __table_args__ = (NEVER_AGAIN,)
