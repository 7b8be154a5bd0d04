"""What belongs to the minutes besides their text, while they are a draft: points, decisions, action items."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.actions import Changes, record, set_fields
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.minutes.locking import locked_draft, unchanged
from portal.minutes.models import ActionItem, Decision, DiscussionPoint, Minutes
from portal.minutes.rules import MOST_PARTS, Priority
from portal.organisations.queries import get_organisation

Part = DiscussionPoint | Decision | ActionItem
PLACE: dict[type[Part], str] = {DiscussionPoint: "position", Decision: "number", ActionItem: "number"}
ADDED: dict[type[Part], str] = {
    DiscussionPoint: "minutes.point_add",
    Decision: "minutes.decision_add",
    ActionItem: "minutes.item_add",
}
EDITED: dict[type[Part], str] = {
    DiscussionPoint: "minutes.point_edit",
    Decision: "minutes.decision_edit",
    ActionItem: "minutes.item_edit",
}
REMOVED: dict[type[Part], str] = {
    DiscussionPoint: "minutes.point_remove",
    Decision: "minutes.decision_remove",
    ActionItem: "minutes.item_remove",
}
UNKNOWN = _l("Pilih lembaga dari daftar")
DUE_BEFORE = _l("Pilih tenggat pada hari FGD atau sesudahnya")
TOO_MANY = _l("Paling banyak %(most)d butir dalam satu FGD", most=MOST_PARTS)


def add_point(
    minutes: Minutes, *, by: User, organisation: str | None, said: str, answer: str | None
) -> DiscussionPoint:
    """What somebody said, for which organisation (by slug) if any, and the answer."""
    draft = locked_draft(minutes, by)
    return _added(draft, DiscussionPoint(**_point(organisation, said, answer)), by)


def edit_point(
    point: DiscussionPoint, *, by: User, organisation: str | None, said: str, answer: str | None
) -> DiscussionPoint:
    """Change a point of the discussion."""
    return _edited(point, by, _point(organisation, said, answer))


def add_decision(minutes: Minutes, *, by: User, text: str) -> Decision:
    """The next decision; its number follows."""
    return _added(locked_draft(minutes, by), Decision(text=text), by)


def edit_decision(decision: Decision, *, by: User, text: str) -> Decision:
    """Change the words of a decision."""
    return _edited(decision, by, {"text": text})


def add_item(minutes: Minutes, *, by: User, **answers: Any) -> ActionItem:
    """The next action item: what, organisation (slug), person, due_on, priority; its number follows."""
    draft = locked_draft(minutes, by)
    return _added(draft, ActionItem(**_item(draft, **answers)), by)


def edit_item(item: ActionItem, *, by: User, **answers: Any) -> ActionItem:
    """Change an action item."""
    return _edited(item, by, _item(item.minutes, **answers))


def remove_part(part: Part, *, by: User) -> Minutes:
    """Take out a point, a decision or an item; the numbers after it move up, the trail keeps its words."""
    draft, kind = locked_draft(part.minutes, by), type(part)
    gone = unchanged(part)
    place = getattr(gone, PLACE[kind])
    record(REMOVED[kind], draft, by=by, changes={"removed": (_words(gone), None)})
    db.session.delete(gone)
    db.session.flush()
    for each in _parts(kind, draft):
        if getattr(each, PLACE[kind]) > place:
            setattr(each, PLACE[kind], getattr(each, PLACE[kind]) - 1)
            db.session.flush()  # one by one, since two may never have the same number
    return draft


def move_part(part: Part, *, by: User, up: bool) -> Minutes:
    """Change places with the one before or after; at the end nothing happens."""
    draft, kind = locked_draft(part.minutes, by), type(part)
    moved = unchanged(part)
    row = _parts(kind, draft)
    at = row.index(moved)
    beside = at - 1 if up else at + 1
    if 0 <= beside < len(row):
        _swap(moved, row[beside], PLACE[kind])
        record("minutes.reorder", draft, by=by, changes={"place": (at + 1, beside + 1)}, reason=_words(moved))
    return draft


def _added(draft: Minutes, part: Any, by: User) -> Any:
    kind = type(part)
    number = getattr(kind, PLACE[kind])
    last = db.session.scalar(select(func.max(number)).where(kind.minutes_id == draft.id)) or 0
    if last >= MOST_PARTS:
        raise Refused(TOO_MANY)
    part.minutes_id = draft.id
    setattr(part, PLACE[kind], last + 1)
    db.session.add(part)
    db.session.flush()
    record(ADDED[kind], draft, by=by, changes={"added": (None, _words(part))})
    return part


def _edited(part: Any, by: User, answers: dict[str, Any]) -> Any:
    draft = locked_draft(part.minutes, by)
    changes: Changes = set_fields(unchanged(part), answers)
    if changes:
        db.session.flush()
        record(EDITED[type(part)], draft, by=by, changes=changes)
    return part


def _parts(kind: type[Part], draft: Minutes) -> list[Any]:
    """All of a kind as they stand, in their order."""
    order = (getattr(kind, PLACE[kind]), kind.id)
    return list(db.session.scalars(select(kind).where(kind.minutes_id == draft.id).order_by(*order)))


def _swap(one: Any, other: Any, place: str) -> None:
    first, second = getattr(one, place), getattr(other, place)
    for part, number in ((one, -1), (other, first), (one, second)):
        setattr(part, place, number)
        db.session.flush()  # by way of a number that nobody has


def _point(organisation: str | None, said: str, answer: str | None) -> dict[str, Any]:
    return {"organisation_id": _organisation_id(organisation), "said": said, "answer": answer or ""}


def _item(
    minutes: Minutes,
    what: str,
    organisation: str,
    person: str | None,
    due_on: date | None,
    priority: Priority,
) -> dict[str, Any]:
    responsible = _organisation_id(organisation)
    if responsible is None:
        raise Refused(UNKNOWN, "organisation")
    if due_on is not None and due_on < in_wib(minutes.meeting.starts_at).date():
        raise Refused(DUE_BEFORE, "due_on")
    return {
        "what": what,
        "organisation_id": responsible,
        "person": person or "",
        "due_on": due_on,
        "priority": priority,
    }


def _organisation_id(slug: str | None) -> int | None:
    found = get_organisation(slug) if slug else None
    if slug and found is None:
        raise Refused(UNKNOWN, "organisation")
    return found.id if found else None


def _words(part: Part) -> str:
    """How the trail names a part."""
    if isinstance(part, DiscussionPoint):
        return part.said
    return f"{part.number}. {part.text if isinstance(part, Decision) else part.what}"
