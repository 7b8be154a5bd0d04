"""The list of FGDs as everybody may read it: published ones with approved minutes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select

from portal.action_items.published import concerning, held_in, in_approved_minutes
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.meetings.hours import hour_is_known, is_real_in_part
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem, Decision, Minutes

Statement = Select[*tuple[Any, ...]]
NEWEST = (Meeting.starts_at.desc(), Meeting.id.desc())


@dataclass(frozen=True)
class FgdFilter:
    """What the list is narrowed to; empty means all."""

    year: int | None = None
    strategy: int | None = None
    words: str = ""


@dataclass(frozen=True)
class FgdRow:
    """An FGD in a list, with how much it decided."""

    reference: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    sequence: int
    is_example: bool
    updated_at: datetime
    decisions: int
    items: int

    @property
    def hour_is_known(self) -> bool:
        return hour_is_known(self.starts_at)

    @property
    def is_real_in_part(self) -> bool:
        return is_real_in_part(self.is_example, self.starts_at)


def list_fgds(wanted: FgdFilter, number: int = 1, size: int = PAGE_SIZE) -> Page[FgdRow]:
    """A page of the list, newest first."""
    conditions = _conditions(wanted)
    counted = in_approved_minutes(select(func.count()).select_from(Meeting)).where(*conditions)
    rows = _rows(_listed().where(*conditions).order_by(*NEWEST).limit(size).offset((number - 1) * size))
    return Page(rows, number, db.session.scalar(counted) or 0, size)


def all_fgds() -> list[FgdRow]:
    """Every published FGD, newest first: for calendars."""
    return _rows(_listed().order_by(*NEWEST))


def newest_fgd() -> FgdRow | None:
    """The latest one, if there is any."""
    rows = _rows(_listed().order_by(*NEWEST).limit(1))
    return rows[0] if rows else None


def years() -> list[int]:
    """The years in which there were any, the latest first."""
    ends = select(func.min(Meeting.starts_at), func.max(Meeting.starts_at)).select_from(Meeting)
    first, last = db.session.execute(in_approved_minutes(ends)).one()
    return list(range(in_wib(last).year, in_wib(first).year - 1, -1)) if first and last else []


def _listed() -> Statement:
    m = Meeting
    columns = (m.reference, m.title, m.starts_at, m.ends_at, m.place, m.sequence, m.is_example, m.updated_at)
    statement = select(*columns, _count(Decision), _count(ActionItem)).select_from(Meeting)
    return in_approved_minutes(statement)


def _count(part: type[Decision] | type[ActionItem]) -> ScalarSelect[int]:
    counted = select(func.count(part.id)).where(part.minutes_id == Minutes.id)
    return counted.correlate(Minutes).scalar_subquery()


def _rows(statement: Statement) -> list[FgdRow]:
    return [FgdRow(*row) for row in db.session.execute(statement)]


def _conditions(wanted: FgdFilter) -> list[ColumnElement[bool]]:
    conditions = held_in(wanted.year) if wanted.year else []
    if wanted.strategy:
        conditions.append(concerning(wanted.strategy))
    for word in wanted.words.split()[:8]:
        texts = (Meeting.title, Meeting.place, Meeting.reference, Minutes.text)
        conditions.append(or_(*(text.icontains(word, autoescape=True) for text in texts)))
    return conditions
