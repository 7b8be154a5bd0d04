"""What a pocket lacks under a strategy: quantity and unit always, rupiah only with its source."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, Quantity, ShortText, Whole, choice
from portal.core.wording import _l
from portal.needs.rules import PUBLIC, NeedBasis, NeedPriority, NeedStatus
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.strategies.models import Strategy


class Need(Model):
    """One need with its public reference KBT-2026-0001. `organisation` proposed it; None: the office did.

    `pledged` and `delivered`: what commitments promise and delivered for it, in its unit, as
    `rules.counted_pledge` says; kept by the room commitments in the transaction that changes a line.
    """

    __tablename__ = "needs"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    pocket_id: Mapped[int] = mapped_column(ForeignKey("pockets.id"), index=True)
    strategy_number: Mapped[int] = mapped_column(ForeignKey("strategies.number"), index=True)
    title: Mapped[str] = mapped_column(ShortText)
    details: Mapped[str] = mapped_column(Text, default="")
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    unit: Mapped[str] = mapped_column(String(40))
    pledged: Mapped[Decimal] = mapped_column(Quantity, default=Decimal(0), server_default="0")
    delivered: Mapped[Decimal] = mapped_column(Quantity, default=Decimal(0), server_default="0")
    rupiah: Mapped[int | None] = mapped_column(Whole)
    rupiah_source: Mapped[str] = mapped_column(ShortText, default="")
    year: Mapped[int] = mapped_column(index=True)
    priority: Mapped[NeedPriority] = mapped_column(
        choice(NeedPriority, "need_priority"), default=NeedPriority.NORMAL
    )
    basis: Mapped[NeedBasis] = mapped_column(choice(NeedBasis, "need_basis"))
    basis_note: Mapped[str] = mapped_column(ShortText, default="")
    status: Mapped[NeedStatus] = mapped_column(choice(NeedStatus, "need_status"), default=NeedStatus.PROPOSED)
    reason: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    pocket: Mapped[Pocket] = relationship(lazy="joined", innerjoin=True)
    strategy: Mapped[Strategy] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation | None] = relationship()

    __table_args__ = (
        CheckConstraint(
            "quantity > 0",
            name="something",
            info={"refusal": (_l("Jumlahnya harus lebih dari nol"), "quantity")},
        ),
        CheckConstraint("rupiah >= 0", name="not_negative"),
        Index("ix_needs_status_year", "status", "year"),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        return cls.status.in_(sorted(PUBLIC))
