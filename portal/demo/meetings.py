"""Puts the example FGDs into the register: from the invitation to the commitments born there."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from portal.accounts.models import User
from portal.audit.actions import record
from portal.core import clock
from portal.core.database import db
from portal.core.references import next_reference
from portal.demo import meetings_story as story
from portal.demo import pledging
from portal.demo.meetings_after import add_addendum, let_live
from portal.demo.meetings_minutes import approve, publish, send, write
from portal.demo.meetings_people import CONTACT, PEOPLE, SOURCES
from portal.demo.moments import Partners, from_today, morning
from portal.meetings.models import AgendaItem, Attendee, Meeting, MeetingInvitation
from portal.meetings.rules import AttendanceSource, MeetingStatus
from portal.minutes.models import ActionItem, Decision
from portal.places.models import Pocket
from portal.strategies.models import Strategy

COAST = "12.05.09"  # Kecamatan Secanggang
CHAIR = ("Sekda Contoh", "Sekretaris Daerah (contoh)")
INVITED = 6
Users = dict[str, User]


def tell(users: Users, partners: Partners, pockets: list[Pocket]) -> list[pledging.Registered]:
    """The FGD that the press reported, one with all that followed, one awaiting its chair, one to come.

    Returns the commitments that were born there.
    """
    here = [pocket for pocket in pockets if pocket.region_code.startswith(COAST)][:2]
    _reported(users)
    water = _held(story.WATER, users, partners, here)
    minutes = write(water, story.WATER, users["notulis"], partners)
    send(minutes, from_today(story.WATER.day + 2), users["notulis"])
    approve(minutes, from_today(story.WATER.day + 9), users["sekda"])
    publish(minutes, from_today(story.WATER.day + 10), users["verifikator"])
    add_addendum(minutes, users)
    born = let_live(minutes, users, partners, here)
    economy = _held(story.ECONOMY, users, partners, [])
    waiting = write(economy, story.ECONOMY, users["notulis"], partners)
    send(waiting, from_today(story.ECONOMY.day + 3), users["notulis"], until=from_today(5))
    _planned(users, partners, here, minutes.action_items[2])
    return born


def _reported(users: Users) -> None:
    """What the press reported of 13 December 2024. No hour was reported: midnight stands for that."""
    strategies = db.session.scalars(select(Strategy).order_by(Strategy.number)).all()
    with clock.at(morning(story.PRESS_DAY)):
        meeting = _meeting(
            (story.PRESS_TITLE, story.PRESS_PLACE, ""),
            datetime.combine(story.PRESS_DAY, time(), clock.WIB),
            story.PRESS_CHAIR,
            users["notulis"],
            strategies,
        )
        meeting.status = MeetingStatus.HELD
        record("meeting.plan", meeting, by=users["notulis"])
    yesterday = from_today(-1)
    told = story.Story(0, story.PRESS_TITLE, story.PRESS_PLACE, "", (), (), (story.PRESS_TEXT,))
    minutes = write(meeting, told, users["notulis"], {}, on=yesterday)
    minutes.decisions = [Decision(number=each.number, text=each.name_id) for each in strategies]
    send(minutes, yesterday, users["notulis"])
    approve(minutes, yesterday, users["sekda"])
    publish(minutes, yesterday, users["verifikator"])


def _held(told: story.Story, users: Users, partners: Partners, pockets: list[Pocket]) -> Meeting:
    """One that took place: planned three weeks ahead, attended, marked as held on the same day."""
    meeting = _told(told, users, pockets)
    day = from_today(told.day)
    with clock.at(morning(day) + timedelta(hours=4)):
        meeting.attendance = [_attendee(number, partners) for number in range(told.people)]
        meeting.status = MeetingStatus.HELD
        record("meeting.hold", meeting, by=users["notulis"], changes=HELD)
        twice = _attendee(0, partners)
        meeting.attendance.append(twice)
        db.session.flush()
        twice.merged_into_id = meeting.attendance[0].id
    return meeting


HELD = {"status": (MeetingStatus.PLANNED, MeetingStatus.HELD)}


def _planned(users: Users, partners: Partners, pockets: list[Pocket], carried: ActionItem) -> None:
    """One to come, with letters sent yesterday, which takes up what is overdue."""
    meeting = _told(story.NEXT, users, pockets, today=from_today(-2))
    meeting.agenda.append(
        AgendaItem(
            position=len(meeting.agenda) + 1,
            title=f"RTL {carried.reference}: {carried.what} ({carried.organisation.name})"[:200],
            minutes=15,
            presenter="",
            carried_item_id=carried.id,
        )
    )
    with clock.at(morning(from_today(-1))):
        invited = [each for row in partners.values() for each in row[:2]][:INVITED]
        meeting.invitations = [MeetingInvitation(organisation=each, sent_at=clock.now()) for each in invited]
        names = sorted(each.name for each in invited)
        record("meeting.invite", meeting, by=users["notulis"], changes={"invited": (None, names)})


def _told(told: story.Story, users: Users, pockets: list[Pocket], today: date | None = None) -> Meeting:
    strategies = db.session.scalars(select(Strategy).where(Strategy.number.in_(told.strategies)))
    begins = morning(from_today(told.day))
    with clock.at(morning(today or from_today(told.day - 21))):
        words = (told.title, told.place, told.letter)
        meeting = _meeting(words, begins, CHAIR, users["notulis"], strategies)
        meeting.chair_user_id = users["sekda"].id
        meeting.ends_at = begins + timedelta(hours=3)
        meeting.pockets = list(pockets)
        meeting.agenda = [
            AgendaItem(position=position, title=title, minutes=length, presenter=presenter)
            for position, (title, length, presenter) in enumerate(told.agenda, 1)
        ]
        record("meeting.plan", meeting, by=users["notulis"])
    return meeting


def _meeting(
    words: tuple[str, str, str],
    begins: datetime,
    chair: tuple[str, str],
    note_taker: User,
    strategies: Iterable[Strategy],
) -> Meeting:
    title, place, letter = words
    meeting = Meeting(
        reference=next_reference("FGD"),
        title=title,
        place=place,
        letter_number=letter,
        starts_at=begins,
        chair_name=chair[0],
        chair_position=chair[1],
        note_taker_id=note_taker.id,
        note_taker=note_taker,
        created_by_id=note_taker.id,
        is_example=True,
    )
    meeting.strategies = list(strategies)
    db.session.add(meeting)
    db.session.flush()
    return meeting


def _attendee(number: int, partners: Partners) -> Attendee:
    person, source = PEOPLE[number], SOURCES[number % len(SOURCES)]
    return Attendee(
        name=person.name,
        organisation=partners[person.kind][person.partner],
        kind=person.kind,
        position=person.position,
        sex=person.sex,
        contact=CONTACT if source is AttendanceSource.QR else "",
        source=source,
    )
