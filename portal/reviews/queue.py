"""What waits for the office: commitments and organisations in one line, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.commitments.models import Commitment
from portal.commitments.rows import NOTHING, place_text, sums_of
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.paging import Page
from portal.core.workdays import working_days
from portal.organisations import queries as organisations
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MemberRole, OrganisationKind
from portal.policy import Role


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `reference` is None for an organisation; `days` are working days."""

    reference: str | None
    slug: str
    title: str
    organisation_name: str
    kind: OrganisationKind
    since: datetime
    days: int
    id: int | None = None
    strategy_number: int | None = None
    is_example: bool = False
    place: str = ""


@dataclass(frozen=True)
class Queue:
    """One page of the line, with the counters above it."""

    page: Page[Waiting]
    commitments: int
    organisations: int
    oldest_days: int

    @property
    def shows_examples(self) -> bool:
        return any(row.is_example for row in self.page.rows)


def queue_for(user: User, number: int) -> Queue:
    """The line as this person sees it: a narrowed verifier only the strategies given to him or her."""
    strategies = strategies_seen_by(user)
    pledges = _waiting_commitments(strategies)
    applicants = [_applicant(row) for row in organisations.waiting()]
    line = sorted([*pledges, *applicants], key=lambda row: (row.since, row.reference or "", row.slug))
    page = Page(line, number, len(line))
    shown = _with_places(line[max(page.first - 1, 0) : page.last])
    return Queue(
        page=replace(page, rows=shown),
        commitments=len(pledges),
        organisations=len(applicants),
        oldest_days=line[0].days if line else 0,
    )


def strategies_seen_by(user: User) -> frozenset[int]:
    """The strategies this person's work is narrowed to; empty means all (the Sekda, administrators)."""
    others = {Role.ADMIN, Role.SEKDA, Role.NOTE_TAKER}
    return frozenset() if any(user.has_role(role) for role in others) else user.strategy_numbers


def people_to_tell(commitment: Commitment) -> Sequence[User]:
    """Who hears of a decision: the author, and those who manage the organisation that leads it."""
    managers = select(Membership.user_id).filter_by(
        organisation_id=commitment.organisation_id, role=MemberRole.MANAGER
    )
    statement = select(User).where(
        or_(User.id == commitment.created_by_id, User.id.in_(managers)), User.is_active
    )
    return db.session.scalars(statement.order_by(User.id)).all()


def author_of(commitment: Commitment) -> str:
    """The name of who recorded it: the name alone, since a whole user brings roles and memberships along."""
    return db.session.scalar(select(User.name).where(User.id == commitment.created_by_id)) or ""


def edits_since_return(commitment: Commitment) -> Sequence[AuditEntry]:
    """What the partner saved since the office last returned it, oldest first; none when it never was."""
    about = _trail_of(commitment)
    returned = select(func.max(AuditEntry.id)).where(*about, AuditEntry.action == "commitment.return")
    edits = select(AuditEntry).where(
        *about,
        AuditEntry.id > returned.scalar_subquery(),
        AuditEntry.action.startswith("commitment.save", autoescape=True),
    )
    return db.session.scalars(edits.order_by(AuditEntry.id)).all()


def has_written(user: User, commitment: Commitment) -> bool:
    """Whether this person ever recorded, edited or submitted it, wherever he or she works now."""
    wrote = or_(
        AuditEntry.action.startswith("commitment.save", autoescape=True),
        AuditEntry.action.in_(["commitment.create", "commitment.submit"]),
    )
    entries = select(AuditEntry.id).where(*_trail_of(commitment), AuditEntry.actor_id == user.id, wrote)
    return db.session.scalar(entries.limit(1)) is not None


def _trail_of(commitment: Commitment) -> tuple[ColumnElement[bool], ...]:
    """The reference is given once for ever; the id of a deleted draft may be given again."""
    return (
        AuditEntry.object_kind == "commitments",
        AuditEntry.object_id == str(commitment.id),
        AuditEntry.object_label == commitment.reference,
    )


def _waiting_commitments(strategies: frozenset[int]) -> list[Waiting]:
    columns = (
        Commitment.reference,
        Organisation.slug,
        Commitment.title,
        Organisation.name,
        Organisation.kind,
        func.coalesce(Commitment.submitted_at, Commitment.created_at, type_=Commitment.submitted_at.type),
        Commitment.id,
        Commitment.strategy_number,
        Commitment.is_example,
    )
    statement = select(*columns).join(Commitment.organisation)
    statement = statement.where(Commitment.status == CommitmentStatus.SUBMITTED)
    if strategies:
        statement = statement.where(Commitment.strategy_number.in_(strategies))
    rows = db.session.execute(statement.order_by(Commitment.submitted_at, Commitment.id))
    return [
        Waiting(reference, slug, title, name, kind, since, _days(since), key, strategy, is_example=example)
        for reference, slug, title, name, kind, since, key, strategy, example in rows
    ]


def _applicant(row: organisations.Waiting) -> Waiting:
    return Waiting(None, row.slug, row.name, row.name, row.kind, row.applied_at, _days(row.applied_at))


def _days(since: datetime) -> int:
    until: date = today()
    return working_days(in_wib(since).date(), until)


def _with_places(rows: Sequence[Waiting]) -> list[Waiting]:
    """The same rows with their places in a few words: one more query for the page."""
    sums = sums_of([row.id for row in rows if row.id is not None])
    return [
        row if row.id is None else replace(row, place=place_text(sums.get(row.id, NOTHING))) for row in rows
    ]
