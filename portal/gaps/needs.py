"""What waiting pockets lack: needs that nobody promised to meet wholly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select

from portal.commitments.need_balances import taken
from portal.core.database import db
from portal.core.disclosure import Shown
from portal.core.publishing import published
from portal.gaps.help import Pair
from portal.needs.models import Need
from portal.needs.queries import urgency
from portal.needs.rules import Balance, NeedPriority, NeedStatus, in_public
from portal.places.models import Pocket

NOTHING = Decimal(0)


@dataclass(frozen=True)
class OpenNeed:
    """A need with what is still open of it, as far as the public may know."""

    reference: str
    title: str
    open: Shown | Decimal
    needed: Shown | Decimal
    unit: str
    priority: NeedPriority
    year: int
    is_example: bool


def open_needs_by_pair(year: int | None) -> Subquery:
    """pocket_id, strategy_number, urgency (0 first), number: how many needs are open."""
    keys = (Need.pocket_id, Need.strategy_number)
    statement = _open(year, taken(), *keys).add_columns(
        func.min(urgency()).label("urgency"), func.count().label("number")
    )
    return statement.group_by(*keys).subquery("open_needs")


def open_needs(pairs: Iterable[Pair], year: int | None) -> Mapping[Pair, Sequence[OpenNeed]]:
    """The open needs of each of these pairs, the most urgent first, in one query."""
    wanted, sums = set(pairs), taken()
    statement = _open(year, sums, Need, sums.c.pledged, sums.c.delivered)
    statement = statement.where(Need.pocket_id.in_({pocket for pocket, _ in wanted}))
    found: dict[Pair, list[OpenNeed]] = {}
    for need, *parts in db.session.execute(statement.order_by(urgency(), Need.year, Need.id)):
        balance = Balance(need.quantity, *(part or NOTHING for part in parts))
        pair = (need.pocket_id, need.strategy_number)
        if pair in wanted:
            found.setdefault(pair, []).append(_told(need, balance))
    return found


def _told(need: Need, balance: Balance) -> OpenNeed:
    shown = in_public(balance, need.unit)
    told = (need.reference, need.title, shown.open, shown.needed, need.unit)
    return OpenNeed(*told, need.priority, need.year, need.is_example)


def _open(year: int | None, sums: Subquery, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Public needs of which something is left, with what was promised and delivered."""
    left: ColumnElement[bool] = Need.quantity > func.coalesce(sums.c.pledged, 0)
    statement = (
        select(*columns)
        .select_from(Need)
        .join(Pocket, Pocket.id == Need.pocket_id)
        .outerjoin(sums, sums.c.need_id == Need.id)
        .where(Need.status == NeedStatus.OPEN, left)
    )
    return published(statement.where(Need.year == year) if year else statement)
