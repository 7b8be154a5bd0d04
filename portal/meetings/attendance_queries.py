"""Who was there, as the note-taker reads it; and the little that a phone learns from a QR code."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from portal.core.clock import now
from portal.core.database import db
from portal.core.paging import Page
from portal.meetings.models import Attendee, Meeting
from portal.meetings.rules import Sex, attendance_is_open, head_count, written_key
from portal.organisations.matching import Likeness, similar
from portal.organisations.models import Organisation
from portal.organisations.queries import Known, known_names
from portal.organisations.rules import OrganisationKind, OrganisationStatus

PEOPLE_ON_A_PAGE = 100
MOST_SUGGESTED = 30
HERE = Attendee.merged_into_id.is_(None)


@dataclass(frozen=True)
class Desk:
    """The meeting as somebody sees it who came by the QR code: what, when, where, and whether it is open."""

    token: str
    title: str
    starts_at: datetime
    place: str
    is_open: bool
    is_example: bool


@dataclass(frozen=True)
class HeadCount:
    """People of a meeting, those written twice counted once: all that the public sees of attendance."""

    kinds: Counter[str]
    sexes: Counter[str]

    @property
    def total(self) -> int:
        return self.sexes.total()

    def by_kind(self) -> list[tuple[OrganisationKind, int]]:
        return [(kind, self.kinds[kind.value]) for kind in OrganisationKind if self.kinds[kind.value]]

    def by_sex(self) -> list[tuple[Sex, int]]:
        return [(sex, self.sexes[sex.value]) for sex in Sex if self.sexes[sex.value]]


@dataclass(frozen=True)
class WrittenName:
    """An organisation that people wrote by hand, how many did, and what it may mean."""

    name: str
    people: int
    likely: Sequence[Likeness[Known]]


def desk_of(token: str) -> Desk | None:
    """What stands behind a QR code, or None."""
    columns = (
        Meeting.title, Meeting.starts_at, Meeting.place, Meeting.attendance_opened, Meeting.is_example,
    )  # fmt: skip
    row = db.session.execute(select(*columns).where(Meeting.attendance_token == token)).one_or_none()
    if row is None:
        return None
    title, starts_at, place, opened, is_example = row
    return Desk(token, title, starts_at, place, attendance_is_open(opened, starts_at, now()), is_example)


def get_attendee(reference: str, number: int) -> Attendee | None:
    """One line of a meeting's list, or None."""
    if number >= 2**31:
        return None
    statement = select(Attendee).join(Attendee.meeting)
    return db.session.scalar(statement.where(Meeting.reference == reference, Attendee.id == number))


def people_of(meeting: Meeting, words: str, number: int) -> Page[Attendee]:
    """One page of the list, in the order people came; those merged into another stand with it."""
    conditions = [Attendee.meeting_id == meeting.id, HERE]
    for word in words.split()[:8]:
        texts = (Attendee.name, Attendee.organisation_written, Attendee.position)
        named = Attendee.organisation.has(Organisation.name.icontains(word, autoescape=True))
        conditions.append(or_(*(text.icontains(word, autoescape=True) for text in texts), named))
    total = db.session.scalar(select(func.count(Attendee.id)).where(*conditions)) or 0
    statement = select(Attendee).where(*conditions).order_by(Attendee.id)
    rows = db.session.scalars(statement.limit(PEOPLE_ON_A_PAGE).offset((number - 1) * PEOPLE_ON_A_PAGE))
    return Page(rows.all(), number, total, PEOPLE_ON_A_PAGE)


def everybody_at(meeting: Meeting) -> Sequence[Attendee]:
    """The whole list without those merged into another, for papers and for merging."""
    statement = select(Attendee).where(Attendee.meeting_id == meeting.id, HERE)
    return db.session.scalars(statement.order_by(Attendee.id)).all()


def every_line(meeting: Meeting) -> Sequence[Attendee]:
    """The list with the lines that were merged into others."""
    statement = select(Attendee).where(Attendee.meeting_id == meeting.id)
    return db.session.scalars(statement.order_by(Attendee.id)).all()


def merged_into(attendee: Attendee) -> Sequence[Attendee]:
    """The lines that were merged into this one."""
    statement = select(Attendee).filter_by(merged_into_id=attendee.id)
    return db.session.scalars(statement.order_by(Attendee.id)).all()


def attendance_counts(meeting: Meeting) -> HeadCount:
    """People by kind of organisation and by sex."""
    rows = db.session.execute(
        select(Attendee.kind, Attendee.sex).where(Attendee.meeting_id == meeting.id, HERE)
    )
    counts = head_count((kind.value, sex.value) for kind, sex in rows)
    return HeadCount(counts["kind"], counts["sex"])


def counted(people: Sequence[Attendee]) -> HeadCount:
    """The same of people that were read already."""
    counts = head_count((person.kind.value, person.sex.value) for person in people)
    return HeadCount(counts["kind"], counts["sex"])


def contacts_kept(meeting: Meeting) -> int:
    """How many lines still hold a contact."""
    statement = select(func.count(Attendee.id)).where(Attendee.meeting_id == meeting.id)
    return db.session.scalar(statement.where(Attendee.contact != "")) or 0


def doubles(people: Sequence[Attendee]) -> list[list[Attendee]]:
    """Lines with the same name and organisation, in groups: a person decides whether they are one."""
    groups: dict[tuple[str, str], list[Attendee]] = {}
    for person in people:
        key = (written_key(person.name), written_key(person.organisation_name))
        groups.setdefault(key, []).append(person)
    return [group for group in groups.values() if len(group) > 1]


def written_names(people: Sequence[Attendee]) -> list[WrittenName]:
    """Organisations written by hand that resemble one on record, the most often written first."""
    counts: Counter[str] = Counter(p.organisation_written for p in people if p.organisation_id is None)
    known = [each for each in known_names() if each.status is OrganisationStatus.VERIFIED]
    names = [(name, people) for name, people in counts.most_common(MOST_SUGGESTED) if name]
    found = [WrittenName(name, people, similar(name, known)[:3]) for name, people in names]
    return [each for each in found if each.likely]


def organisation_names() -> dict[str, tuple[int, OrganisationKind]]:
    """Verified organisations by the key of their name, for recognising what was typed."""
    statement = select(Organisation.name, Organisation.id, Organisation.kind)
    statement = statement.where(Organisation.status == OrganisationStatus.VERIFIED)
    rows = db.session.execute(statement.order_by(Organisation.name, Organisation.id))
    return {written_key(name): (key, kind) for name, key, kind in rows}


def offered_names() -> list[str]:
    """The names of verified organisations, public anyway, that the form on the phone offers."""
    statement = select(Organisation.name).where(Organisation.status == OrganisationStatus.VERIFIED)
    return list(db.session.scalars(statement.order_by(Organisation.name, Organisation.id)))
