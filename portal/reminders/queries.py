"""Who owes what, who is to be told, and what came of the month before; no query per row."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.accounts.models import OfficeRole, User
from portal.accounts.rules import OfficeRoleName
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import WIB, today
from portal.core.database import db
from portal.core.values import months_before
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem, Minutes
from portal.minutes.rules import ActionItemStatus, MinutesStatus
from portal.organisations.models import Membership, Organisation
from portal.progress.listing import owed_groups
from portal.progress.models import ProgressReport
from portal.progress.owing import (
    Owed,
    Silent,
    longest_waited_for,
    overdue_reports,
    owed_reports,
    silent_commitments,
)
from portal.progress.rules import ReportStatus

RUNNING = Commitment.status == CommitmentStatus.VERIFIED


@dataclass(frozen=True)
class DueItem:
    """An open action item (RTL) with its date."""

    id: int
    meeting_reference: str
    number: int
    what: str
    organisation_id: int
    due_on: date


@dataclass(frozen=True)
class LastMonth:
    """How many commitments and reports were verified in the calendar month before this one (WIB)."""

    commitments: int = 0
    reports: int = 0


@dataclass(frozen=True)
class Debtor:
    """A partner with what it owes, the longest owed first."""

    id: int
    name: str
    slug: str
    reports: tuple[Owed, ...]
    silent: tuple[Silent, ...]

    @property
    def since(self) -> date:
        """Since when it owes, or has not been heard of."""
        return min([each.due_on for each in self.reports] + [each.heard_on for each in self.silent])

    @property
    def is_example(self) -> bool:
        return any(r.is_example for r in self.reports) or any(s.is_example for s in self.silent)


def longest_debtors(most: int) -> tuple[list[Debtor], int]:
    """The first of them, and how many there are in all."""
    ids, number = longest_waited_for(today(), most)
    return debtors(ids), number


def debtors(ids: Collection[int] | None = None) -> list[Debtor]:
    """Every partner that owes a report whose date has passed, or is silent; the longest owing first."""
    late, silent = overdue_reports(ids, today()), silent_commitments(today(), ids)
    reports, quiet = by_organisation(late), by_organisation(silent)
    rows: list[Owed | Silent] = [*late, *silent]
    names = {row.organisation_id: (row.organisation_name, row.organisation_slug) for row in rows}
    found = [
        Debtor(key, *named, tuple(reports.get(key, ())), tuple(quiet.get(key, ())))
        for key, named in names.items()
    ]
    return sorted(found, key=lambda each: (each.since, each.name, each.id))


def next_reports(organisation_ids: Collection[int] | None = None) -> list[Owed]:
    """The report that each commitment owes first: later quarters cannot be written before it."""
    return [group.first for group in owed_groups(owed_reports(organisation_ids, today()))]


def phones_of(organisation_ids: Collection[int]) -> dict[int, str]:
    """The numbers by which the office reaches organisations."""
    o = Organisation
    found = db.session.execute(select(o.id, o.contact_phone).where(o.id.in_(organisation_ids)))
    return {row.id: row.contact_phone for row in found}


def items_due_until(day: date, organisation_ids: Collection[int] | None = None) -> list[DueItem]:
    """Open action items of approved minutes whose date is not after a day."""
    i = ActionItem
    statement = (
        select(i.id, Meeting.reference, i.number, i.what, i.organisation_id, i.due_on)
        .join(Minutes, Minutes.id == i.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(
            i.status == ActionItemStatus.OPEN,
            Minutes.status == MinutesStatus.APPROVED,
            i.due_on <= day,
        )
        .order_by(i.due_on, i.id)
    )
    if organisation_ids is not None:
        statement = statement.where(i.organisation_id.in_(organisation_ids))
    found = [row._mapping for row in db.session.execute(statement)]
    return [DueItem(*row.values()) for row in found]


def members_of(organisation_ids: Collection[int]) -> dict[int, list[User]]:
    """The people of these organisations whose address is confirmed, by organisation."""
    statement = (
        select(Membership.organisation_id, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organisation_id.in_(organisation_ids), _can_read())
        .order_by(Membership.organisation_id, User.id)
    )
    rows = db.session.execute(statement).all()
    return {key: [row[1] for row in group] for key, group in groupby(rows, key=lambda row: row[0])}


def office_people() -> Sequence[User]:
    """Those of the office who follow up: verifiers and the Sekda."""
    roles = (OfficeRoleName.VERIFIER, OfficeRoleName.SEKDA)
    working = select(OfficeRole.user_id).where(OfficeRole.role.in_(roles))
    return db.session.scalars(select(User).where(User.id.in_(working), _can_read()).order_by(User.id)).all()


def everybody_in_office() -> Sequence[User]:
    """All who work there, whatever their role."""
    working = select(OfficeRole.user_id)
    return db.session.scalars(select(User).where(User.id.in_(working), _can_read()).order_by(User.id)).all()


def partners_with_running_commitments() -> list[int]:
    """The organisations that lead a commitment that is running or planned."""
    return list(db.session.scalars(select(Commitment.organisation_id).where(RUNNING).distinct()))


def reports_handed_in_on_time() -> tuple[int, int]:
    """How many running commitments owe no late report, of how many that have begun."""
    begun = select(func.count()).select_from(Commitment).where(RUNNING, Commitment.starts_on <= today())
    in_time = or_(Commitment.report_due_on.is_(None), Commitment.report_due_on >= today())
    return db.session.scalar(begun.where(in_time)) or 0, db.session.scalar(begun) or 0


def last_month() -> dict[int, LastMonth]:
    """What was verified in the month before this one, by the leading organisation."""
    end = today().replace(day=1)
    bounds = (_midnight(months_before(end, 1)), _midnight(end))
    c, r = Commitment, ProgressReport
    pledged = select(c.organisation_id, func.count()).where(
        c.verified_at >= bounds[0], c.verified_at < bounds[1]
    )
    reported = (
        select(c.organisation_id, func.count())
        .join(r, r.commitment_id == c.id)
        .where(r.status == ReportStatus.VERIFIED, r.verified_at >= bounds[0], r.verified_at < bounds[1])
    )
    new = _counts(pledged)
    told = _counts(reported)
    return {key: LastMonth(new.get(key, 0), told.get(key, 0)) for key in {*new, *told}}


def names_of(organisation_ids: Collection[int]) -> dict[int, str]:
    """The names of organisations, by key."""
    o = Organisation
    return {
        row.id: row.name for row in db.session.execute(select(o.id, o.name).where(o.id.in_(organisation_ids)))
    }


def by_organisation(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the organisation they belong to, in their order."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, []).append(row)
    return found


def _counts(statement: Select[*tuple[Any, ...]]) -> dict[int, int]:
    grouped = statement.group_by(Commitment.organisation_id)
    return {row[0]: row[1] for row in db.session.execute(grouped)}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=WIB)


def _can_read() -> ColumnElement[bool]:
    return and_(User.is_active, User.email_confirmed_at.is_not(None))
