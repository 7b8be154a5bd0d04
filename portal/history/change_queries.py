"""Which commitments changed between the ends of two days, and how: both are read, and compared in Python."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, and_, func, or_, select

from portal.amendments.models import Amendment
from portal.commitments.models import Commitment
from portal.commitments.moment import Moment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Selection, commitment_conditions, line_conditions
from portal.commitments.version_models import PledgeVersion
from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.publishing import published
from portal.history.change_lines import Lines, first_lines, lines_at
from portal.history.change_rules import Change, ChangeKind, Side, changes_of
from portal.history.moments import moment_of
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.progress.models import ProgressReport
from portal.strategies.models import Strategy

C, V, R = Commitment, PledgeVersion, ProgressReport
ORDER = list(ChangeKind)
OF_COMMITMENTS = (
    "id", "reference", "title", "status", "starts_on", "ends_on", "verified_at", "closed_at", "unit",
    "is_example", "strategy_number",
)  # fmt: skip
NAMED = (
    C.reason, Organisation.name.label("organisation_name"), Organisation.slug.label("organisation_slug"),
    Strategy.short_id.label("strategy_short_id"),
    Strategy.short_en.label("strategy_short_en"),
)  # fmt: skip
NAMES = (
    "id", "reference", "title", "organisation_name", "organisation_slug", "organisation_kind",
    "strategy_number", "strategy_short_id", "strategy_short_en", "unit", "is_example",
)  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """One change of one commitment. `day`: when last something made it so; `reason`: why, if one is given."""

    change: Change
    day: date
    reason: str
    id: int
    reference: str
    title: str
    organisation_name: str
    organisation_slug: str
    organisation_kind: OrganisationKind
    strategy_number: int
    strategy_short_id: str
    strategy_short_en: str
    unit: str
    is_example: bool

    @property
    def kind(self) -> ChangeKind:
        return self.change.kind


def changes_between(since: date, until: date, selection: Selection) -> list[Changed]:
    """Every change from the end of one day to the end of another, the kinds in their order, latest first."""
    return changes(moment_of(since), moment_of(until), selection)


def changes(
    before: Moment, after: Moment, selection: Selection, only: Collection[int] | None = None
) -> list[Changed]:
    """The same, or of `only` these commitments; each stands under every kind that happened to it.

    The filters are asked of the later day; one that names a place narrows to what happened there.
    """
    touched = _touched(before, after) if only is None else C.id.in_(only)
    rows = db.session.execute(_rows(after, selection, touched)).all()
    then, now = (
        lines_at(each, touched, *line_conditions(selection, each.line, each.pockets))
        for each in (before, after)
    )
    first = first_lines([row.id for row in rows if row.status is CommitmentStatus.CANCELLED])
    periods = _periods(before, touched)
    somewhere = bool(line_conditions(selection))
    found = [
        Changed(change, _day(change.kind, row), _reason(change.kind, row), *(row[name] for name in NAMES))
        for row in (each._mapping for each in rows)
        if not somewhere or row["id"] in then or row["id"] in now
        for change in changes_of(
            _before(row, before, periods, then), _after(row, now, first.get(row["id"], {})), row["unit"] or ""
        )
    ]
    return sorted(found, key=lambda each: (ORDER.index(each.kind), -each.day.toordinal(), each.reference))


def _touched(before: Moment, after: Moment) -> ColumnElement[bool]:
    """Something happened to the commitment between."""
    versions = select(V.commitment_id).where(_between(V.made_at, before, after), V.number > 1)
    reports = select(R.commitment_id).where(_between(R.verified_at, before, after))
    own = (_between(moment, before, after) for moment in (C.verified_at, C.closed_at))
    return or_(*own, C.id.in_(versions), C.id.in_(reports))


def _between(moment: Any, before: Moment, after: Moment) -> ColumnElement[bool]:
    return and_(moment >= before.until, moment < after.until)


def _rows(after: Moment, selection: Selection, touched: ColumnElement[bool]) -> Select[Any]:
    """One row for each, with the days on which it was amended and reported last, and why."""
    c, o, s = after.c, Organisation, Strategy
    columns = (getattr(c, name) for name in OF_COMMITMENTS)
    statement = (
        select(*columns, *NAMED, after.kind.label("organisation_kind"), *_last(after.until))
        .select_from(after.commitments)
        .join(C, C.id == c.id)
        .join(o, o.id == c.organisation_id)
        .join(s, s.number == c.strategy_number)
        .where(touched, *commitment_conditions(selection, after.day, c, after.kind))
    )
    return published(statement)


def _last(until: Any) -> list[Label[Any]]:
    """When the promise was last changed and why, and when last a report was verified."""
    own = (V.commitment_id == C.id, V.number > 1, V.made_at < until)
    amended = select(func.max(V.made_at)).where(*own)
    why = select(Amendment.reason).join(V, V.id == Amendment.pledge_version_id).where(*own)
    reported = select(func.max(R.verified_at)).where(R.commitment_id == C.id, R.verified_at < until)
    asked: dict[str, Any] = {
        "amended_at": amended,
        "why": why.order_by(V.number.desc()).limit(1),
        "reported_at": reported,
    }
    return [each.correlate(C).scalar_subquery().label(name) for name, each in asked.items()]


def _periods(before: Moment, touched: ColumnElement[bool]) -> dict[int, tuple[date | None, date | None]]:
    c = before.c
    statement = select(c.id, c.starts_on, c.ends_on).select_from(before.commitments).join(C, C.id == c.id)
    return {key: (starts, ends) for key, starts, ends in db.session.execute(statement.where(touched))}


def _before(row: Any, before: Moment, periods: Any, then: dict[int, Lines]) -> Side | None:
    """The commitment on the earlier day. How it was closed it stays closed."""
    key = row["id"]
    if key not in periods:
        return None
    closed = row["closed_at"] is not None and row["closed_at"] < before.until
    starts_on, ends_on = periods[key]
    status = row["status"] if closed else CommitmentStatus.VERIFIED
    return Side(status, starts_on, ends_on, then.get(key, {}))


def _after(row: Any, now: dict[int, Lines], first: Lines) -> Side:
    return Side(row["status"], row["starts_on"], row["ends_on"], now.get(row["id"], {}), first)


def _day(kind: ChangeKind, row: Any) -> date:
    """When last something made it so: what was completed delivered on its last day."""
    moments = {
        ChangeKind.NEW: row["verified_at"],
        ChangeKind.CANCELLED: row["closed_at"],
        ChangeKind.DELIVERED: row["closed_at"] or row["reported_at"],
        ChangeKind.CORRECTED: row["reported_at"],
    }
    moment: datetime = moments.get(kind, row["amended_at"]) or row["verified_at"]
    return in_wib(moment).date()


def _reason(kind: ChangeKind, row: Any) -> str:
    """Why it was called off, or changed; what is new or delivered has no reason."""
    reasons = {ChangeKind.CANCELLED: row["reason"]}
    reasons |= dict.fromkeys((ChangeKind.GROWN, ChangeKind.SHRUNK, ChangeKind.MOVED), row["why"])
    return reasons.get(kind) or ""
