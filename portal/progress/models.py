"""Quarterly reports of commitments, place by place."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import User
from portal.commitments.models import Allocation, Commitment
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, Quantity, Whole, choice, unindexed
from portal.core.values import Quarter
from portal.core.wording import _l
from portal.places.models import Pocket, Region
from portal.progress.rules import EDITABLE, Figures, ReportStatus

TWICE = (_l("Laporan untuk triwulan ini sudah ada"), None)


class ProgressReport(Model):
    """One report for one quarter of one commitment. Who wrote it never verifies it.

    `first_submitted_at` says whether it came in time, whatever was mended later; `returned_at` is the last
    return, from which the days to mend it count.
    """

    __tablename__ = "progress_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"))
    year: Mapped[int] = mapped_column()
    quarter_number: Mapped[int] = mapped_column()
    status: Mapped[ReportStatus] = mapped_column(
        choice(ReportStatus, "report_status"), default=ReportStatus.DRAFT
    )
    no_progress: Mapped[bool] = mapped_column(default=False)
    no_progress_reason: Mapped[str] = mapped_column(Text, default="")
    obstacles: Mapped[str] = mapped_column(Text, default="")
    follow_up: Mapped[str] = mapped_column(Text, default="")
    explanation: Mapped[str] = mapped_column(Text, default="")
    is_final: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    first_submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_at: Mapped[datetime | None] = mapped_column(Instant)
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    commitment: Mapped[Commitment] = relationship(lazy="joined", innerjoin=True)
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    lines: Mapped[list["ReportLine"]] = relationship(
        back_populates="report", cascade="all, delete-orphan", order_by="ReportLine.position, ReportLine.id"
    )

    __table_args__ = (
        UniqueConstraint("commitment_id", "year", "quarter_number", info={"refusal": TWICE}),
        CheckConstraint("quarter_number BETWEEN 1 AND 4", name="quarter"),
        Index("ix_progress_reports_status_submitted_at", "status", "submitted_at"),
        Index(  # only what was verified stands in it
            "ix_progress_reports_verified_at",
            "status",
            "verified_at",
            sqlite_where=text("verified_at IS NOT NULL"),
            postgresql_where=text("verified_at IS NOT NULL"),
        ),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter_number)

    @property
    def reference(self) -> str:
        """What the trail calls it: "KMT-2026-0001/2026-2"."""
        return f"{self.commitment.reference}/{self.quarter.slug}"

    @property
    def is_open(self) -> bool:
        """Whether its own people may change it."""
        return self.status in EDITABLE

    @property
    def is_verified(self) -> bool:
        return self.status is ReportStatus.VERIFIED

    @property
    def organisation_id(self) -> int:
        return self.commitment.organisation_id

    @property
    def strategy_number(self) -> int:
        return self.commitment.strategy_number

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        """Only verified figures are public; their commitment is, since it was verified before."""
        return unindexed(cls.status) == ReportStatus.VERIFIED


class ReportLine(Model):
    """What was realised at one place, in total until the end of the quarter.

    The place is kept beside the allocation, which an amendment may take away. `physical_percent`: 0 to 100.
    `disabled`: people with disabilities, among `people`.
    """

    __tablename__ = "report_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id", ondelete="CASCADE"))
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
    women: Mapped[int | None] = mapped_column()
    men: Mapped[int | None] = mapped_column()
    disabled: Mapped[int | None] = mapped_column()
    physical_percent: Mapped[int | None] = mapped_column()

    report: Mapped[ProgressReport] = relationship(back_populates="lines")
    allocation: Mapped[Allocation | None] = relationship()
    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)
    pocket: Mapped[Pocket | None] = relationship(lazy="joined")

    __table_args__ = (
        UniqueConstraint("report_id", "allocation_id"),
        CheckConstraint(
            "rupiah >= 0 AND quantity >= 0 AND households >= 0 AND people >= 0 AND women >= 0 AND men >= 0"
            " AND disabled >= 0",
            name="not_negative",
        ),
        CheckConstraint("physical_percent BETWEEN 0 AND 100", name="percent"),
        NEVER_AGAIN,
    )

    @property
    def figures(self) -> Figures:
        return Figures(
            self.rupiah, self.quantity, self.households, self.people, self.women, self.men, self.disabled
        )
