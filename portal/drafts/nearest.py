"""Open needs that a pledge could meet instead: under its strategy, the nearest first, in one query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, type_coerce
from sqlalchemy.orm import aliased

from portal.commitments.models import Allocation, Commitment
from portal.commitments.need_balances import taken
from portal.core.database import db
from portal.core.publishing import published
from portal.needs.models import Need
from portal.needs.queries import urgency
from portal.needs.rules import NeedPriority, NeedStatus
from portal.places.models import Pocket, Region

MOST = 3


@dataclass(frozen=True)
class NearNeed:
    """A need that waits. `distance`: 0 in one of the villages, 1 in one of the kecamatan, else 2."""

    reference: str
    title: str
    pocket_name: str
    village: str
    kecamatan: str
    priority: NeedPriority
    unit: str
    needed: Decimal
    open: Decimal
    distance: int
    is_example: bool


def nearest_needs(commitment: Commitment, region_codes: Collection[str]) -> Sequence[NearNeed]:
    """Three at most that the commitment does not take on: same village, same kecamatan, then elsewhere."""
    sums, above = taken(), aliased(Region)
    left = Need.quantity - func.coalesce(sums.c.pledged, 0, type_=Need.quantity.type)
    distance, waits = _distance(region_codes), _waits_for(commitment)
    statement = (
        select(
            *(Need.reference, Need.title, Pocket.name, Region.name, above.name, Need.priority, Need.unit),
            *(
                Need.quantity,
                type_coerce(left, Need.quantity.type).label("open"),
                distance.label("distance"),
                Need.is_example,
            ),
        )
        .join(Pocket, Pocket.id == Need.pocket_id)
        .join(Region, Region.code == Pocket.region_code)
        .outerjoin(sums, sums.c.need_id == Need.id)
        .where(left > 0, *waits)
        .order_by(distance, urgency(), Need.year, Need.id)
        .limit(MOST)
    )
    joined = published(statement).outerjoin(above, above.code == Region.kecamatan_code)
    return [NearNeed(*row) for row in db.session.execute(joined)]


def _waits_for(commitment: Commitment) -> list[ColumnElement[bool]]:
    own = select(Allocation.need_id).filter_by(commitment_id=commitment.id)
    return [
        Need.status == NeedStatus.OPEN,
        Need.strategy_number == commitment.strategy_number,
        Need.id.not_in(own.where(Allocation.need_id.is_not(None))),
    ]


def _distance(region_codes: Collection[str]) -> Any:
    """From the places of a pledge; a village names its kecamatan in its code (12.05.07.2001)."""
    villages = sorted({code for code in region_codes if code.count(".") == 3})
    kecamatan = sorted({".".join(code.split(".")[:3]) for code in region_codes if code.count(".") >= 2})
    return case((Region.code.in_(villages), 0), (Region.kecamatan_code.in_(kecamatan), 1), else_=2)
