"""Reading the record of a meeting: its minutes, revisions, parts, and what attending organisations said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.audit.queries import MOST
from portal.audit.reading import HistoryLine, in_words
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.meetings.models import Attendee, Meeting
from portal.minutes.frozen import FrozenItem, FrozenPoint, Record
from portal.minutes.models import (
    Addendum,
    Minutes,
    MinutesResponse,
    Revision,
)
from portal.minutes.rules import MinutesStatus, Verdict
from portal.organisations.models import Membership, Organisation

APPROVER = joinedload(Minutes.approved_by).lazyload("*")
MOST_UNDERWAY = 100
COUNTED = Attendee.merged_into_id.is_(None)  # people written twice were merged and count once
FRESH = {"status": MinutesStatus.DRAFT, "text": "", "html": "", "revision": 0, "version": 0, "sha256": ""}


@dataclass(frozen=True)
class RevisionRow:
    """One saved text in the list of them."""

    number: int
    author: str
    saved_at: datetime
    length: int


@dataclass(frozen=True)
class Answer:
    """An attending organisation and what it said about the minutes as they were last sent, if anything.

    `can_answer` is false where nobody of it has an account. `older` is an answer to an earlier text.
    """

    organisation_id: int
    name: str
    can_answer: bool
    verdict: Verdict | None
    comment: str
    at: datetime | None
    older: bool


@dataclass(frozen=True)
class Unanswered:
    """Minutes that wait for the answer of an organisation."""

    reference: str
    title: str
    respond_by: date | None
    is_example: bool


def get_minutes(reference: str) -> Minutes | None:
    """The minutes of a meeting; fresh ones, not kept yet, where nobody has written any."""
    found = db.session.scalar(
        select(Minutes)
        .join(Minutes.meeting)
        .where(Meeting.reference == reference)
        .options(contains_eager(Minutes.meeting).lazyload(Meeting.note_taker), APPROVER)
    )
    if found is not None:
        return found
    meeting = db.session.scalar(select(Meeting).where(Meeting.reference == reference))
    return Minutes(meeting=meeting, **FRESH) if meeting else None


def get_sent_minutes(reference: str) -> Minutes | None:
    """The minutes of a meeting once they were sent to those who attended."""
    minutes = get_minutes(reference)
    return minutes if minutes is not None and minutes.sent_at is not None else None


def get_approved_minutes(reference: str) -> Minutes | None:
    """The frozen minutes of a meeting, for their text file."""
    minutes = get_minutes(reference)
    return minutes if minutes is not None and minutes.status is MinutesStatus.APPROVED else None


def get_addendum(reference: str, number: int) -> Addendum | None:
    """One addendum to the minutes of this meeting."""
    return db.session.scalar(of_meeting(Addendum, reference).where(Addendum.number == number))


def of_meeting(kind: Any, reference: str) -> Any:
    """Select parts of a kind with their minutes and meeting, without the people around them."""
    meeting = contains_eager(kind.minutes).contains_eager(Minutes.meeting).lazyload(Meeting.note_taker)
    statement = select(kind).join(kind.minutes).join(Minutes.meeting)
    return statement.where(Meeting.reference == reference).options(meeting)


def revisions_of(minutes: Minutes) -> list[RevisionRow]:
    """All revisions, newest first, without their texts."""
    statement = (
        select(Revision.number, User.name, Revision.saved_at, func.length(Revision.text))
        .join(User, User.id == Revision.author_id)
        .where(Revision.minutes_id == minutes.id)
        .order_by(Revision.number.desc())
    )
    return [RevisionRow(*row) for row in db.session.execute(statement)]


def revision_of(minutes: Minutes, number: int) -> Revision | None:
    """One revision with its text, or None; number 0 is the empty beginning and has none."""
    found = select(Revision).filter_by(minutes_id=minutes.id, number=number)
    return db.session.scalar(found.options(joinedload(Revision.author).lazyload("*")))


def text_at(minutes: Minutes, number: int) -> str:
    """The text of a revision; empty for the beginning."""
    revision = revision_of(minutes, number)
    return revision.text if revision else ""


def answers_of(minutes: Minutes) -> list[Answer]:
    """Every attending organisation with its answer, by name: one query."""
    said = and_(MinutesResponse.minutes_id == minutes.id, MinutesResponse.organisation_id == Organisation.id)
    has_people = select(Membership.id).where(Membership.organisation_id == Organisation.id).exists()
    there = select(Attendee.organisation_id).where(COUNTED, Attendee.meeting_id == minutes.meeting.id)
    statement = (
        select(Organisation.id, Organisation.name, has_people, MinutesResponse)
        .outerjoin(MinutesResponse, said)
        .where(Organisation.id.in_(there))
        .options(lazyload(MinutesResponse.organisation))
        .order_by(Organisation.name, Organisation.id)
    )
    return [_answer(minutes, *row) for row in db.session.execute(statement)]


def _answer(minutes: Minutes, key: int, name: str, can_answer: bool, said: MinutesResponse | None) -> Answer:
    if said is None:
        return Answer(key, name, can_answer, None, "", None, False)
    older = minutes.sent_at is None or said.at < minutes.sent_at
    return Answer(key, name, can_answer, said.verdict, said.comment, said.at, older)


def unanswered(answers: Sequence[Answer]) -> int:
    """How many organisations could still answer the minutes as they were last sent."""
    return sum(answer.can_answer and (answer.verdict is None or answer.older) for answer in answers)


def own_response(minutes: Minutes, organisation_id: int) -> MinutesResponse | None:
    """What one organisation said, or None."""
    found = select(MinutesResponse).filter_by(minutes_id=minutes.id, organisation_id=organisation_id)
    return db.session.scalar(found)


def waiting_for_answer(organisation_ids: frozenset[int]) -> list[Unanswered]:
    """Minutes that people of these organisations can still answer and did not, the latest first."""
    answered = select(MinutesResponse.id).where(
        MinutesResponse.minutes_id == Minutes.id,
        MinutesResponse.organisation_id == Attendee.organisation_id,
        MinutesResponse.at >= Minutes.sent_at,
    )
    asked = select(Attendee.id).where(
        COUNTED,
        Attendee.meeting_id == Minutes.meeting_id,
        Attendee.organisation_id.in_(organisation_ids),
        ~answered.correlate(Minutes, Attendee).exists(),
    )
    in_time = or_(Minutes.respond_by.is_(None), Minutes.respond_by >= today())
    columns = (Meeting.reference, Meeting.title, Minutes.respond_by, Meeting.is_example)
    statement = select(*columns).select_from(Minutes).join(Meeting, Meeting.id == Minutes.meeting_id)
    waiting = statement.where(Minutes.status == MinutesStatus.AWAITING, in_time)
    chosen = waiting.where(asked.correlate(Minutes).exists())
    found = db.session.execute(chosen.order_by(Minutes.sent_at.desc(), Minutes.id.desc()))
    return [Unanswered(*row) for row in found]


def underway() -> Sequence[Minutes]:
    """Minutes with a next step for the office: not approved, or not published; the oldest first."""
    unfinished = or_(Minutes.status != MinutesStatus.APPROVED, Meeting.published_at.is_(None))
    statement = select(Minutes).join(Minutes.meeting).where(unfinished)
    bare = contains_eager(Minutes.meeting).lazyload(Meeting.note_taker)
    newest = joinedload(Minutes.newest).lazyload("*")
    oldest = statement.options(bare, newest).order_by(Meeting.starts_at, Meeting.id).limit(MOST_UNDERWAY)
    return db.session.scalars(oldest).unique().all()


def record_of(minutes: Minutes) -> Record:
    """What an approval freezes."""
    meeting = minutes.meeting
    chair = ", ".join(part for part in (meeting.chair_name, meeting.chair_position) if part)
    return Record(
        reference=meeting.reference,
        title=meeting.title,
        starts_at=in_wib(meeting.starts_at),
        place=meeting.place,
        chair=chair,
        revision=minutes.revision,
        text=minutes.text,
        points=[FrozenPoint(_name(p.organisation), p.said, p.answer) for p in minutes.points],
        decisions=[decision.text for decision in minutes.decisions],
        items=[
            FrozenItem(i.what, i.organisation.name, i.person, i.due_on, i.priority.value)
            for i in minutes.action_items
        ],
    )


def _name(organisation: Organisation | None) -> str:
    return organisation.name if organisation else ""


def history(minutes: Minutes) -> list[HistoryLine]:
    """What was done with the minutes, newest first; each saved text stands in the list of revisions."""
    about = (AuditEntry.object_kind == "minutes") & (AuditEntry.object_id == str(minutes.id))
    entries = select(AuditEntry).where(about, AuditEntry.action != "minutes.save")
    newest = db.session.scalars(entries.order_by(AuditEntry.id.desc()).limit(MOST))
    return [in_words(entry) for entry in newest]
