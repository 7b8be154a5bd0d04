"""Meetings, their agenda, who was invited and who came. Names of attendees are never public."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import User
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText, choice
from portal.core.wording import _l
from portal.meetings.hours import is_real_in_part
from portal.meetings.rules import AttendanceSource, MeetingStatus, Sex
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket
from portal.strategies.models import Strategy


class Meeting(Model):
    """One FGD. Public once its approved minutes were published, or announced as planned by the office."""

    __tablename__ = "meetings"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    title: Mapped[str] = mapped_column(ShortText)
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(ShortText)
    letter_number: Mapped[str] = mapped_column(String(80), default="")
    chair_name: Mapped[str] = mapped_column(ShortText, default="")
    chair_position: Mapped[str] = mapped_column(ShortText, default="")
    chair_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note_taker_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    status: Mapped[MeetingStatus] = mapped_column(
        choice(MeetingStatus, "meeting_status"), default=MeetingStatus.PLANNED
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")  # of its calendar file, RFC 5545
    attendance_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    attendance_opened: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    note_taker: Mapped[User] = relationship(foreign_keys=[note_taker_id], lazy="joined", innerjoin=True)
    agenda: Mapped[list["AgendaItem"]] = relationship(
        cascade="all, delete-orphan", order_by="AgendaItem.position, AgendaItem.id"
    )
    invitations: Mapped[list["MeetingInvitation"]] = relationship(
        cascade="all, delete-orphan", order_by="MeetingInvitation.id"
    )
    attendance: Mapped[list["Attendee"]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", order_by="Attendee.id"
    )
    pockets: Mapped[list[Pocket]] = relationship(
        secondary="meeting_pockets", order_by="Pocket.name, Pocket.id"
    )
    strategies: Mapped[list[Strategy]] = relationship(
        secondary="meeting_strategies", order_by="Strategy.number"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_real_in_part(self) -> bool:
        """Whether its minutes say which parts are examples, since the rest happened."""
        return is_real_in_part(self.is_example, self.starts_at)

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        """Publishing is a step of its own, after the minutes were approved."""
        return cls.published_at.is_not(None)


class MeetingPocket(Model):
    """A pocket that a meeting is about."""

    __tablename__ = "meeting_pockets"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    pocket_id: Mapped[int] = mapped_column(ForeignKey("pockets.id"), primary_key=True)


class MeetingStrategy(Model):
    """A strategy that a meeting is about."""

    __tablename__ = "meeting_strategies"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    strategy_number: Mapped[int] = mapped_column(ForeignKey("strategies.number"), primary_key=True)


class AgendaItem(Model):
    """One point of the agenda, with minutes of time and who presents; perhaps an action item carried over."""

    __tablename__ = "agenda_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(ShortText)
    minutes: Mapped[int | None] = mapped_column()
    presenter: Mapped[str] = mapped_column(ShortText, default="")
    carried_item_id: Mapped[int | None] = mapped_column(ForeignKey("action_items.id"))


class MeetingInvitation(Model):
    """An organisation that was invited; the letter went out at `sent_at`."""

    __tablename__ = "meeting_invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        UniqueConstraint(
            "meeting_id",
            "organisation_id",
            info={"refusal": (_l("Lembaga ini sudah diundang"), "organisations")},
        ),
    )


class Attendee(Model):
    """A person who was there, as the daftar hadir asks. Never public; merged by hand where written twice.

    Whoever signed by QR agreed to the stated purpose at `created_at` (UU 27/2022).
    """

    __tablename__ = "attendees"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(ShortText)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    organisation_written: Mapped[str] = mapped_column(ShortText, default="")
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind, "attendee_kind"))
    position: Mapped[str] = mapped_column(ShortText, default="")
    sex: Mapped[Sex] = mapped_column(choice(Sex, "attendee_sex"))
    contact: Mapped[str] = mapped_column(ShortText, default="")
    source: Mapped[AttendanceSource] = mapped_column(choice(AttendanceSource, "attendance_source"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("attendees.id"))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)

    organisation: Mapped[Organisation | None] = relationship(lazy="joined")
    meeting: Mapped[Meeting] = relationship(back_populates="attendance")

    @property
    def reference(self) -> str:
        """What the audit trail calls this person: the name never stands there."""
        return f"{self.meeting.reference} Peserta {self.id}"

    @property
    def organisation_name(self) -> str:
        """The organisation on record, else as it was written."""
        return self.organisation.name if self.organisation else self.organisation_written

    @property
    def version(self) -> str:
        """What a form began from: a mark of what stands here."""
        parts = (self.name, self.organisation_name, self.kind, self.position, self.sex, self.contact)
        return sha256("\n".join([*map(str, parts), str(self.merged_into_id)]).encode()).hexdigest()[:16]
