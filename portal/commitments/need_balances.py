"""How needs stand: what commitments promise and delivered for them, read from their lines."""

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import case, func, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import LIVE, CommitmentStatus
from portal.core.database import db
from portal.needs.models import Need
from portal.needs.rules import Balance

NOTHING = Decimal(0)


def balances_of(needs: Collection[Need]) -> dict[int, Balance]:
    """The balance of each need by its id, in one query; as `needs.rules.counted_pledge` says line by line."""
    pledged, delivered = func.sum(_counted()), func.sum(Allocation.realised_quantity)
    kind = Allocation.quantity.type
    statement = (
        select(
            Allocation.need_id,
            func.coalesce(pledged, 0, type_=kind).label("pledged"),
            func.coalesce(delivered, 0, type_=kind).label("delivered"),
        )
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .where(
            Allocation.need_id.in_([need.id for need in needs]),
            Commitment.status.in_(sorted(LIVE)),
        )
        .group_by(Allocation.need_id)
    )
    found = {row.need_id: (row.pledged, row.delivered) for row in db.session.execute(statement)}
    return {need.id: Balance(need.quantity, *found.get(need.id, (NOTHING, NOTHING))) for need in needs}


def _counted() -> object:
    promised = func.coalesce(Allocation.quantity, 0)
    reached = func.coalesce(Allocation.realised_quantity, 0)
    more = case((reached > promised, reached), else_=promised)
    return case((Commitment.status == CommitmentStatus.VERIFIED, more), else_=reached)
