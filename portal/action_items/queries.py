"""Reading action items (RTL) across all FGDs. They live from the approval of their minutes on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.action_items.rules import ItemSort
from portal.commitments.models import Commitment
from portal.core.clock import today
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.files.models import StoredFile
from portal.files.queries import get_link
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem, Minutes
from portal.minutes.rules import (
    ActionItemState,
    ActionItemStatus,
    MinutesStatus,
    Priority,
    item_state,
)
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind

OPEN, DONE = ActionItemStatus.OPEN, ActionItemStatus.DONE
SOON_DAYS = 14
ALIVE = Minutes.status == MinutesStatus.APPROVED


@dataclass(frozen=True)
class ItemFilter:
    """What is asked of the list; an empty one asks for every action item there is."""

    organisation_ids: frozenset[int] | None = None
    meeting: str = ""
    state: ActionItemState | None = None
    priority: Priority | None = None
    words: str = ""
    sort: ItemSort = ItemSort.ORGANISATION


@dataclass(frozen=True)
class ItemRow:
    """One action item in a list."""

    meeting_reference: str
    meeting_title: str
    number: int
    what: str
    organisation_name: str
    organisation_slug: str
    kind: OrganisationKind
    person: str
    due_on: date | None
    priority: Priority
    status: ActionItemStatus
    done_at: datetime | None
    done_note: str
    verified_at: datetime | None
    commitment_reference: str | None
    is_example: bool

    @property
    def state(self) -> ActionItemState:
        return item_state(self.status, self.due_on, self.verified_at is not None, today())

    @property
    def days_late(self) -> int:
        """Days since the due date of an open item; 0 where it is not overdue."""
        late = self.state is ActionItemState.OVERDUE and self.due_on is not None
        return (today() - self.due_on).days if late and self.due_on else 0


COLUMNS = (
    Meeting.reference,
    Meeting.title,
    ActionItem.number,
    ActionItem.what,
    Organisation.name,
    Organisation.slug,
    Organisation.kind,
    ActionItem.person,
    ActionItem.due_on,
    ActionItem.priority,
    ActionItem.status,
    ActionItem.done_at,
    ActionItem.done_note,
    ActionItem.verified_at,
    Commitment.reference,
    Meeting.is_example,
)


def get_item(reference: str, number: int) -> ActionItem | None:
    """One living action item: that of the meeting's approved minutes with this number."""
    meeting = contains_eager(ActionItem.minutes).contains_eager(Minutes.meeting).lazyload(Meeting.note_taker)
    people = (joinedload(ActionItem.done_by).lazyload("*"), joinedload(ActionItem.verified_by).lazyload("*"))
    statement = select(ActionItem).join(ActionItem.minutes).join(Minutes.meeting).options(meeting, *people)
    return db.session.scalar(
        statement.where(Meeting.reference == reference, ActionItem.number == number, ALIVE)
    )


@dataclass(frozen=True)
class ItemDocument:
    """A document of an item; it belongs to whom the item belongs."""

    item: ActionItem
    file: StoredFile

    @property
    def organisation_id(self) -> int:
        return self.item.organisation_id


def get_document(reference: str, number: int, link_id: int) -> ItemDocument | None:
    """One document of this item, by the key of its link."""
    item = get_item(reference, number)
    link = get_link("action_items", item.id, link_id) if item else None
    return ItemDocument(item, link.file) if item and link else None


def list_items(asked: ItemFilter, number: int) -> Page[ItemRow]:
    """One page of the list."""
    statement = _narrowed(asked)
    total = db.session.scalar(statement.with_only_columns(func.count(ActionItem.id))) or 0
    rows = _sorted(statement, asked.sort).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([ItemRow(*row) for row in db.session.execute(rows)], number, total)


def all_items(asked: ItemFilter) -> list[ItemRow]:
    """The whole list, for files and papers."""
    return [ItemRow(*row) for row in db.session.execute(_sorted(_narrowed(asked), asked.sort))]


def overdue_count(organisation_ids: frozenset[int] | None = None) -> int:
    """How many items are overdue today, of all or of some organisations."""
    asked = ItemFilter(organisation_ids, state=ActionItemState.OVERDUE)
    return db.session.scalar(_narrowed(asked).with_only_columns(func.count(ActionItem.id))) or 0


@dataclass(frozen=True)
class Chased:
    """How many items are overdue, and how many were reported as done and wait for somebody to check them."""

    overdue: int
    unchecked: int


def chased() -> Chased:
    """Counted over all FGDs: one query."""
    states = (ActionItemState.OVERDUE, ActionItemState.DONE)
    sums = [func.coalesce(func.sum(case((in_item_state(state), 1), else_=0)), 0) for state in states]
    overdue, unchecked = db.session.execute(living_items().with_only_columns(*sums)).one()
    return Chased(int(overdue), int(unchecked))


def due_soon(organisation_ids: frozenset[int] | None = None) -> list[ItemRow]:
    """The open items of these organisations (None: all) that are overdue or due in two weeks, in order."""
    last = today() + timedelta(days=SOON_DAYS)
    soon = (ActionItem.status == OPEN, ActionItem.due_on <= last)
    statement = _narrowed(ItemFilter(organisation_ids)).where(*soon)
    rows = db.session.execute(statement.order_by(ActionItem.due_on, ActionItem.id))
    return [ItemRow(*row) for row in rows]


def responsible_organisations() -> list[tuple[str, str]]:
    """The organisations that have action items, as (slug, name) by name."""
    statement = (
        select(Organisation.slug, Organisation.name)
        .join(ActionItem, ActionItem.organisation_id == Organisation.id)
        .join(Minutes, Minutes.id == ActionItem.minutes_id)
        .where(ALIVE)
        .group_by(Organisation.id, Organisation.slug, Organisation.name)
    )
    rows = db.session.execute(statement.order_by(Organisation.name, Organisation.id))
    return [(slug, name) for slug, name in rows]


def living_items() -> Select[*tuple[Any, ...]]:
    """The action items of approved minutes, with all that stands around them."""
    return (
        select(*COLUMNS)
        .select_from(ActionItem)
        .join(Minutes, Minutes.id == ActionItem.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(Organisation, Organisation.id == ActionItem.organisation_id)
        .outerjoin(Commitment, Commitment.id == ActionItem.commitment_id)
        .where(ALIVE)
    )


def _narrowed(asked: ItemFilter) -> Select[*tuple[Any, ...]]:
    statement = living_items()
    if asked.organisation_ids is not None:
        statement = statement.where(ActionItem.organisation_id.in_(asked.organisation_ids))
    if asked.meeting:
        statement = statement.where(Meeting.reference == asked.meeting)
    if asked.state:
        statement = statement.where(in_item_state(asked.state))
    if asked.priority:
        statement = statement.where(ActionItem.priority == asked.priority)
    for word in asked.words.split()[:8]:
        texts = (ActionItem.what, ActionItem.person, Meeting.reference, Meeting.title, Organisation.name)
        statement = statement.where(or_(*(text.icontains(word, autoescape=True) for text in texts)))
    return statement


def in_item_state(state: ActionItemState) -> ColumnElement[bool]:
    """The same as rules.item_state, for the database."""
    late = and_(ActionItem.status == OPEN, ActionItem.due_on < today())
    return {
        ActionItemState.OVERDUE: late,
        ActionItemState.OPEN: and_(
            ActionItem.status == OPEN, or_(ActionItem.due_on.is_(None), ActionItem.due_on >= today())
        ),
        ActionItemState.DONE: and_(ActionItem.status == DONE, ActionItem.verified_at.is_(None)),
        ActionItemState.VERIFIED: and_(ActionItem.status == DONE, ActionItem.verified_at.is_not(None)),
    }[state]


def _sorted(statement: Select[*tuple[Any, ...]], sort: ItemSort) -> Select[*tuple[Any, ...]]:
    """Overdue first, then open, then to be checked, then over; the id breaks the last tie.

    By organisation, those with something overdue come before the others.
    """
    states = (ActionItemState.OVERDUE, ActionItemState.OPEN, ActionItemState.DONE)
    urgency = case(*((in_item_state(state), rank) for rank, state in enumerate(states)), else_=len(states))
    due = ActionItem.due_on.asc().nulls_last()
    late = case((in_item_state(ActionItemState.OVERDUE), 1), else_=0)
    chased = func.max(late).over(partition_by=ActionItem.organisation_id).desc()
    orders: dict[ItemSort, tuple[Any, ...]] = {
        ItemSort.ORGANISATION: (chased, func.lower(Organisation.name), Organisation.id, urgency, due),
        ItemSort.DUE: (urgency, due),
        ItemSort.MEETING: (Meeting.starts_at.desc(), Meeting.id.desc(), urgency, due),
    }
    return statement.order_by(*orders[sort], ActionItem.number, ActionItem.id)
