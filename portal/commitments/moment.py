"""From which tables commitments and their lines are read: as they stand, or as they stood on a past day."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true

from portal.commitments.models import Allocation, Commitment
from portal.core.clock import today
from portal.core.publishing import published
from portal.needs.models import Need
from portal.needs.rules import NeedStatus
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.places.rules import PocketStatus


def _public_pockets() -> Select[Any]:
    return published(select(Pocket.id))


@dataclass(frozen=True, eq=False)
class Moment:
    """The register on a day. The room `history` makes the moments of past days.

    `commitments` and `lines` are what a select reads, `c` and `line` their columns, named as in the models.
    `pockets`: the ids of those that everybody may see. `there` and `active` say of a pocket, `needed` of a
    need, that it was on record, that it was a pocket still, that it was open. `until`: the first instant that
    is not seen any more, None for what stands now. `promises`: the lines of a
    past day without what was realised. `kind`: of a partner; `need_…`: what a need asked for.
    """

    day: date
    commitments: Any = Commitment
    c: Any = Commitment
    lines: Any = Allocation
    line: Any = Allocation
    pockets: Select[Any] = field(default_factory=_public_pockets)
    there: ColumnElement[bool] = field(default_factory=true)
    active: ColumnElement[bool] = field(default_factory=lambda: Pocket.status == PocketStatus.ACTIVE)
    needed: ColumnElement[bool] = field(default_factory=lambda: Need.status == NeedStatus.OPEN)
    until: datetime | None = None
    promises: Any = None
    kind: Any = field(default_factory=lambda: Organisation.kind)
    need_quantity: Any = field(default_factory=lambda: Need.quantity)
    need_unit: Any = field(default_factory=lambda: Need.unit)

    def of_promises(self) -> "Moment":
        """The same with lines that only say what was promised: of a past day their reports are not read."""
        return self if self.promises is None else replace(self, lines=self.promises, line=self.promises.c)


def present() -> Moment:
    """The register as it stands."""
    return _standing(today())


@lru_cache(maxsize=2)
def _standing(day: date) -> Moment:
    """One for all pages of a day, so that statements that read from it are made once (core.database)."""
    return Moment(day)
