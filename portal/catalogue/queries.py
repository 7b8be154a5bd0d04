"""The catalogue: needs with how they stand, narrowed, ordered, a page at a time; who took what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.commitments.models import Allocation, Commitment
from portal.commitments.need_balances import balances_of, taken
from portal.commitments.rules import CommitmentState
from portal.commitments.selection import state_column
from portal.core.clock import today
from portal.core.database import db
from portal.core.disclosure import Count, Shown, counts_people
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.needs.models import Need
from portal.needs.queries import NeedFilter, conditions, urgency
from portal.needs.rules import (
    Balance,
    NeedSort,
    NeedState,
    NeedStatus,
    ShownBalance,
    exact,
    in_public,
    state_of,
)
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.places.names import short_place_name
from portal.places.rules import PocketStatus

NOTHING = Decimal(0)
Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class NeedRow:
    """A need in a list, with its balance as far as the reader may know it."""

    need: Need
    balance: Balance
    village: str
    kecamatan: str
    shown: ShownBalance

    @property
    def state(self) -> NeedState:
        return state_of(self.need.status, self.balance)

    @property
    def is_example(self) -> bool:
        return self.need.is_example

    @property
    def updated_at(self) -> datetime:
        return self.need.updated_at


@dataclass(frozen=True)
class Taker:
    """A public commitment that takes on part of a need."""

    reference: str
    title: str
    organisation_name: str
    organisation_slug: str
    state: CommitmentState
    quantity: Shown | Decimal
    delivered: Shown | Decimal
    updated_at: datetime
    is_example: bool


def list_needs(
    asked: NeedFilter,
    number: int = 1,
    *,
    state: NeedState | None = None,
    order: Sequence[Any] = (),
    sort: NeedSort = NeedSort.URGENCY,
    public: bool = True,
    size: int = PAGE_SIZE,
) -> Page[NeedRow]:
    """One page of the catalogue; `public`: what everybody may see. What `order` says stands before `sort`."""
    total = _count(narrowed(asked, state, taken(), public))
    rows = rows_of(asked, state, order=order, sort=sort, public=public, size=size, skip=(number - 1) * size)
    return Page(rows, number, total, size)


def rows_of(
    asked: NeedFilter,
    state: NeedState | None,
    *,
    order: Sequence[Any] = (),
    sort: NeedSort = NeedSort.URGENCY,
    public: bool = True,
    size: int = PAGE_SIZE,
    skip: int = 0,
) -> list[NeedRow]:
    """The rows of such a page, in one query."""
    sums = taken()
    statement = narrowed(asked, state, sums, public)
    kecamatan = Region.__table__.alias("kecamatan")
    columns = (Need, kecamatan.c.name, sums.c.pledged, sums.c.delivered)
    page = (
        statement.with_only_columns(*columns, maintain_column_froms=True)
        .outerjoin(kecamatan, kecamatan.c.code == Region.kecamatan_code)
        .options(contains_eager(Need.pocket).contains_eager(Pocket.region), joinedload(Need.strategy))
        .order_by(*order, *_order(sort, sums))
    )
    return [_row(public, *row) for row in db.session.execute(page.limit(size).offset(skip))]


def row_of(need: Need, *, public: bool) -> NeedRow:
    """One need with its balance."""
    balance, above = balances_of([need])[need.id], need.pocket.region.kecamatan
    return _row(public, need, above.name if above else "", balance.pledged, balance.delivered)


def count_open(asked: NeedFilter) -> int:
    """How many public needs wait for a partner."""
    return _count(narrowed(asked, NeedState.OPEN, taken(), True))


def takers_of(need: Need, *, public: bool) -> list[Taker]:
    """The public commitments that take on this need, those that promise most first."""
    c, o, a = Commitment, Organisation, Allocation
    statement = (
        select(c.reference, c.title, o.name, o.slug, state_column(today()), a.quantity, a.realised_quantity)
        .add_columns(c.updated_at, c.is_example)
        .select_from(a)
        .join(c, c.id == a.commitment_id)
        .join(o, o.id == c.organisation_id)
        .where(a.need_id == need.id)
        .order_by(a.quantity.desc(), c.id)
    )
    people = public and counts_people(need.unit)
    rows = db.session.execute(published(statement))
    return [_taker(row, people) for row in rows]


def years() -> list[int]:
    """The years for which there are public needs, the latest first."""
    found = published(select(Need.year).distinct()).order_by(Need.year.desc())
    return list(db.session.scalars(found))


def _count(statement: Statement) -> int:
    found = statement.with_only_columns(Need.id).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def _row(public: bool, need: Need, above: str | None, pledged: Any, delivered: Any) -> NeedRow:
    balance = Balance(need.quantity, pledged or NOTHING, delivered or NOTHING)
    shown = in_public(balance, need.unit) if public else exact(balance)
    return NeedRow(need, balance, short_place_name(need.pocket.region), above or "", shown)


def _taker(row: Any, people: bool) -> Taker:
    reference, title, name, slug, state, quantity, delivered, updated_at, is_example = row
    amounts = _shown(quantity, people), _shown(delivered, people)
    return Taker(reference, title, name, slug, CommitmentState.of(state), *amounts, updated_at, is_example)


def _shown(value: Decimal | None, counts: bool) -> Shown | Decimal:
    return Count(int(value), True).shown if counts and value is not None else value


def narrowed(asked: NeedFilter, state: NeedState | None, sums: Subquery, public: bool) -> Statement:
    """A select of needs with their pockets, regions and `sums`, narrowed to what is asked."""
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
