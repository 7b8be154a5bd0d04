"""Everything that a page about the minutes of one meeting shows, ready to be arranged."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.core.clock import today
from portal.minutes.models import Addendum, Minutes
from portal.minutes.queries import Answer, answers_of, unanswered
from portal.minutes.rules import ActionItemState, MinutesStatus, Verdict, item_state, must_wait, text_hash
from portal.minutes.steps import APPROVE, SEND, Ahead, Step, hints_for, steps_for


@dataclass(frozen=True)
class ItemLine:
    """An action item of this meeting with its state today."""

    item: Any
    state: ActionItemState
    is_alive: bool


@dataclass(frozen=True)
class Sheet:
    """The minutes with their parts. `is_intact`: the stored text still has the hash it froze with."""

    minutes: Minutes
    items: list[ItemLine]
    answers: list[Answer]
    addenda: list[Addendum]
    steps: list[dict[str, Any]]
    hints: list[str]
    is_frozen: bool
    is_intact: bool


def sheet_of(minutes: Minutes) -> Sheet:
    """Gather it: one query for each part."""
    frozen = minutes.status is MinutesStatus.APPROVED
    answers = answers_of(minutes) if minutes.sent_at else []
    missing, addenda = unanswered(answers), list(minutes.addenda)
    waits = must_wait(minutes.respond_by, today(), missing)
    ahead = Ahead(missing if waits else 0, any(each.approved_at is None for each in addenda))
    return Sheet(
        minutes=minutes,
        items=lines_of(minutes),
        answers=answers,
        addenda=addenda,
        steps=steps_for(minutes, ahead),
        hints=hints_for(minutes, ahead),
        is_frozen=frozen,
        is_intact=frozen and text_hash(minutes.frozen_text) == minutes.sha256,
    )


@dataclass(frozen=True)
class Consequences:
    """Whom a step will ask, and who objected to what it will freeze; None where a step asks nobody."""

    asked: list[Answer] | None = None
    objections: tuple[Answer, ...] = ()


def consequences_of(step: Step, minutes: Any) -> Consequences:
    """What a person should know before taking a step."""
    if step is SEND:
        return Consequences(asked=answers_of(minutes))
    if step is APPROVE:
        said = answers_of(minutes)
        return Consequences(
            objections=tuple(each for each in said if each.verdict is Verdict.OBJECT and not each.older)
        )
    return Consequences()


def lines_of(minutes: Minutes) -> list[ItemLine]:
    """The action items by number."""
    alive = minutes.status is MinutesStatus.APPROVED
    return [
        ItemLine(item, item_state(item.status, item.due_on, item.verified_at is not None, today()), alive)
        for item in minutes.action_items
    ]


@dataclass(frozen=True)
class RoomSheet:
    """The minutes as an attending organisation sees them; `own` are the visitor's organisations there.

    Addenda count once they were approved; what other organisations answered is not shown.
    """

    minutes: Minutes
    items: list[ItemLine]
    addenda: list[Addendum]
    own: list[tuple[int, str]]
    answers: list[Answer]
    is_readable: bool
    may_answer: bool
    is_frozen: bool
    is_intact: bool


def room_sheet_of(minutes: Minutes, actor: Any, day: date) -> RoomSheet:
    """Gather it for one visitor."""
    answers = [a for a in answers_of(minutes) if a.organisation_id in actor.organisation_ids]
    awaiting, frozen = minutes.status is MinutesStatus.AWAITING, minutes.status is MinutesStatus.APPROVED
    return RoomSheet(
        minutes=minutes,
        items=lines_of(minutes),
        addenda=[each for each in minutes.addenda if each.approved_at],
        own=[(answer.organisation_id, answer.name) for answer in answers],
        answers=answers,
        is_readable=minutes.status is not MinutesStatus.DRAFT,
        may_answer=awaiting and (minutes.respond_by is None or day <= minutes.respond_by),
        is_frozen=frozen,
        is_intact=frozen and text_hash(minutes.frozen_text) == minutes.sha256,
    )
