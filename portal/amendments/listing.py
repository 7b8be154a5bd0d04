"""The office's list of requests: what waits first, oldest first; what was decided, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from portal.accounts.models import User
from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.commitments.models import Commitment
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.wording import _
from portal.core.workdays import working_days
from portal.organisations.models import Organisation
from portal.reviews.queue import strategies_seen_by
from portal.web import filters
from portal.web.filters import Panel
from portal.web.filters import Select as Question


@dataclass(frozen=True)
class Row:
    """One request of a list; `days` are working days since it was asked for."""

    reference: str
    number: int
    title: str
    organisation_name: str
    strategy_number: int
    kind: AmendmentKind
    status: AmendmentStatus
    requested_at: datetime
    decided_at: datetime | None
    on_behalf: bool
    is_example: bool

    @property
    def days(self) -> int:
        return working_days(in_wib(self.requested_at).date(), today())


def asked_status() -> AmendmentStatus:
    """Which requests the address asks for: those that wait unless it says otherwise. Raises UnknownFilter."""
    return filters.word("status", AmendmentStatus) or AmendmentStatus.REQUESTED


def page_of(user: User, status: AmendmentStatus, number: int) -> Page[Row]:
    """One page of the requests that concern this person: a narrowed verifier sees the strategies given."""
    statement = _seen_by(user, status)
    total = db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    if not total:
        return Page([], number, total)
    waits = status is AmendmentStatus.REQUESTED
    order = Amendment.requested_at if waits else Amendment.decided_at.desc()
    ordered = statement.order_by(order, Amendment.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([Row(*row) for row in db.session.execute(ordered)], number, total)


def panel() -> Panel:
    """The one question of the list."""
    states = [
        (each.slug, str(each.label)) for each in AmendmentStatus if each is not AmendmentStatus.REQUESTED
    ]
    first = ("", str(AmendmentStatus.REQUESTED.label))
    return Panel([Question("status", _("Status"), [first, *states], default=AmendmentStatus.REQUESTED.slug)])


def _seen_by(user: User, status: AmendmentStatus) -> Select[*tuple[Any, ...]]:
    a, c = Amendment, Commitment
    statement = (
        select(
            *(c.reference, a.number, c.title, Organisation.name, c.strategy_number, a.kind, a.status),
            *(a.requested_at, a.decided_at, a.on_behalf, a.is_example),
        )
        .join(c, c.id == a.commitment_id)
        .join(Organisation, Organisation.id == c.organisation_id)
        .where(a.status == status)
    )
    strategies = strategies_seen_by(user)
    return statement.where(c.strategy_number.in_(strategies)) if strategies else statement
