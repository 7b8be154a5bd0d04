"""Pledges: what a lead organisation promises under one strategy, line by line where; sums come from lines."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Computed,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    column,
    extract,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import User
from portal.commitments.rules import (
    PUBLIC,
    Birth,
    CommitmentStatus,
    FundingSource,
    PartnerRole,
    SupportForm,
    birth_of,
)
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, Quantity, ShortText, Whole, choice, unindexed
from portal.core.wording import _l
from portal.needs.models import Need
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.strategies.models import Strategy

TWICE = (_l("Tempat ini sudah ada dalam komitmen"), "place")
NO_VALUE = -1  # stands last where the largest value stands first
NEWEST = (  # what nobody may see stands apart, after all others
    "CASE WHEN status IN ('verified', 'completed', 'cancelled') "
    "THEN coalesce(verified_at, '0001-01-02 00:00:00+00') ELSE '0001-01-01 00:00:00+00' END"
)
DEADLINE = (
    "CASE WHEN status IN ('completed', 'cancelled', 'rejected') THEN '9999-12-31' "
    "ELSE coalesce(ends_on, '9999-12-30') END"
)
QUIET = "CASE WHEN status = 'verified' THEN coalesce(heard_on, '9999-12-30') ELSE '9999-12-31' END"


def _where_known(name: str, day: str, *columns: str) -> Index:
    """Only rows that have the day stand in it; what leads to it comes first."""
    there = text(f"{day} IS NOT NULL")
    return Index(name, *columns, day, sqlite_where=there, postgresql_where=there)


def _walked_by(*columns: str) -> Index:
    """Serves a list in the order of the last column, each tie broken by the reference."""
    return Index(f"ix_commitments_{columns[0]}", *columns, "reference")


class Commitment(Model):
    """A pledge with its public reference. The authoriser's and the contact's names are never public.

    `report_due_on`: when the earliest quarterly report that is not handed in is due. `heard_on`: the day from
    which silence counts. Both are kept by standing.py and the room progress, None before verification.
    `order_…` is what lists are walked by (ADR 0027), never None: `order_value` is the sum of the lines in
    rupiah, kept by worth.py; the database makes the others and `start_year`.
    """

    __tablename__ = "commitments"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    strategy_number: Mapped[int] = mapped_column(ForeignKey("strategies.number"))
    title: Mapped[str] = mapped_column(ShortText)
    description: Mapped[str] = mapped_column(Text, default="")
    description_html: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(String(40), default="")
    support_form: Mapped[SupportForm | None] = mapped_column(choice(SupportForm, "support_form"))
    value_source: Mapped[str] = mapped_column(ShortText, default="")
    funding_source: Mapped[FundingSource | None] = mapped_column(choice(FundingSource, "funding_source"))
    starts_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None] = mapped_column()
    authoriser_name: Mapped[str] = mapped_column(ShortText, default="")
    authoriser_position: Mapped[str] = mapped_column(ShortText, default="")
    contact_name: Mapped[str] = mapped_column(ShortText, default="")
    contact_phone: Mapped[str] = mapped_column(String(30), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    origin: Mapped[str] = mapped_column(String(40), default="")
    status: Mapped[CommitmentStatus] = mapped_column(
        choice(CommitmentStatus, "commitment_status"), default=CommitmentStatus.DRAFT
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    report_due_on: Mapped[date | None] = mapped_column()
    heard_on: Mapped[date | None] = mapped_column()
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)
    version: Mapped[int] = mapped_column()
    order_newest: Mapped[datetime] = mapped_column(Instant, Computed(NEWEST), deferred=True)
    order_deadline: Mapped[date] = mapped_column(Computed(DEADLINE), deferred=True)
    order_value: Mapped[int] = mapped_column(
        Whole, default=NO_VALUE, server_default=str(NO_VALUE), deferred=True
    )
    order_quiet: Mapped[date] = mapped_column(Computed(QUIET), deferred=True)
    order_title: Mapped[str] = mapped_column(ShortText, Computed("lower(title)"), deferred=True)
    start_year: Mapped[int | None] = mapped_column(
        SmallInteger, Computed(extract("year", column("starts_on"))), deferred=True
    )

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    strategy: Mapped[Strategy] = relationship(lazy="joined", innerjoin=True)
    created_by: Mapped[User] = relationship()
    allocations: Mapped[list["Allocation"]] = relationship(
        back_populates="commitment",
        cascade="all, delete-orphan",
        order_by="Allocation.position, Allocation.id",
    )
    partners: Mapped[list["CommitmentPartner"]] = relationship(
        cascade="all, delete-orphan", order_by="CommitmentPartner.id"
    )

    __table_args__ = (
        CheckConstraint(
            "ends_on >= starts_on",
            name="period",
            info={"refusal": (_l("Tanggal selesai tidak boleh sebelum tanggal mulai"), "ends_on")},
        ),
        Index("ix_commitments_status_submitted_at", "status", "submitted_at"),
        _where_known("ix_commitments_closed_at", "closed_at", "status"),
        _where_known("ix_commitments_owing", "report_due_on", "organisation_id"),
        *(_walked_by(f"order_{name}") for name in ("newest", "deadline", "value", "quiet", "title")),
        _walked_by("updated_at"),
        _walked_by("report_due_on"),
        _walked_by("organisation_id", "order_newest"),
        _walked_by("start_year", "order_newest"),
        _walked_by("strategy_number", "order_newest"),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version, "eager_defaults": False}

    @property
    def birth(self) -> Birth | None:
        """The action item it was born from, if any."""
        return birth_of(self.origin)

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        return unindexed(cls.status).in_(sorted(PUBLIC))


class Allocation(Model):
    """One line of a commitment: a place with its rupiah, quantity, households and people.

    The place is a pocket (`region_code` is its village), a desa or kelurahan, a kecamatan, or the kabupaten.
    `need_id`: the need of that pocket which the line takes on, in the need's unit.
    `realised_…` and `reached_…` are the totals to date of the latest verified report: kept by the room
    progress in the transaction of each verification, None while nothing is verified.
    """

    __tablename__ = "allocations"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    pocket_id: Mapped[int | None] = mapped_column(ForeignKey("pockets.id"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"), index=True)
    rupiah: Mapped[int | None] = mapped_column(Whole)
    quantity: Mapped[Decimal | None] = mapped_column(Quantity)
    households: Mapped[int | None] = mapped_column()
    people: Mapped[int | None] = mapped_column()
    realised_rupiah: Mapped[int | None] = mapped_column(Whole)
    realised_quantity: Mapped[Decimal | None] = mapped_column(Quantity)
    reached_households: Mapped[int | None] = mapped_column()
    reached_people: Mapped[int | None] = mapped_column()
    physical_percent: Mapped[int | None] = mapped_column()

    commitment: Mapped[Commitment] = relationship(back_populates="allocations")
    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)
    pocket: Mapped[Pocket | None] = relationship(lazy="joined")
    need: Mapped[Need | None] = relationship()

    __table_args__ = (
        Index(
            "uq_allocations_region",
            "commitment_id",
            "region_code",
            unique=True,
            info={"refusal": TWICE},
            sqlite_where=text("pocket_id IS NULL"),
            postgresql_where=text("pocket_id IS NULL"),
        ),
        Index(
            "uq_allocations_pocket",
            "commitment_id",
            "pocket_id",
            unique=True,
            info={"refusal": TWICE},
            sqlite_where=text("pocket_id IS NOT NULL"),
            postgresql_where=text("pocket_id IS NOT NULL"),
        ),
        CheckConstraint(
            "rupiah >= 0 AND quantity >= 0 AND households >= 0 AND people >= 0", name="not_negative"
        ),
    )


class CommitmentPartner(Model):
    """Another organisation in a commitment."""

    __tablename__ = "commitment_partners"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[PartnerRole] = mapped_column(choice(PartnerRole, "partner_role"))

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        UniqueConstraint(
            "commitment_id",
            "organisation_id",
            info={"refusal": (_l("Lembaga ini sudah menjadi mitra pendukung"), "organisation")},
        ),
    )
