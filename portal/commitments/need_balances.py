"""How needs stand: what commitments promise and delivered for them, read from their lines."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Subquery, case, func, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import LIVE, CommitmentStatus
from portal.core.database import db
from portal.needs.models import Need
from portal.needs.rules import Balance


def taken() -> Subquery:
    """need_id, pledged, delivered: line by line as `needs.rules.counted_pledge` says, in the need's unit."""
    kind = Allocation.quantity.type
    return (
        select(
            Allocation.need_id,
            func.sum(_counted(), type_=kind).label("pledged"),
            func.sum(func.coalesce(Allocation.realised_quantity, 0), type_=kind).label("delivered"),
        )
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .where(Allocation.need_id.is_not(None), Commitment.status.in_(sorted(LIVE)))
        .group_by(Allocation.need_id)
        .subquery("taken")
    )


def balances_of(needs: Collection[Need]) -> dict[int, Balance]:
    """The balance of each need by its id, in one query."""
    found = taken()
    statement = select(found).where(found.c.need_id.in_([need.id for need in needs]))
    sums = {row.need_id: (row.pledged, row.delivered) for row in db.session.execute(statement)}
    return {need.id: Balance(need.quantity, *sums.get(need.id, ())) for need in needs}


def _counted() -> ColumnElement[int]:
    promised = func.coalesce(Allocation.quantity, 0)
    reached = func.coalesce(Allocation.realised_quantity, 0)
    more = case((reached > promised, reached), else_=promised)
    return case((Commitment.status == CommitmentStatus.VERIFIED, more), else_=reached)
