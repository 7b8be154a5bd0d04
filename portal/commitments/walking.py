"""How a list of commitments is read: by which index, from which row on.

Either the list is walked in its order and what does not fit is passed over, or what fits is gathered by an
index of its own and then sorted. SQLite keeps no figures about its tables and would choose badly: so the
columns whose index is not to be used are named `unindexed` here. PostgreSQL reads them as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from portal.commitments.choosing import at_chosen_places
from portal.commitments.eyes import Eyes
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentState, CommitmentStatus, Sort
from portal.commitments.selection import (
    Selection,
    StateFilter,
    commitment_conditions,
    state_column,
)
from portal.commitments.state_rules import silence_before
from portal.core.clock import today
from portal.core.database import db, unindexed
from portal.core.keyset import Order, Spot, Total
from portal.core.publishing import published
from portal.core.terms import terms
from portal.organisations.models import Organisation

HIDDEN = datetime(1, 1, 1, tzinfo=UTC)  # what nobody may see stands here in the order NEWEST
CLOSED_ON = date(9999, 12, 31)  # and what is closed in the orders DEADLINE and QUIET
COUNTED = 1000
S = StateFilter
KEPT_BACK = {  # states that the office keeps back, and how they are stored: few are in them at a time
    CommitmentState.DRAFT: CommitmentStatus.DRAFT,
    CommitmentState.SUBMITTED: CommitmentStatus.SUBMITTED,
    CommitmentState.RETURNED: CommitmentStatus.RETURNED,
    CommitmentState.REJECTED: CommitmentStatus.REJECTED,
}


class Columns:
    """The columns of a table, without their index but for those that are named."""

    def __init__(self, table: type[Any], *indexed: str) -> None:
        self._table, self._indexed = table, indexed

    def __getattr__(self, name: str) -> Any:
        column = getattr(self._table, name)
        return column if name in self._indexed else unindexed(column)


@dataclass(frozen=True)
class Way:
    """One list as it is read: what is asked, by whom, in which order."""

    selection: Selection
    eyes: Eyes
    sort: Sort
    backwards: bool = False

    @property
    def _newest_first(self) -> bool:
        return self.sort is Sort.NEWEST and self.eyes.published_only

    @property
    def _lead(self) -> str:
        """The column whose index leads to what fits: in the order NEWEST it leads to the newest first."""
        if self.selection.organisation or self.eyes.organisation_ids is not None:
            return "organisation_id"
        if self.eyes.state in KEPT_BACK:
            return "status"
        if not self._newest_first:
            return ""
        return "start_year" if self.selection.year else "strategy_number" if self.selection.strategy else ""

    @property
    def _state_lead(self) -> ColumnElement[bool] | None:
        """Days by whose index what is planned, running or late is found where the oldest are asked for.

        The oldest of all are closed or silent: from that end the walk would pass over most of the register.
        """
        c, state = Commitment, self.selection.state
        if not (self.backwards and self._newest_first) or self._lead or self.selection.names_few:
            return None
        if state is S.LATE:
            return and_(c.order_quiet >= silence_before(today(), terms()), c.order_quiet < CLOSED_ON)
        still_open = and_(c.order_deadline >= today(), c.order_deadline < CLOSED_ON)
        return still_open if state in (S.PLANNED, S.RUNNING) else None

    @property
    def _walked(self) -> bool:
        gathered = self.selection.names_few or self._state_lead is not None
        return not gathered and (self._newest_first or not self._lead)

    @property
    def order(self) -> Order:
        """The order, with what is known of its ends."""
        newest = self.sort is Sort.NEWEST
        name = "updated_at" if newest and not self.eyes.published_only else f"order_{self.sort.value}"
        key = getattr(Columns(Commitment, name if self._walked else ""), name)
        low, high = self._ends(key)
        return Order(key, Commitment.reference, self.sort in (Sort.NEWEST, Sort.VALUE), low, high)

    def _ends(self, key: Any) -> tuple[ColumnElement[bool] | None, ColumnElement[bool] | None]:
        """What follows for the keys from what is asked."""
        if self.sort is Sort.NEWEST:
            return (key > HIDDEN if self.eyes.published_only else None), None
        if self.sort not in (Sort.DEADLINE, Sort.QUIET):
            return None, None
        state = self.selection.state
        if state in (S.COMPLETED, S.CANCELLED):
            return key == CLOSED_ON, key == CLOSED_ON
        high = key < CLOSED_ON if state in (S.PLANNED, S.RUNNING, S.LATE, S.SILENT) else None
        return (self._earliest_end(key), high) if self.sort is Sort.DEADLINE else self._heard(key, high)

    def _earliest_end(self, key: Any) -> ColumnElement[bool] | None:
        """Nothing ends before it starts; what is verified has both days or neither."""
        if self.selection.state in (S.PLANNED, S.RUNNING):
            return key >= today()
        return key >= date(self.selection.year, 1, 1) if self.selection.year else None

    def _heard(self, key: Any, high: Any) -> tuple[ColumnElement[bool] | None, ColumnElement[bool] | None]:
        since = silence_before(today(), terms())
        if self.selection.state is S.SILENT:
            return None, key < since
        return (key >= since if self.selection.state in (S.RUNNING, S.LATE) else None), high

    @property
    def here(self) -> Select[Any]:
        """All that these eyes may see."""
        seen = _seen(self.eyes.published_only)
        mine = self.eyes.organisation_ids
        return seen if mine is None else seen.where(Commitment.organisation_id.in_(mine))

    @property
    def fitting(self) -> Select[Any]:
        """The ids of what is asked for, in no order."""
        return self.here.where(*self._conditions())

    def _conditions(self) -> Iterator[ColumnElement[bool]]:
        c, o = Columns(Commitment, "" if self.selection.names_few else self._lead), Columns(Organisation)
        yield from commitment_conditions(replace(self.selection, year=None), today(), c, o.kind)
        if self.selection.year:
            yield c.start_year == self.selection.year
        if self.eyes.state in KEPT_BACK:
            yield c.status == KEPT_BACK[self.eyes.state]
        elif self.eyes.state is not None:
            yield state_column(today(), c) == self.eyes.state.value
        if self._state_lead is not None:
            yield self._state_lead
        placed = at_chosen_places(self.selection, gathered=self.selection.names_few)
        if placed is not None:
            yield placed

    def stretch(self, spot: Spot, size: int) -> Select[Any]:
        """The ids of one page and of the row after it."""
        return self.order.stretch(self.fitting, spot, self.here, size)

    @property
    def counting(self) -> Select[int]:
        """How many fit, counted no further than a thousand and one."""
        return select(func.count()).select_from(self.fitting.limit(COUNTED + 1).subquery())

    def count(self) -> Total:
        return capped(db.session.scalar(self.counting) or 0)


def capped(number: int) -> Total:
    """What `Way.counting` found."""
    return Total(min(number, COUNTED), number > COUNTED)


@cache
def _seen(published_only: bool) -> Select[Any]:
    all_of_them = select(Commitment.id).join(Organisation, Organisation.id == Commitment.organisation_id)
    return published(all_of_them) if published_only else all_of_them
