"""Minutes with their revisions, what was discussed and decided, and who has to do what until when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, ShortText, choice
from portal.meetings.models import Meeting
from portal.minutes.belonging import PartOfMinutes
from portal.minutes.rules import ActionItemStatus, MinutesStatus, Priority, Verdict, text_mark
from portal.organisations.models import Organisation


class Minutes(Model):
    """The notulen of one meeting. `text` is the newest revision; `html` is rendered from it on saving."""

    __tablename__ = "minutes"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), unique=True)
    status: Mapped[MinutesStatus] = mapped_column(
        choice(MinutesStatus, "minutes_status"), default=MinutesStatus.DRAFT
    )
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    respond_by: Mapped[date | None] = mapped_column()
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    frozen_text: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column()

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    approved_by: Mapped[User | None] = relationship()
    newest: Mapped["Revision | None"] = relationship(
        primaryjoin="and_(foreign(Revision.minutes_id) == Minutes.id, Revision.number == Minutes.revision)",
        viewonly=True,
        uselist=False,
    )
    revisions: Mapped[list["Revision"]] = relationship(
        cascade="all, delete-orphan", order_by="Revision.number"
    )
    points: Mapped[list["DiscussionPoint"]] = relationship(
        back_populates="minutes",
        cascade="all, delete-orphan",
        order_by="DiscussionPoint.position, DiscussionPoint.id",
    )
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="minutes", cascade="all, delete-orphan", order_by="Decision.number"
    )
    action_items: Mapped[list["ActionItem"]] = relationship(
        back_populates="minutes", cascade="all, delete-orphan", order_by="ActionItem.number"
    )
    responses: Mapped[list["MinutesResponse"]] = relationship(
        cascade="all, delete-orphan", order_by="MinutesResponse.id"
    )
    addenda: Mapped[list["Addendum"]] = relationship(
        back_populates="minutes", cascade="all, delete-orphan", order_by="Addendum.number"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def reference(self) -> str:
        """Minutes are called by the reference of their meeting."""
        return self.meeting.reference

    @property
    def last_author_id(self) -> int | None:
        """Who wrote the newest revision; nobody approves what they wrote."""
        return self.newest.author_id if self.newest else None

    @property
    def attending_organisation_ids(self) -> frozenset[int]:
        """The organisations whose people were there; a line merged into another one counts no more."""
        lines = (person for person in self.meeting.attendance if person.merged_into_id is None)
        return frozenset(person.organisation_id for person in lines if person.organisation_id)


class Revision(Model):
    """One saved text of the minutes; none is ever changed or lost."""

    __tablename__ = "minutes_revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[datetime] = mapped_column(Instant, default=now)

    author: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("minutes_id", "number"),)


class DiscussionPoint(PartOfMinutes, Model):
    """What somebody said, for which organisation, and the answer."""

    __tablename__ = "discussion_points"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    said: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")

    minutes: Mapped[Minutes] = relationship(back_populates="points", lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")

    @property
    def version(self) -> str:
        """What a form began from: a mark of what stands here."""
        return text_mark(f"{self.organisation_id}\n{self.said}\n{self.answer}")


class Decision(PartOfMinutes, Model):
    """A numbered conclusion (kesimpulan)."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)

    minutes: Mapped[Minutes] = relationship(back_populates="decisions", lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("minutes_id", "number"),)

    @property
    def version(self) -> str:
        """What a form began from: a mark of what stands here."""
        return text_mark(self.text)


class ActionItem(PartOfMinutes, Model):
    """RTL: what an organisation will do until when. It may turn into a commitment; both stay linked."""

    __tablename__ = "action_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    what: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person: Mapped[str] = mapped_column(ShortText, default="")
    due_on: Mapped[date | None] = mapped_column(index=True)
    priority: Mapped[Priority] = mapped_column(choice(Priority, "item_priority"), default=Priority.NORMAL)
    status: Mapped[ActionItemStatus] = mapped_column(
        choice(ActionItemStatus, "item_status"), default=ActionItemStatus.OPEN
    )
    done_note: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    commitment_id: Mapped[int | None] = mapped_column(
        ForeignKey("commitments.id", ondelete="SET NULL"), unique=True
    )
    version: Mapped[int] = mapped_column()

    minutes: Mapped[Minutes] = relationship(back_populates="action_items", lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    commitment: Mapped[Commitment | None] = relationship()
    done_by: Mapped[User | None] = relationship(foreign_keys=[done_by_id])
    verified_by: Mapped[User | None] = relationship(foreign_keys=[verified_by_id])

    __table_args__ = (UniqueConstraint("minutes_id", "number"), NEVER_AGAIN)
    __mapper_args__ = {"version_id_col": version}

    @property
    def reference(self) -> str:
        """FGD-2026-0001#3: what a commitment keeps as its origin."""
        return f"{self.minutes.reference}#{self.number}"


class MinutesResponse(Model):
    """An attending organisation confirms the minutes, or objects with a comment."""

    __tablename__ = "minutes_responses"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict, "minutes_verdict"))
    comment: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column(Instant, default=now)

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("minutes_id", "organisation_id"),)


class Addendum(PartOfMinutes, Model):
    """A numbered later change to approved minutes; the frozen text itself never changes.

    It counts once the chair approved it; `sha256` is over `frozen.canonical_addendum`.
    """

    __tablename__ = "minutes_addenda"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(Instant, default=now)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    minutes: Mapped[Minutes] = relationship(back_populates="addenda", lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("minutes_id", "number"),)

    @property
    def meeting(self) -> Meeting:
        return self.minutes.meeting

    @property
    def reference(self) -> str:
        return self.minutes.reference

    @property
    def last_author_id(self) -> int:
        return self.author_id

    @property
    def version(self) -> str:
        """What a form began from: the hash says what stands here."""
        return self.sha256
