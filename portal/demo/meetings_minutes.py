"""Writes, sends, approves and publishes the minutes of an example FGD."""

from datetime import date, timedelta

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.core import clock
from portal.core.database import db
from portal.demo.meetings_story import OBJECTION, Item, Story
from portal.demo.moments import Partners, from_today, morning
from portal.meetings.models import Meeting
from portal.minutes.frozen import canonical_text
from portal.minutes.models import (
    ActionItem,
    Decision,
    DiscussionPoint,
    Minutes,
    MinutesResponse,
    Revision,
)
from portal.minutes.queries import record_of
from portal.minutes.rules import MinutesStatus, Verdict, text_hash
from portal.organisations.rules import OrganisationKind
from portal.web.markdown import render


def write(meeting: Meeting, told: Story, by: User, partners: Partners, on: date | None = None) -> Minutes:
    """The draft with its revisions and parts, on the day of the meeting unless told otherwise."""
    items = [_item(number, each, partners) for number, each in enumerate(told.items, 1)]
    with clock.at(morning(on or clock.in_wib(meeting.starts_at).date()) + timedelta(hours=5)):
        text = told.texts[-1]
        minutes = Minutes(meeting=meeting, text=text, html=render(text), revision=len(told.texts))
        minutes.revisions = [
            Revision(number=number, text=text, author_id=by.id, saved_at=clock.now())
            for number, text in enumerate(told.texts, 1)
        ]
        minutes.points = [
            DiscussionPoint(position=position, organisation=partners[kind][0], said=said, answer=answer)
            for position, (kind, said, answer) in enumerate(told.points, 1)
        ]
        minutes.decisions = [Decision(number=n, text=each) for n, each in enumerate(told.decisions, 1)]
        minutes.action_items = items
        db.session.add(minutes)
        db.session.flush()
        for number in range(len(told.texts)):
            record("minutes.save", minutes, by=by, changes={"revision": (number, number + 1)})
    return minutes


def _item(number: int, told: Item, partners: Partners) -> ActionItem:
    return ActionItem(
        number=number,
        what=told.what,
        organisation=partners[told.kind][0],
        person=told.person,
        due_on=from_today(told.due),
        priority=told.priority,
    )


def send(minutes: Minutes, day: date, by: User, until: date | None = None) -> None:
    """To those who attended; while answers are awaited, one confirms and one objects."""
    with clock.at(morning(day) + timedelta(hours=1)):
        answers = {
            "status": MinutesStatus.AWAITING,
            "sent_at": clock.now(),
            "respond_by": until or day + timedelta(days=5),
        }
        record("minutes.send", minutes, by=by, changes=set_fields(minutes, answers))
    if until is not None:
        _answer(minutes, OrganisationKind.NGO, Verdict.CONFIRM, "")
        _answer(minutes, OrganisationKind.COMMUNITY, Verdict.OBJECT, OBJECTION)


def _answer(minutes: Minutes, kind: OrganisationKind, verdict: Verdict, comment: str) -> None:
    organisation = next(
        person.organisation
        for person in minutes.meeting.attendance
        if person.kind is kind and person.organisation
    )
    user = organisation.memberships[0].user
    with clock.at(morning(from_today(-10))):
        minutes.responses.append(
            MinutesResponse(
                organisation=organisation,
                user_id=user.id,
                verdict=verdict,
                comment=comment,
                revision=minutes.revision,
                at=clock.now(),
            )
        )
        changes = {"organisation": (None, organisation.name), "verdict": (None, verdict)}
        record("minutes.respond", minutes, by=user, changes=changes)


def approve(minutes: Minutes, day: date, by: User) -> None:
    """Freeze what is written, as the room of minutes does it."""
    with clock.at(morning(day) + timedelta(hours=2)):
        minutes.frozen_text = canonical_text(record_of(minutes))
        answers = {
            "status": MinutesStatus.APPROVED,
            "approved_at": clock.now(),
            "sha256": text_hash(minutes.frozen_text),
        }
        changes = set_fields(minutes, answers)
        minutes.approved_by = by
        record("minutes.approve", minutes, by=by, changes=changes)


def publish(minutes: Minutes, day: date, by: User) -> None:
    """Let everybody read it."""
    meeting = minutes.meeting
    with clock.at(morning(day) + timedelta(hours=3)):
        changes = set_fields(meeting, {"published_at": clock.now(), "updated_at": clock.now()})
        record("meeting.publish", meeting, by=by, changes={"published_at": changes["published_at"]})
