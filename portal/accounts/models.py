"""People who can sign in, their roles in the office, their sessions and the links mailed to them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.rules import Language, OfficeRoleName, TokenPurpose
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText, choice
from portal.core.wording import _l


class User(Model):
    """A person with an account. Names and addresses of users are never public."""

    __tablename__ = "users"
    is_authenticated = True
    is_anonymous = False
    unread_notices = 0  # counted where the session is found: every page of a signed-in person shows it

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(ShortText)
    password_hash: Mapped[str | None] = mapped_column(ShortText)
    language: Mapped[Language] = mapped_column(choice(Language, "user_language"), default=Language.INDONESIAN)
    is_active: Mapped[bool] = mapped_column(default=True)
    email_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    version: Mapped[int] = mapped_column()

    office_roles: Mapped[list["OfficeRole"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="OfficeRole.role"
    )
    strategies: Mapped[list["VerifierStrategy"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="VerifierStrategy.strategy_number"
    )

    if TYPE_CHECKING:
        memberships: list[Any]  # portal.organisations.models.Membership puts it here

    __table_args__ = (
        UniqueConstraint(
            "email", info={"refusal": (_l("Alamat surel ini sudah dipakai akun lain"), "email")}
        ),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version}

    def get_id(self) -> str:
        return str(self.id)

    @property
    def roles(self) -> frozenset[OfficeRoleName]:
        return frozenset(held.role for held in self.office_roles)

    @property
    def has_office(self) -> bool:
        return bool(self.office_roles)

    @property
    def has_workspace(self) -> bool:
        return bool(self.organisation_ids)

    @property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(membership.organisation_id for membership in self.memberships)

    @property
    def strategy_numbers(self) -> frozenset[int]:
        """The strategies a verifier was narrowed to; empty means all."""
        return frozenset(given.strategy_number for given in self.strategies)

    def has_role(self, role: str) -> bool:
        return any(held.role == role for held in self.office_roles)

    def role_in(self, organisation_id: int) -> str | None:
        """ "manager" or "contributor" in that organisation, or None."""
        return next((str(m.role) for m in self.memberships if m.organisation_id == organisation_id), None)

    def covers(self, strategy_number: int) -> bool:
        return not self.strategies or strategy_number in self.strategy_numbers


class OfficeRole(Model):
    """One role of one user in the Sekda's office."""

    __tablename__ = "office_roles"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[OfficeRoleName] = mapped_column(choice(OfficeRoleName, "office_role"), primary_key=True)


class VerifierStrategy(Model):
    """A strategy that a verifier was narrowed to."""

    __tablename__ = "verifier_strategies"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    strategy_number: Mapped[int] = mapped_column(ForeignKey("strategies.number"), primary_key=True)


class SignIn(Model):
    """One session: revocable, known by the hash of a random token that only the cookie holds."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime] = mapped_column(Instant, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    device: Mapped[str] = mapped_column(ShortText, default="")

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class MailedToken(Model):
    """A single-use link that was mailed; only its hash is kept."""

    __tablename__ = "mailed_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[TokenPurpose] = mapped_column(choice(TokenPurpose, "token_purpose"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    new_email: Mapped[str] = mapped_column(
        String(254), default="", server_default=""
    )  # counts once the link was followed
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
