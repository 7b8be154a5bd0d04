"""Partners and the people who work for them. Contacts are never public."""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    cast,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Mapped, backref, column_property, mapped_column, relationship

from portal.accounts.models import User, tell_anew
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText, choice, unindexed
from portal.core.wording import _l
from portal.organisations.rules import MemberRole, OrganisationKind, OrganisationStatus

KECAMATAN_CODE = 8  # letters of a kecamatan's Kemendagri code, 12.05.07


class Organisation(Model):
    """A partner: government office, company, NGO, community or other."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(ShortText)
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind, "organisation_kind"))
    status: Mapped[OrganisationStatus] = mapped_column(
        choice(OrganisationStatus, "organisation_status"), default=OrganisationStatus.APPLIED, index=True
    )
    about: Mapped[str] = mapped_column(Text, default="")
    about_html: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(ShortText, default="")
    contact_name: Mapped[str] = mapped_column(ShortText, default="")
    contact_position: Mapped[str] = mapped_column(ShortText, default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(30), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    applied_at: Mapped[datetime] = mapped_column(Instant, default=now)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="Membership.id"
    )
    focus: Mapped[list["FocusStrategy"]] = relationship(
        cascade="all, delete-orphan", order_by="FocusStrategy.strategy_number"
    )
    areas: Mapped[list["WorkArea"]] = relationship(
        cascade="all, delete-orphan", order_by="WorkArea.region_code"
    )

    __table_args__ = (
        UniqueConstraint("slug", info={"refusal": (_l("Lembaga dengan nama ini sudah terdaftar"), "name")}),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def is_community(self) -> bool:
        """Whether its people may say for residents what has come."""
        return self.kind is OrganisationKind.COMMUNITY and self.status is OrganisationStatus.VERIFIED

    @property
    def focus_numbers(self) -> list[int]:
        """The strategies it says it works on, by number."""
        return [focus.strategy_number for focus in self.focus]

    @property
    def area_codes(self) -> list[str]:
        """The kecamatan where it says it works, by code."""
        return [area.region_code for area in self.areas if len(area.region_code) == KECAMATAN_CODE]

    @property
    def works_everywhere(self) -> bool:
        """Whether it says it works in the whole kabupaten."""
        return any(len(area.region_code) < KECAMATAN_CODE for area in self.areas)

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        """Partners are public once verified, and stay so while suspended: their promises remain visible."""
        return unindexed(cls.status).in_([OrganisationStatus.VERIFIED, OrganisationStatus.SUSPENDED])


class Membership(Model):
    """A user in an organisation."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[MemberRole] = mapped_column(choice(MemberRole, "member_role"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)

    @property
    def is_pending(self) -> bool:
        """Whether the person was invited and has not chosen a password yet."""
        return self.user.password_hash is None

    user: Mapped[User] = relationship(
        backref=backref("memberships", cascade="all, delete-orphan", order_by="Membership.id")
    )
    organisation: Mapped[Organisation] = relationship(
        back_populates="memberships", lazy="joined", innerjoin=True
    )

    __table_args__ = (
        UniqueConstraint(
            "user_id", "organisation_id", info={"refusal": (_l("Orang ini sudah menjadi rekan"), "email")}
        ),
        NEVER_AGAIN,
    )


User.memberships_told = column_property(  # type: ignore[assignment]
    select(
        func.aggregate_strings(
            cast(Membership.organisation_id, String) + ":" + type_coerce(Membership.role, String), ","
        )
    )
    .where(Membership.user_id == User.id)
    .correlate_except(Membership)
    .scalar_subquery()
)


tell_anew(Membership)


class FocusStrategy(Model):
    """A strategy that a partner says it works on."""

    __tablename__ = "focus_strategies"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )
    strategy_number: Mapped[int] = mapped_column(ForeignKey("strategies.number"), primary_key=True)


class WorkArea(Model):
    """A kecamatan (or the whole kabupaten) where a partner says it works."""

    __tablename__ = "work_areas"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True)


class NameDecision(Model):
    """A person decided whether two names mean the same organisation; asked once, remembered."""

    __tablename__ = "name_decisions"

    applicant_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )
    known_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )
    is_same: Mapped[bool] = mapped_column()
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant, default=now)
