"""Action items of published FGDs, as everybody may read them: for pages and for files.

The person in charge is never read. An organisation or a commitment that is not public stays unnamed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, or_, select

from portal.commitments.models import Commitment
from portal.core.clock import WIB, today
from portal.core.database import db
from portal.core.publishing import published
from portal.meetings.models import Meeting, MeetingStrategy
from portal.minutes.models import ActionItem, Minutes
from portal.minutes.rules import ActionItemState, ActionItemStatus, MinutesStatus, item_state
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind

PART = 1000  # rows held in memory at once
APPROVED = Minutes.status == MinutesStatus.APPROVED
Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class ItemChoice:
    """Which items: of an FGD, of a year, of FGDs about a strategy, of an organisation, with these words."""

    meeting_id: int | None = None
    year: int | None = None
    strategy: int | None = None
    organisation_id: int | None = None
    words: str = ""


@dataclass(frozen=True)
class PublicItem:
    """What everybody may know of an action item."""

    reference: str
    title: str
    starts_at: datetime
    number: int
    what: str
    organisation_slug: str | None
    organisation_name: str | None
    organisation_kind: OrganisationKind | None
    due_on: date | None
    status: ActionItemStatus
    done_at: datetime | None
    verified_at: datetime | None
    commitment_reference: str | None
    is_example: bool

    @property
    def state(self) -> ActionItemState:
        return item_state(self.status, self.due_on, self.verified_at is not None, today())


def in_approved_minutes(statement: Statement) -> Statement:
    """A select of meetings through the gate, narrowed to those whose minutes were approved too."""
    joined = statement.join(Minutes, Minutes.meeting_id == Meeting.id)
    return published(joined).where(APPROVED)


def held_in(year: int) -> list[ColumnElement[bool]]:
    """The meeting began in this year (WIB)."""
    first, last = (datetime(each, 1, 1, tzinfo=WIB).astimezone(UTC) for each in (year, year + 1))
    return [Meeting.starts_at >= first, Meeting.starts_at < last]


def concerning(strategy: int) -> ColumnElement[bool]:
    """The meeting was about this strategy."""
    return Meeting.id.in_(select(MeetingStrategy.meeting_id).filter_by(strategy_number=strategy))


def published_items(choice: ItemChoice) -> Iterator[PublicItem]:
    """The items, the newest FGD first, by number in each; read in parts."""
    statement = in_approved_minutes(_select()).join(ActionItem, ActionItem.minutes_id == Minutes.id)
    order = (Meeting.starts_at.desc(), Meeting.id.desc(), ActionItem.number)
    chosen = statement.where(*_conditions(choice)).order_by(*order)
    found = db.session.execute(chosen, execution_options={"yield_per": PART})
    return (PublicItem(*row) for part in found.partitions() for row in part)


def _select() -> Statement:
    return select(
        *(Meeting.reference, Meeting.title, Meeting.starts_at, ActionItem.number, ActionItem.what),
        *(_organisation(Organisation.slug), _organisation(Organisation.name)),
        *(_organisation(Organisation.kind), ActionItem.due_on, ActionItem.status, ActionItem.done_at),
        *(ActionItem.verified_at, _commitment(), Meeting.is_example),
    ).select_from(Meeting)


def _organisation(column: Any) -> ScalarSelect[Any]:
    public = published(select(column).where(Organisation.id == ActionItem.organisation_id))
    return public.correlate(ActionItem).scalar_subquery()


def _commitment() -> ScalarSelect[Any]:
    reference = select(Commitment.reference).join(Organisation, Organisation.id == Commitment.organisation_id)
    public = published(reference.where(Commitment.id == ActionItem.commitment_id))
    return public.correlate(ActionItem).scalar_subquery()


def _conditions(choice: ItemChoice) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if choice.meeting_id is not None:
        conditions.append(Meeting.id == choice.meeting_id)
    if choice.year is not None:
        conditions += held_in(choice.year)
    if choice.strategy is not None:
        conditions.append(concerning(choice.strategy))
    if choice.organisation_id is not None:
        conditions.append(ActionItem.organisation_id == choice.organisation_id)
    for word in choice.words.split()[:8]:
        texts = (ActionItem.what, Meeting.title, Meeting.reference)
        conditions.append(or_(*(text.icontains(word, autoescape=True) for text in texts)))
    return conditions
