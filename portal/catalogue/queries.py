"""The catalogue: needs with how they stand, narrowed, ordered, a page at a time; who took what."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.need_balances import balances_of, taken
from portal.commitments.rules import LIVE
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.needs.models import Need
from portal.needs.queries import NeedFilter, conditions, urgency
from portal.needs.rules import Balance, NeedSort, NeedState, NeedStatus, state_of
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.places.rules import PocketStatus

NOTHING = Decimal(0)
Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class NeedRow:
    """A need in a list, with its balance."""

    need: Need
    balance: Balance
    village: str
    kecamatan: str
    url: str = ""

    @property
    def state(self) -> NeedState:
        return state_of(self.need.status, self.balance)

    @property
    def is_example(self) -> bool:
        return self.need.is_example


@dataclass(frozen=True)
class Taker:
    """A public commitment that takes on part of a need."""

    reference: str
    title: str
    organisation_name: str
    organisation_slug: str
    quantity: Any
    delivered: Any


def list_needs(
    asked: NeedFilter,
    number: int,
    *,
    state: NeedState | None = None,
    sort: NeedSort = NeedSort.URGENCY,
    public: bool = True,
    size: int = PAGE_SIZE,
) -> Page[NeedRow]:
    """One page of the catalogue; `public` shows only what everybody may see."""
    sums = taken()
    kecamatan = Region.__table__.alias("kecamatan")
    statement = _narrowed(asked, state, sums, public)
    total = db.session.scalar(
        select(func.count()).select_from(statement.with_only_columns(Need.id).subquery())
    )
    columns = (Need, Region.name, kecamatan.c.name, sums.c.pledged, sums.c.delivered)
    page = statement.with_only_columns(*columns).outerjoin(
        kecamatan, kecamatan.c.code == Region.kecamatan_code
    )
    page = page.order_by(*_order(sort, sums)).limit(size).offset((number - 1) * size)
    rows = [_row(*row) for row in db.session.execute(page)]
    return Page(rows, number, total or 0, size)


def row_of(need: Need) -> NeedRow:
    """One need with its balance."""
    region = need.pocket.region
    above = region.kecamatan.name if region.kecamatan else ""
    return NeedRow(need, balances_of([need])[need.id], region.name, above)


def takers_of(need: Need) -> Sequence[Taker]:
    """The public commitments that take on this need, those that promise most first."""
    c, o, a = Commitment, Organisation, Allocation
    statement = (
        select(c.reference, c.title, o.name, o.slug, a.quantity, a.realised_quantity)
        .select_from(a)
        .join(c, c.id == a.commitment_id)
        .join(o, o.id == c.organisation_id)
        .where(a.need_id == need.id, c.status.in_(sorted(LIVE)))
        .order_by(a.quantity.desc(), c.id)
    )
    return [Taker(*row) for row in db.session.execute(published(statement))]


def years() -> list[int]:
    """The years for which there are public needs, the latest first."""
    return list(db.session.scalars(published(select(Need.year).distinct()).order_by(Need.year.desc())))


def _row(need: Need, village: str, above: str | None, pledged: Any, delivered: Any) -> NeedRow:
    return NeedRow(
        need, Balance(need.quantity, pledged or NOTHING, delivered or NOTHING), village, above or ""
    )


def _narrowed(asked: NeedFilter, state: NeedState | None, sums: Subquery, public: bool) -> Statement:
    statement = (
        select(Need.id)
        .join(Pocket, Pocket.id == Need.pocket_id)
        .join(Region, Region.code == Pocket.region_code)
        .outerjoin(sums, sums.c.need_id == Need.id)
        .where(*conditions(asked))
    )
    statement = statement.where(_in_state(state, sums)) if state else statement
    return published(statement) if public else statement


def _in_state(state: NeedState, sums: Subquery) -> ColumnElement[bool]:
    """`rules.state_of`, told by the database."""
    pledged, delivered = func.coalesce(sums.c.pledged, 0), func.coalesce(sums.c.delivered, 0)
    is_open = Need.status == NeedStatus.OPEN
    conditions_of: dict[NeedState, ColumnElement[bool]] = {
        NeedState.OPEN: and_(is_open, pledged < Need.quantity, delivered < Need.quantity),
        NeedState.PLEDGED: and_(is_open, pledged >= Need.quantity, delivered < Need.quantity),
        NeedState.MET: and_(is_open, delivered >= Need.quantity),
    }
    return conditions_of.get(state, Need.status == state.value)


def _order(sort: NeedSort, sums: Subquery) -> tuple[Any, ...]:
    left = Need.quantity - func.coalesce(sums.c.pledged, 0)
    orders: dict[NeedSort, tuple[Any, ...]] = {
        NeedSort.URGENCY: (Need.status != NeedStatus.OPEN, left <= 0, urgency(), Need.year),
        NeedSort.OPEN: (Need.status != NeedStatus.OPEN, left.desc()),
        NeedSort.NEWEST: (Need.accepted_at.desc().nulls_first(),),
    }
    return *orders[sort], Need.id


@dataclass(frozen=True)
class PocketChoice:
    """A pocket to choose, with where it lies."""

    slug: str
    name: str
    village: str
    kecamatan: str


def pockets_to_choose(chosen: str = "") -> list[PocketChoice]:
    """Active pockets by kecamatan and name, and one more that is chosen already."""
    kecamatan = Region.__table__.alias("kecamatan")
    statement = (
        select(Pocket.slug, Pocket.name, Region.name, kecamatan.c.name)
        .join(Region, Region.code == Pocket.region_code)
        .join(kecamatan, kecamatan.c.code == Region.kecamatan_code)
        .where(or_(Pocket.status == PocketStatus.ACTIVE, Pocket.slug == chosen))
        .order_by(kecamatan.c.name, Pocket.name, Pocket.id)
    )
    return [PocketChoice(*row) for row in db.session.execute(statement)]
