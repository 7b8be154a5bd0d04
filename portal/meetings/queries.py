"""Meetings as the pages of this room, and of the rooms above it, read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import defaultload, joinedload, lazyload

from portal.accounts.models import OfficeRole, User
from portal.accounts.rules import OfficeRoleName
from portal.core.clock import WIB, today
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.meetings.hours import hour_is_known, is_real_in_part
from portal.meetings.models import Attendee, Meeting, MeetingInvitation, MeetingPocket
from portal.meetings.rules import MeetingStatus
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region
from portal.places.rules import PocketStatus

BARE_PEOPLE = defaultload(Meeting.note_taker).lazyload("*")


@dataclass(frozen=True)
class MeetingFilter:
    """What is asked of the list; an empty one asks for all meetings."""

    status: MeetingStatus | None = None
    year: int | None = None
    words: str = ""


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list; `present` counts people, those written twice once."""

    reference: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    status: MeetingStatus
    is_example: bool
    invited: int
    present: int

    @property
    def hour_is_known(self) -> bool:
        return hour_is_known(self.starts_at)

    @property
    def is_real_in_part(self) -> bool:
        return is_real_in_part(self.is_example, self.starts_at)

    @property
    def is_upcoming(self) -> bool:
        """Whether it stands in the first part of the list: planned, today or later."""
        return self.status is MeetingStatus.PLANNED and self.starts_at >= start_of_today()


@dataclass(frozen=True)
class OfferedPocket:
    """A pocket to choose, with its village; `is_chosen`: the meeting is about it."""

    kecamatan: str
    slug: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class OfficePerson:
    """Somebody of the office; note-takers and verifiers may write minutes."""

    id: int
    name: str
    takes_notes: bool


def start_of_today() -> datetime:
    """Midnight in WIB."""
    return datetime.combine(today(), time(), WIB)


def get_meeting(reference: str) -> Meeting | None:
    """One meeting, published or not, or None."""
    return db.session.scalar(select(Meeting).filter_by(reference=reference).options(BARE_PEOPLE))


def get_whole(reference: str) -> Meeting | None:
    """The same with its agenda and strategies, for pages that show all of it."""
    whole = (BARE_PEOPLE, joinedload(Meeting.agenda), joinedload(Meeting.strategies))
    found = db.session.scalars(select(Meeting).filter_by(reference=reference).options(*whole))
    return found.unique().one_or_none()


def list_meetings(asked: MeetingFilter, number: int) -> Page[MeetingRow]:
    """One page for the office: planned ones from today on, the nearest first, then the rest, newest first."""
    conditions = _conditions(asked)
    total = db.session.scalar(select(func.count(Meeting.id)).where(*conditions)) or 0
    upcoming = (Meeting.status == MeetingStatus.PLANNED) & (Meeting.starts_at >= start_of_today())
    order = (case((upcoming, 0), else_=1), case((upcoming, Meeting.starts_at), else_=None))
    statement = _rows().where(*conditions).order_by(*order, Meeting.starts_at.desc(), Meeting.id.desc())
    found = db.session.execute(statement.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Page([MeetingRow(*row) for row in found], number, total)


def _rows() -> Any:
    invited = select(func.count(MeetingInvitation.id)).where(MeetingInvitation.meeting_id == Meeting.id)
    present = select(func.count(Attendee.id)).where(
        Attendee.meeting_id == Meeting.id, Attendee.merged_into_id.is_(None)
    )
    return select(
        Meeting.reference, Meeting.title, Meeting.starts_at, Meeting.ends_at, Meeting.place, Meeting.status,
        Meeting.is_example, invited.scalar_subquery(), present.scalar_subquery(),
    ).select_from(Meeting)  # fmt: skip


def _conditions(asked: MeetingFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.status:
        conditions.append(Meeting.status == asked.status)
    if asked.year:
        first, last = (datetime(year, 1, 1, tzinfo=WIB) for year in (asked.year, asked.year + 1))
        conditions += [Meeting.starts_at >= first.astimezone(UTC), Meeting.starts_at < last.astimezone(UTC)]
    for word in asked.words.split()[:8]:
        texts = (Meeting.title, Meeting.place, Meeting.reference, Meeting.letter_number, Meeting.chair_name)
        conditions.append(or_(*(text.icontains(word, autoescape=True) for text in texts)))
    return conditions


def years() -> list[int]:
    """The years in which meetings are, newest first."""
    first = db.session.scalar(select(func.min(Meeting.starts_at)))
    last = db.session.scalar(select(func.max(Meeting.starts_at)))
    if first is None or last is None:
        return [today().year]
    return list(range(last.astimezone(WIB).year, first.astimezone(WIB).year - 1, -1))


def attending_organisations(meeting: Meeting) -> list[tuple[str, str, OrganisationKind]]:
    """The organisations on record whose people were there: (slug, name, kind) by name."""
    there = select(Attendee.organisation_id).where(
        Attendee.meeting_id == meeting.id, Attendee.merged_into_id.is_(None)
    )
    statement = select(Organisation.slug, Organisation.name, Organisation.kind)
    statement = statement.where(Organisation.id.in_(there)).order_by(Organisation.name, Organisation.id)
    return [(slug, name, kind) for slug, name, kind in db.session.execute(statement)]


def office_people() -> list[OfficePerson]:
    """The active people of the office by name."""
    roles = select(OfficeRole.user_id).where(OfficeRole.user_id == User.id)
    takes_notes = roles.where(OfficeRole.role.in_((OfficeRoleName.NOTE_TAKER, OfficeRoleName.VERIFIER)))
    statement = select(User.id, User.name, takes_notes.exists()).where(User.is_active, roles.exists())
    rows = db.session.execute(statement.order_by(User.name, User.id))
    return [OfficePerson(*row) for row in rows]


def offered_pockets(meeting: Meeting | None = None) -> list[OfferedPocket]:
    """Active pockets by kecamatan and name, and those of the meeting, whatever became of them."""
    kecamatan = select(Region.code, Region.name).subquery()
    chosen = select(MeetingPocket.pocket_id).where(MeetingPocket.meeting_id == (meeting.id if meeting else 0))
    is_chosen = Pocket.id.in_(chosen)
    statement = (
        select(kecamatan.c.name, Pocket.slug, Pocket.name, Region.name, is_chosen)
        .select_from(Pocket)
        .join(Region, Region.code == Pocket.region_code)
        .join(kecamatan, kecamatan.c.code == Region.kecamatan_code)
        .where((Pocket.status == PocketStatus.ACTIVE) | is_chosen)
        .order_by(kecamatan.c.name, Pocket.name, Pocket.id)
    )
    rows = db.session.execute(statement)
    return [
        OfferedPocket(area, slug, f"{name}, {village}", bool(chosen))
        for area, slug, name, village, chosen in rows
    ]


def pockets_under(slugs: Sequence[str]) -> Sequence[Pocket]:
    """The pockets that these slugs name."""
    statement = select(Pocket).where(Pocket.slug.in_(slugs)).options(lazyload("*"))
    return db.session.scalars(statement.order_by(Pocket.name, Pocket.id)).all()


def organisations_under(slugs: Sequence[str]) -> Sequence[Organisation]:
    """The organisations that these slugs name."""
    statement = select(Organisation).where(Organisation.slug.in_(slugs))
    return db.session.scalars(statement.order_by(Organisation.name, Organisation.id)).all()
