"""What the office does with a meeting: plan, change, invite, call off, say that it was held."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import select

from portal.accounts.models import User
from portal.audit.actions import Changes, record, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.references import next_reference
from portal.core.wording import _l
from portal.meetings import queries, telling
from portal.meetings.carrying import existing_items, is_approved
from portal.meetings.models import AgendaItem, Meeting, MeetingInvitation
from portal.meetings.rules import LONGEST_AGENDA, MeetingStatus, may_move
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationStatus
from portal.policy import Permission, can
from portal.strategies.models import Strategy

S = MeetingStatus
NOT_YOURS = _l("Anda tidak berwenang mengatur FGD.")
NOT_NOW = _l("Langkah ini tidak bisa dilakukan sekarang: keadaan FGD sudah berubah.")
APPROVED = _l("Notulen FGD ini sudah disahkan, jadi keterangannya tidak diubah lagi.")
ENDS_BEFORE = _l("Jam selesai harus sesudah jam mulai")
TOO_LONG = _l("Agenda paling banyak %(most)d baris", most=LONGEST_AGENDA)
NO_SUCH_ITEM = _l("RTL yang dibawa ke agenda tidak ditemukan")
PICK_FROM_LIST = _l("Pilih dari daftar")
ALL_SENT = _l("Semua lembaga yang punya pengelola sudah mendapat undangan.")
NOT_BEGUN = _l("FGD ini belum dimulai.")
TOLD_ABOUT = {"title", "starts_at", "ends_at", "place"}  # a change of these is mailed to those invited


class AgendaLine(TypedDict):
    """One point: minutes of time, who presents, the action item that it takes up."""

    title: str
    minutes: int | None
    presenter: str
    carried: int | None


class Plan(TypedDict):
    """What is answered about a meeting; pockets and organisations by slug, people by number."""

    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    letter_number: str
    chair_name: str
    chair_position: str
    chair_user_id: int | None
    note_taker_id: int
    pockets: Sequence[str]
    strategies: Sequence[int]
    organisations: Sequence[str]
    agenda: Sequence[AgendaLine]


def plan_meeting(*, by: User, **plan: Unpack[Plan]) -> Meeting:
    """Put an FGD on record. Raises Refused for what the answers cannot mean."""
    _may_plan(by)
    meeting = Meeting(
        reference=next_reference("FGD"), created_by_id=by.id, is_example=by.is_example, status=S.PLANNED
    )
    _arrange(meeting, plan)
    db.session.add(meeting)
    db.session.flush()
    record("meeting.plan", meeting, by=by)
    return meeting


def edit_meeting(meeting: Meeting, *, by: User, **plan: Unpack[Plan]) -> Meeting:
    """Change a meeting; those who have a letter are told of another time, place or title."""
    _may_plan(by)
    present = locked(meeting)
    if present.status is S.CANCELLED:
        raise NotAllowedNow(NOT_NOW)
    if is_approved(present):
        raise NotAllowedNow(APPROVED)
    changes = _arrange(present, plan)
    present.updated_at = now()  # the version counts a change of the agenda alone, too
    if present.status is S.PLANNED and changes.keys() & TOLD_ABOUT:
        present.sequence += 1
        db.session.flush()
        telling.of_change(present)
    record("meeting.edit", present, by=by, changes=changes)
    return present


def send_invitations(meeting: Meeting, *, by: User) -> int:
    """Mail every invited organisation that has no letter yet; returns how many got one."""
    _may_plan(by)
    present = locked(meeting)
    if present.status is not S.PLANNED:
        raise NotAllowedNow(NOT_NOW)
    waiting = [invitation for invitation in present.invitations if invitation.sent_at is None]
    reached = [invitation for invitation in waiting if telling.of_invitation(present, invitation)]
    if not reached:
        raise Refused(ALL_SENT)
    for invitation in reached:
        invitation.sent_at = now()
    names = sorted(invitation.organisation.name for invitation in reached)
    record("meeting.invite", present, by=by, changes={"invited": (None, names)})
    return len(reached)


def cancel_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Call it off; those who have a letter are told why."""
    _may_plan(by)
    demanded(reason)
    present = _movable(meeting, S.CANCELLED)
    answers = {"status": S.CANCELLED, "attendance_opened": False, "sequence": present.sequence + 1}
    changes = set_fields(present, answers)
    present.reason = reason
    telling.of_cancellation(present)
    record("meeting.cancel", present, by=by, changes={"status": changes["status"]}, reason=reason)
    return present


def hold_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Say that it took place. Raises NotAllowedNow before it began."""
    _may_plan(by)
    present = _movable(meeting, S.HELD)
    if now() < present.starts_at:
        raise NotAllowedNow(NOT_BEGUN)
    record("meeting.hold", present, by=by, changes=set_fields(present, {"status": S.HELD}))
    return present


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now; nobody else changes it meanwhile."""
    statement = select(Meeting).filter_by(id=meeting.id).with_for_update(of=Meeting)
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def _movable(meeting: Meeting, new: MeetingStatus) -> Meeting:
    present = locked(meeting)
    if not may_move(present.status, new):
        raise NotAllowedNow(NOT_NOW)
    return present


def _may_plan(by: User) -> None:
    if not can(by, Permission.MEETING_PLAN):
        raise Refused(NOT_YOURS)


def _arrange(meeting: Meeting, plan: Plan) -> Changes:
    """Give the meeting what was answered; says what changed."""
    answers: dict[str, Any] = dict(plan)
    slugs, lines = answers.pop("organisations"), answers.pop("agenda")
    if answers["ends_at"] is not None and answers["ends_at"] <= answers["starts_at"]:
        raise Refused(ENDS_BEFORE, "ends")
    _check_people(answers)
    pockets = list(queries.pockets_under(answers.pop("pockets")))
    numbers = Strategy.number.in_(answers.pop("strategies"))
    strategies = list(db.session.scalars(select(Strategy).where(numbers).order_by(Strategy.number)))
    changes = set_fields(meeting, answers)
    changes |= _relate(meeting, "pockets", pockets, lambda pocket: pocket.name)
    changes |= _relate(meeting, "strategies", strategies, lambda strategy: strategy.number)
    return changes | _invite(meeting, slugs) | _set_agenda(meeting, lines)


def _check_people(answers: dict[str, Any]) -> None:
    people = {person.id: person for person in queries.office_people()}
    taker = people.get(answers["note_taker_id"])
    if taker is None or not taker.takes_notes:
        raise Refused(PICK_FROM_LIST, "note_taker_id")
    if answers["chair_user_id"] and answers["chair_user_id"] not in people:
        raise Refused(PICK_FROM_LIST, "chair_user_id")


def _relate(meeting: Meeting, name: str, things: list[Any], word: Any) -> Changes:
    old = list(getattr(meeting, name))
    if old == things:
        return {}
    setattr(meeting, name, things)
    return {name: ([word(each) for each in old], [word(each) for each in things])}


def _invite(meeting: Meeting, slugs: Sequence[str]) -> Changes:
    """Invitations as chosen; one that is withdrawn after its letter went out is said so by mail."""
    wanted = {each.id: each for each in queries.organisations_under(slugs)}
    kept = [each for each in meeting.invitations if each.organisation_id in wanted]
    gone = [each for each in meeting.invitations if each.organisation_id not in wanted]
    there = {each.organisation_id for each in kept}
    new = [each for key, each in wanted.items() if key not in there]
    if any(each.status is not OrganisationStatus.VERIFIED for each in new):
        raise Refused(PICK_FROM_LIST, "organisations")
    for invitation in gone:
        telling.of_withdrawal(meeting, invitation)
    old = [each.organisation.name for each in meeting.invitations]
    meeting.invitations = [*kept, *(_invitation(each) for each in new)]
    names = [each.organisation.name for each in kept] + [each.name for each in new]
    return {"organisations": (old, names)} if new or gone else {}


def _invitation(organisation: Organisation) -> MeetingInvitation:
    return MeetingInvitation(organisation_id=organisation.id, organisation=organisation)


def _set_agenda(meeting: Meeting, lines: Sequence[AgendaLine]) -> Changes:
    if len(lines) > LONGEST_AGENDA:
        raise Refused(TOO_LONG, "agenda")
    carried = {line["carried"] for line in lines if line["carried"]}
    if carried - existing_items(carried):
        raise Refused(NO_SUCH_ITEM, "agenda")
    old = [(each.title, each.minutes, each.presenter, each.carried_item_id) for each in meeting.agenda]
    new = [(line["title"], line["minutes"], line["presenter"], line["carried"]) for line in lines]
    if old == new:
        return {}
    meeting.agenda = [
        AgendaItem(position=n, title=title, minutes=minutes, presenter=presenter, carried_item_id=carried_id)
        for n, (title, minutes, presenter, carried_id) in enumerate(new)
    ]
    return {"agenda": ([line[0] for line in old], [line[0] for line in new])}
