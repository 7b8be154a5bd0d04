"""How needs stand: what commitments promise and delivered for them, now or then; who took what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, select

from portal.commitments.models import Allocation
from portal.commitments.moment import Moment
from portal.commitments.rules import LIVE, CommitmentStatus
from portal.core.database import db, unindexed
from portal.core.publishing import published
from portal.needs.models import Need
from portal.needs.rules import Balance, ShownBalance, exact, in_public
from portal.places.models import Pocket

COUNTED = frozenset({*LIVE, CommitmentStatus.CANCELLED})  # what was called off counts what it had delivered


@dataclass(frozen=True)
class TakenNeed:
    """A need that a commitment takes on, with what the commitment promises for it and what is still open."""

    reference: str
    title: str
    pocket_slug: str
    pocket_name: str
    quantity: Decimal | None
    unit: str
    shown: ShownBalance


def taken(moment: Moment | None = None) -> Subquery:
    """need_id, pledged, delivered: line by line as `needs.rules.counted_pledge` says, in the need's unit.

    Of now they stand beside the need (need_sums.py); of a past moment they are added up.
    """
    if moment is None or moment.until is None:
        kept = Need.__table__.c
        return select(kept.id.label("need_id"), kept.pledged, kept.delivered).subquery("taken")
    read, kind = moment, Allocation.quantity.type
    c, line = read.c, read.line
    return (
        select(
            line.need_id,
            func.sum(counted_quantity(c, line), type_=kind).label("pledged"),
            func.sum(func.coalesce(line.realised_quantity, 0), type_=kind).label("delivered"),
        )
        .select_from(read.lines)
        .join(read.commitments, c.id == line.commitment_id)
        .where(line.need_id > 0, unindexed(c.status).in_(sorted(COUNTED)))
        .group_by(line.need_id)
        .subquery("taken")
    )


def balances_of(needs: Collection[Need]) -> dict[int, Balance]:
    """The balance of each need by its id, in one query."""
    found = taken()
    statement = select(found).where(found.c.need_id.in_([need.id for need in needs]))
    sums = {row.need_id: (row.pledged, row.delivered) for row in db.session.execute(statement)}
    return {need.id: Balance(need.quantity, *sums.get(need.id, ())) for need in needs}


def needs_of(commitment_id: int, *, public: bool = False) -> Sequence[TakenNeed]:
    """The public needs that a commitment takes on, in the order of its lines; `public`: for everybody."""
    sums = taken()
    statement = (
        select(Need.reference, Need.title, Pocket.slug, Pocket.name, Allocation.quantity, Need.unit)
        .add_columns(Need.quantity, sums.c.pledged, sums.c.delivered)
        .select_from(Allocation)
        .join(Need, Need.id == Allocation.need_id)
        .join(Pocket, Pocket.id == Need.pocket_id)
        .outerjoin(sums, sums.c.need_id == Need.id)
        .where(Allocation.commitment_id == commitment_id)
        .order_by(Allocation.position, Allocation.id)
    )
    return [
        TakenNeed(reference, title, slug, pocket, quantity, unit, _shown(unit, *sums, public=public))
        for reference, title, slug, pocket, quantity, unit, *sums in db.session.execute(published(statement))
    ]


def _shown(unit: str, needed: Any, pledged: Any, delivered: Any, *, public: bool) -> ShownBalance:
    balance = Balance(needed, pledged or Decimal(0), delivered or Decimal(0))
    return in_public(balance, unit) if public else exact(balance)


def is_taken(need: Need) -> bool:
    """Whether any commitment, a draft too, takes it on: then its place, strategy and unit stay."""
    return db.session.scalar(select(Allocation.id).filter_by(need_id=need.id).limit(1)) is not None


def counted_quantity(c: Any, line: Any) -> ColumnElement[int]:
    """What a line counts as pledged: `needs.rules.counted_pledge`, told to the database."""
    promised = func.coalesce(line.quantity, 0)
    reached = func.coalesce(line.realised_quantity, 0)
    more = case((reached > promised, reached), else_=promised)
    return case((c.status == CommitmentStatus.VERIFIED, more), else_=reached)
