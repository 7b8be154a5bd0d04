"""One FGD as everybody may read it: published, with approved minutes. People are counted, never named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from portal.action_items.published import (
    ItemChoice,
    PublicItem,
    in_approved_minutes,
    published_items,
)
from portal.commitments.models import Commitment
from portal.commitments.rows import COLUMNS, CommitmentRow, rows_of
from portal.core.database import db
from portal.core.publishing import published
from portal.core.values import masked
from portal.meetings.hours import hour_is_known, is_real_in_part
from portal.meetings.models import AgendaItem, Attendee, Meeting, MeetingPocket, MeetingStrategy
from portal.minutes.models import ActionItem, Addendum, Decision, Minutes
from portal.minutes.rules import ActionItemState
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.public.fgd_rules import Shown, shown_kinds, shown_sexes
from portal.strategies.models import Strategy
from portal.web.formats import listed

Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Attendance:
    """How many came: altogether, by kind of organisation, by sex (None: the rest)."""

    total: Shown
    kinds: Sequence[tuple[str, Shown]]
    sexes: Sequence[tuple[str, Shown]]


@dataclass(frozen=True)
class AgendaPoint:
    """One point of the agenda; `taken_up` is the action item of an earlier FGD, (reference, number)."""

    title: str
    minutes: int | None
    presenter: str
    taken_up: tuple[str, int] | None


@dataclass(frozen=True)
class FgdPage:
    """One FGD with everything its page shows."""

    meeting: Any
    agenda: Sequence[AgendaPoint]
    pockets: Sequence[Any]
    strategies: Sequence[Strategy]
    decisions: Sequence[Any]
    items: Sequence[PublicItem]
    commitments: Sequence[CommitmentRow]
    attendance: Attendance
    addenda: Sequence[Any]

    @property
    def hour_is_known(self) -> bool:
        return hour_is_known(self.meeting.starts_at)

    @property
    def is_real_in_part(self) -> bool:
        return is_real_in_part(self.is_example, self.meeting.starts_at)

    @property
    def overdue(self) -> int:
        return sum(item.state is ActionItemState.OVERDUE for item in self.items)

    @property
    def is_example(self) -> bool:
        return bool(self.meeting.is_example)

    @property
    def updated_at(self) -> datetime:
        """When anything on the page last changed."""
        items = (moment for item in self.items for moment in (item.done_at, item.verified_at))
        addenda = (each.approved_at for each in self.addenda)
        return max(moment for moment in (self.meeting.updated_at, *items, *addenda) if moment)


@dataclass(frozen=True)
class Origin:
    """The action item from which a commitment was born."""

    reference: str
    title: str
    starts_at: datetime
    number: int


def get_fgd(reference: str) -> FgdPage | None:
    """The page of a published FGD, or None."""
    m = Meeting
    statement = select(
        *(m.id, m.reference, m.title, m.starts_at, m.ends_at, m.place, m.chair_position, m.is_example),
        *(m.updated_at, Minutes.html, Minutes.approved_at, Minutes.sha256),
    ).select_from(Meeting)
    meeting = db.session.execute(in_approved_minutes(statement).where(m.reference == reference)).one_or_none()
    return _page(meeting) if meeting else None


def origin_of(commitment_id: int) -> Origin | None:
    """The action item of a published FGD from which this commitment was born, or None."""
    columns = (Meeting.reference, Meeting.title, Meeting.starts_at, ActionItem.number)
    statement = in_approved_minutes(select(*columns).select_from(Meeting))
    joined = statement.join(ActionItem, ActionItem.minutes_id == Minutes.id)
    row = db.session.execute(joined.where(ActionItem.commitment_id == commitment_id)).one_or_none()
    return Origin(*row) if row else None


def _page(meeting: Any) -> FgdPage:
    return FgdPage(
        meeting=meeting,
        agenda=_agenda(meeting.id),
        pockets=_pockets(meeting.id),
        strategies=_strategies(meeting.id),
        decisions=_decisions(meeting.id),
        items=list(published_items(ItemChoice(meeting_id=meeting.id))),
        commitments=_commitments(meeting.id),
        attendance=_attendance(meeting.id),
        addenda=_addenda(meeting.id),
    )


def _here(columns: Iterable[Any], meeting_id: int) -> Statement:
    """A select of parts of one meeting, still through the gate."""
    return in_approved_minutes(select(*columns).select_from(Meeting)).where(Meeting.id == meeting_id)


def _agenda(meeting_id: int) -> list[AgendaPoint]:
    a = AgendaItem
    columns = (a.title, a.minutes, a.presenter, a.carried_item_id)
    statement = _here(columns, meeting_id).join(a, a.meeting_id == Meeting.id)
    points = db.session.execute(statement.order_by(a.position, a.id)).all()
    public = _taken_up([point.carried_item_id for point in points if point.carried_item_id])
    return [
        AgendaPoint(point.title, point.minutes, point.presenter, public.get(point.carried_item_id))
        for point in points
    ]


def _taken_up(item_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Where these action items stand, as far as their own FGDs are published."""
    if not item_ids:
        return {}
    columns = (ActionItem.id, Meeting.reference, ActionItem.number)
    statement = in_approved_minutes(select(*columns).select_from(Meeting))
    joined = statement.join(ActionItem, ActionItem.minutes_id == Minutes.id)
    found = db.session.execute(joined.where(ActionItem.id.in_(item_ids)))
    return {key: (reference, number) for key, reference, number in found}


def _pockets(meeting_id: int) -> Sequence[Any]:
    naming = select(MeetingPocket.pocket_id).filter_by(meeting_id=meeting_id)
    columns = (Pocket.slug, Pocket.name, Region.name.label("village"))
    statement = published(select(*columns).join(Region, Region.code == Pocket.region_code))
    return db.session.execute(
        statement.where(Pocket.id.in_(naming)).order_by(Pocket.name, Region.name, Pocket.id)
    ).all()


def _strategies(meeting_id: int) -> Sequence[Strategy]:
    naming = select(MeetingStrategy.strategy_number).filter_by(meeting_id=meeting_id)
    return db.session.scalars(
        select(Strategy).where(Strategy.number.in_(naming)).order_by(Strategy.number)
    ).all()


def _decisions(meeting_id: int) -> Sequence[Any]:
    d = Decision
    statement = _here((d.number, d.text), meeting_id).join(d, d.minutes_id == Minutes.id)
    return db.session.execute(statement.order_by(d.number)).all()


def _addenda(meeting_id: int) -> Sequence[Any]:
    """Those that the chair approved: the others do not count yet."""
    a = Addendum
    statement = _here((a.number, a.html, a.sha256, a.approved_at), meeting_id)
    approved = statement.join(a, a.minutes_id == Minutes.id).where(a.approved_at.is_not(None))
    return db.session.execute(approved.order_by(a.number)).all()


def _commitments(meeting_id: int) -> list[CommitmentRow]:
    """The public commitments that were born here, by the number of their action item."""
    i = ActionItem
    statement = _here(COLUMNS, meeting_id).join(i, i.minutes_id == Minutes.id)
    lead = statement.join(Commitment, Commitment.id == i.commitment_id).join(
        Organisation, Organisation.id == Commitment.organisation_id
    )
    named = lead.join(Strategy, Strategy.number == Commitment.strategy_number)
    return rows_of(published(named).order_by(i.number))


def _attendance(meeting_id: int) -> Attendance:
    """People written twice were merged and count once."""
    a = Attendee
    statement = _here((a.kind, a.sex, func.count(a.id)), meeting_id).join(a, a.meeting_id == Meeting.id)
    found = db.session.execute(statement.where(a.merged_into_id.is_(None)).group_by(a.kind, a.sex)).all()
    kinds = {kind: sum(row[2] for row in found if row[0] is kind) for kind in {row[0] for row in found}}
    sexes = {sex: sum(row[2] for row in found if row[1] is sex) for sex in {row[1] for row in found}}
    return Attendance(
        total=masked(sum(kinds.values())),
        kinds=[(listed([str(kind.label) for kind in group]), count) for group, count in shown_kinds(kinds)],
        sexes=[(str(sex.label), count) for sex, count in shown_sexes(sexes)],
    )
