"""Letting a draft that is being written take on a need: one of its lines or one more, in the need's unit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.accounts.models import User
from portal.audit.actions import record
from portal.catalogue.actions import NOT_OPEN, checked_quantity, place_for
from portal.commitments.models import Allocation, Commitment
from portal.commitments.queries import get_commitment
from portal.commitments.rules import EDITABLE
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import LazyString, _l
from portal.drafts.actions import CLOSED, save_places
from portal.needs.models import Need
from portal.needs.queries import get_published_need, locked
from portal.needs.rules import NeedStatus

MOST_OFFERED = 5
OTHER_STRATEGY = _l("Kebutuhan ini berada di bawah strategi lain, jadi memerlukan draf sendiri.")
TAKEN_ALREADY = _l("Kebutuhan ini sudah ada di draf Anda.")
OTHER_NEED = _l("Baris untuk kantong ini di draf Anda sudah memenuhi kebutuhan lain.")


@dataclass(frozen=True)
class Pair:
    """A need and the draft that may take it on."""

    need: Need
    commitment: Commitment

    @property
    def organisation_id(self) -> int:
        return self.commitment.organisation_id

    @property
    def created_by_id(self) -> int:
        return self.commitment.created_by_id

    @property
    def line(self) -> Allocation | None:
        """The line of the draft for the need's pocket, if it has one."""
        lines = (line for line in self.commitment.allocations if line.pocket_id == self.need.pocket_id)
        return next(lines, None)

    @property
    def obstacle(self) -> LazyString | None:
        """Why the draft cannot take the need on; None where it can."""
        need, draft, line = self.need, self.commitment, self.line
        if need.strategy_number != draft.strategy_number:
            return OTHER_STRATEGY
        if any(each.need_id == need.id for each in draft.allocations):
            return TAKEN_ALREADY
        if line is not None and line.need_id:
            return OTHER_NEED
        if not _unit_fits(draft, need, line):
            return _other_unit(need.unit, draft.unit)
        return None


def _other_unit(needed: str, given: str) -> LazyString:
    return _l(
        "Kebutuhan ini dihitung dalam %(needed)s, draf Anda dalam %(given)s. Satu komitmen memakai satu "
        "satuan, jadi kebutuhan ini memerlukan draf sendiri.",
        needed=needed,
        given=given,
    )


def get_pair(reference: str, draft: str) -> Pair | None:
    """A public need and a commitment in any state, for a door that asks who is there."""
    need, commitment = get_published_need(reference), get_commitment(draft)
    return Pair(need, commitment) if need and commitment else None


def drafts_for(need: Need, organisation_ids: Collection[int]) -> Sequence[Commitment]:
    """The drafts of these organisations that can take the need on, the one written last first."""
    statement = (
        select(Commitment)
        .where(
            Commitment.organisation_id.in_(organisation_ids),
            Commitment.status.in_(sorted(EDITABLE)),
            Commitment.strategy_number == need.strategy_number,
        )
        .options(selectinload(Commitment.allocations))
        .order_by(Commitment.updated_at.desc(), Commitment.id.desc())
        .limit(MOST_OFFERED)
    )
    drafts = db.session.scalars(statement).unique()
    return [draft for draft in drafts if Pair(need, draft).obstacle is None]


def join_need(commitment: Commitment, *, need: Need, by: User, quantity: Decimal | None) -> Commitment:
    """Take all or part of what is open into a draft; what stands in its other lines stays.

    Raises NotAllowedNow for a need that is closed or a draft that was sent, Refused for what does not fit.
    """
    current = locked(need)
    if current.status is not NeedStatus.OPEN:
        raise NotAllowedNow(NOT_OPEN)
    if commitment.status not in EDITABLE:
        raise NotAllowedNow(CLOSED)
    pair = Pair(current, commitment)
    if pair.obstacle is not None:
        raise Refused(pair.obstacle)
    place = place_for(current, checked_quantity(quantity, current))
    unit = commitment.unit if _same(commitment.unit, current.unit) else current.unit
    save_places(commitment, by=by, unit=unit, places=_with(commitment, place))
    for line in commitment.allocations:
        if line.pocket_id == current.pocket_id:
            line.need_id = current.id
    if current.rupiah and not commitment.value_source:
        commitment.value_source = current.rupiah_source
    record("need.take", current, by=by, changes={"commitment": (None, commitment.reference)})
    return commitment


def _with(commitment: Commitment, place: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of a draft, the place fitted into its line or added; what the line says already stays."""
    rows = [_row(line) for line in commitment.allocations]
    row = next((row for row in rows if row["place"] == place["place"]), None)
    if row is None:
        return [*rows, place]
    row |= {
        "quantity": place["quantity"],
        "rupiah": place["rupiah"] if row["rupiah"] is None else row["rupiah"],
    }
    return rows


def _row(line: Allocation) -> dict[str, Any]:
    key = line.pocket.slug if line.pocket else line.region_code
    numbers = {"rupiah": line.rupiah, "quantity": line.quantity}
    return {"place": key, **numbers, "households": line.households, "people": line.people}


def _unit_fits(draft: Commitment, need: Need, line: Allocation | None) -> bool:
    """The unit is the same, or nothing else is counted in the draft's own yet."""
    others = [each for each in draft.allocations if each is not line]
    return _same(draft.unit, need.unit) or not any(o.quantity is not None or o.need_id for o in others)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
