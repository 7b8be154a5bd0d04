"""People who can sign in, their roles in the office, their sessions and the links mailed to them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, cast, event, func, select, type_coerce
from sqlalchemy.orm import Mapped, column_property, mapped_column, object_session, relationship
from sqlalchemy.orm.util import identity_key

from portal.accounts.rules import Language, OfficeRoleName, TokenPurpose
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText, choice
from portal.core.wording import _l


class User(Model):
    """A person with an account. Names and addresses of users are never public.

    What they may do is read with their row, as texts (`…_told`): every request asks for it, and a writer asks
    again under the lock. Where a list of theirs was read or changed, that is asked instead.
    """

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
        cascade="all, delete-orphan", order_by="OfficeRole.role"
    )
    strategies: Mapped[list["VerifierStrategy"]] = relationship(
        cascade="all, delete-orphan", order_by="VerifierStrategy.strategy_number"
    )

    if TYPE_CHECKING:
        memberships: list[Any]  # portal.organisations.models puts both here
        memberships_told: str | None
        roles_told: str | None
        strategies_told: str | None

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
        if "office_roles" in self.__dict__:
            return frozenset(held.role for held in self.office_roles)
        return frozenset(map(OfficeRoleName.of, _parts(self.roles_told)))

    @property
    def has_office(self) -> bool:
        return bool(self.roles)

    @property
    def has_workspace(self) -> bool:
        return bool(self.organisation_ids)

    @property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(self._roles_there())

    @property
    def strategy_numbers(self) -> frozenset[int]:
        """The strategies a verifier was narrowed to; empty means all."""
        if "strategies" in self.__dict__:
            return frozenset(given.strategy_number for given in self.strategies)
        return frozenset(map(int, _parts(self.strategies_told)))

    def has_role(self, role: str) -> bool:
        return role in self.roles

    def role_in(self, organisation_id: int) -> str | None:
        """ "manager" or "contributor" in that organisation, or None."""
        return self._roles_there().get(organisation_id)

    def covers(self, strategy_number: int) -> bool:
        return not self.strategy_numbers or strategy_number in self.strategy_numbers

    def _roles_there(self) -> dict[int, str]:
        """The role in each organisation that they belong to."""
        if "memberships" in self.__dict__:
            return {each.organisation_id: str(each.role) for each in self.memberships}
        pairs = (part.split(":") for part in _parts(self.memberships_told))
        return {int(organisation_id): role for organisation_id, role in pairs}


def _parts(told: str | None) -> list[str]:
    return told.split(",") if told else []


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


User.roles_told = column_property(  # type: ignore[assignment]
    select(func.aggregate_strings(type_coerce(OfficeRole.role, String), ","))
    .where(OfficeRole.user_id == User.id)
    .correlate_except(OfficeRole)
    .scalar_subquery()
)
User.strategies_told = column_property(  # type: ignore[assignment]
    select(func.aggregate_strings(cast(VerifierStrategy.strategy_number, String), ","))
    .where(VerifierStrategy.user_id == User.id)
    .correlate_except(VerifierStrategy)
    .scalar_subquery()
)


def tell_anew(right: type[Model]) -> None:
    """Whoever holds such a right is asked again for all of theirs once a row of it was written."""
    for moment in ("after_insert", "after_update", "after_delete"):
        event.listen(right, moment, _forget_what_was_told)


def _forget_what_was_told(_mapper: Any, _connection: Any, right: Any) -> None:
    session = object_session(right)
    user = session.identity_map.get(identity_key(User, right.user_id)) if session else None
    if session and user:
        session.expire(user, ("memberships_told", "roles_told", "strategies_told"))


tell_anew(OfficeRole)
tell_anew(VerifierStrategy)


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
