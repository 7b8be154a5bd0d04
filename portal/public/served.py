"""Which pockets live commitments name, strategy by strategy: from the summaries where they are kept."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import LIVE
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.tallies import live_queries
from portal.tallies.queries import are_kept


def strategies_in(pocket_ids: Sequence[int]) -> dict[int, set[int]]:
    """Per pocket the strategies under which a live commitment names it."""
    pairs = live_queries.served_pockets(pocket_ids) if are_kept() else _pairs(pocket_ids)
    served: dict[int, set[int]] = {}
    for pocket_id, strategy in pairs:
        served.setdefault(pocket_id, set()).add(strategy)
    return served


def is_served(strategy: int) -> ColumnElement[bool]:
    """Whether a live commitment names a row of pockets under a strategy."""
    if are_kept():
        return live_queries.is_served(Pocket, strategy)
    return Pocket.id.in_(_lines(Allocation.pocket_id).where(Commitment.strategy_number == strategy))


def _pairs(pocket_ids: Sequence[int]) -> Iterable[Any]:
    named = _lines(Allocation.pocket_id, Commitment.strategy_number)
    return db.session.execute(named.where(Allocation.pocket_id.in_(pocket_ids)))


def _lines(*columns: Any) -> Select[*tuple[Any, ...]]:
    """The lines of live commitments that name a pocket."""
    return published(
        select(*columns)
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .where(Allocation.pocket_id.is_not(None), Commitment.status.in_(sorted(LIVE)))
    )
