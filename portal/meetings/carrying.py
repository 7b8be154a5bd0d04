"""Open action items of earlier meetings, which the agenda of the next one takes up.

Read by table name: their room stands above this one.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Integer, String, column, select, table

from portal.core.clock import today
from portal.core.database import db
from portal.meetings.models import AgendaItem, Meeting
from portal.organisations.models import Organisation

_minutes = table("minutes", column("id", Integer), column("meeting_id", Integer), column("status", String))
_items = table(
    "action_items",
    column("id", Integer),
    column("minutes_id", Integer),
    column("number", Integer),
    column("what", String),
    column("organisation_id", Integer),
    column("due_on", Date),
    column("status", String),
)
MOST_OFFERED = 40
_LONGEST = 120  # letters of what is to be done, in a line of the agenda


@dataclass(frozen=True)
class OpenItem:
    """An action item that is not done: what, who, until when."""

    id: int
    reference: str
    what: str
    organisation: str
    due_on: date | None

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    @property
    def agenda_title(self) -> str:
        """How it stands in the agenda: "RTL FGD-2026-0001#3: Memperbaiki 40 rumah (Dinas PUPR)"."""
        short = " ".join(self.what.split())
        short = short if len(short) <= _LONGEST else short[: _LONGEST - 1].rstrip() + "…"
        return f"RTL {self.reference}: {short} ({self.organisation})"[:200]


def open_items(besides: Meeting | None = None) -> list[OpenItem]:
    """What earlier meetings left open: the longest overdue first, those without a date last.

    With `besides` without what stands in that meeting's agenda already, or comes from it.
    """
    statement = (
        select(
            _items.c.id, Meeting.reference, _items.c.number, _items.c.what, Organisation.name, _items.c.due_on
        )
        .select_from(_items)
        .join(_minutes, _minutes.c.id == _items.c.minutes_id)
        .join(Meeting, Meeting.id == _minutes.c.meeting_id)
        .join(Organisation, Organisation.id == _items.c.organisation_id)
        .where(_items.c.status == "open", _minutes.c.status == "approved")
        .order_by(_items.c.due_on.asc().nulls_last(), _items.c.id)
        .limit(MOST_OFFERED)
    )
    if besides is not None:
        carried = select(AgendaItem.carried_item_id).where(AgendaItem.meeting_id == besides.id)
        carried = carried.where(AgendaItem.carried_item_id.is_not(None))
        statement = statement.where(Meeting.id != besides.id, _items.c.id.not_in(carried))
    return [
        OpenItem(key, f"{reference}#{number}", what, organisation, due_on)
        for key, reference, number, what, organisation, due_on in db.session.execute(statement)
    ]


def existing_items(keys: set[int]) -> set[int]:
    """Those of these numbers that are action items of approved minutes."""
    statement = select(_items.c.id).join(_minutes, _minutes.c.id == _items.c.minutes_id)
    return set(db.session.scalars(statement.where(_items.c.id.in_(keys), _minutes.c.status == "approved")))


def carried_into(meeting: Meeting) -> dict[int, tuple[str, int]]:
    """The action items that the agenda takes up, by their key: (reference of their meeting, number)."""
    keys = [line.carried_item_id for line in meeting.agenda if line.carried_item_id]
    if not keys:
        return {}
    statement = (
        select(_items.c.id, Meeting.reference, _items.c.number)
        .join(_minutes, _minutes.c.id == _items.c.minutes_id)
        .join(Meeting, Meeting.id == _minutes.c.meeting_id)
        .where(_items.c.id.in_(keys))
    )
    return {key: (reference, number) for key, reference, number in db.session.execute(statement)}


def is_approved(meeting: Meeting) -> bool:
    """Whether the minutes of this meeting were approved: what they froze is changed no more."""
    return minutes_status(meeting) == "approved"


def minutes_status(meeting: Meeting) -> str | None:
    """How far the minutes of this meeting are, as it is stored; None where nobody wrote any."""
    statement = select(_minutes.c.status).where(_minutes.c.meeting_id == meeting.id)
    return db.session.scalar(statement)
