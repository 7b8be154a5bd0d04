"""Reading commitments: one by its reference, lists by filters."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from portal.commitments.eyes import EVERYBODY, Eyes
from portal.commitments.models import Commitment
from portal.commitments.rows import COLUMNS, CommitmentRow, rows_of
from portal.commitments.rules import CommitmentStatus, Sort
from portal.commitments.selection import Selection
from portal.commitments.walking import Way
from portal.core.clock import today
from portal.core.database import built_once, db
from portal.core.keyset import START, Spot, Stretch, Total, begins
from portal.core.paging import PAGE_SIZE
from portal.core.publishing import published
from portal.core.terms import Terms, terms
from portal.organisations.models import Organisation
from portal.strategies.models import Strategy


@dataclass(frozen=True)
class Unfinished:
    """A draft, or one that the office returned; `reason` is what the office wrote."""

    reference: str
    title: str
    organisation_name: str
    status: CommitmentStatus
    reason: str
    updated_at: datetime
    is_example: bool


def get_commitment(reference: str) -> Commitment | None:
    """One commitment in any state with its organisation and strategy: for doors that ask who is there."""
    return db.session.scalar(_by_reference(), {"reference": reference})


@built_once
def _by_reference() -> Select[Commitment]:
    return select(Commitment).where(Commitment.reference == bindparam("reference"))


def get_published_commitment(reference: str) -> Commitment | None:
    """One commitment that everybody may see, or None."""
    statement = (
        select(Commitment)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .where(Commitment.reference == reference)
    )
    return db.session.scalar(published(statement))


def list_commitments(
    selection: Selection,
    spot: Spot = START,
    *,
    eyes: Eyes = EVERYBODY,
    sort: Sort = Sort.NEWEST,
    size: int = PAGE_SIZE,
    counted: bool = True,
) -> Stretch[CommitmentRow]:
    """One page of a list. Raises UnknownFilter where it would begin at a row that is not there."""
    way = Way(selection, eyes, sort, spot.backwards)
    rows = rows_of(_page_of(way, spot, size, today(), terms()))
    found = Stretch.of(rows, spot, _reference, size)
    if not found.rows:
        begins(spot, way.here, Commitment.reference)
    return found.with_total(way.count) if counted else found


@built_once
def _page_of(way: Way, spot: Spot, size: int, _day: date, _terms: Terms) -> Select[*tuple[Any, ...]]:
    """The rows of one page and the one after it; states depend on the day and the terms."""
    chosen = _base().where(Commitment.id.in_(way.stretch(spot, size)))
    return way.order.sorted(chosen, spot.backwards)


def count_commitments(selection: Selection, eyes: Eyes = EVERYBODY) -> Total:
    """How many a list has, counted no further than a thousand."""
    return Way(selection, eyes, Sort.NEWEST).count()


def counting(selection: Selection) -> Select[int]:
    """The same as a statement, to be read with `capped`."""
    return Way(selection, EVERYBODY, Sort.NEWEST).counting


def all_commitments(
    selection: Selection, *, eyes: Eyes = EVERYBODY, sort: Sort = Sort.NEWEST
) -> list[CommitmentRow]:
    """Every commitment of a list, for files."""
    way = Way(selection, eyes, sort)
    return rows_of(way.order.sorted(_base().where(Commitment.id.in_(way.fitting))))


def unfinished_of(organisation_ids: Collection[int]) -> list[Unfinished]:
    """What the people of some organisations have not sent yet, the longest untouched first."""
    c, mine = Commitment, (CommitmentStatus.RETURNED, CommitmentStatus.DRAFT)
    columns = (c.reference, c.title, Organisation.name, c.status, c.reason, c.updated_at, c.is_example)
    statement = select(*columns).join(Organisation, Organisation.id == c.organisation_id)
    here = (c.organisation_id.in_(organisation_ids), c.status.in_(mine))
    rows = db.session.execute(statement.where(*here).order_by(c.updated_at, c.id))
    return [Unfinished(*row) for row in rows]


def counts_by_status(organisation_ids: Collection[int]) -> dict[str, int]:
    """How many commitments some organisations have in each status, by its stored value."""
    statement = select(Commitment.status, func.count()).where(
        Commitment.organisation_id.in_(organisation_ids)
    )
    found = db.session.execute(statement.group_by(Commitment.status))
    return {status.value: number for status, number in found}


@built_once
def _base() -> Select[*tuple[Any, ...]]:
    return (
        select(*COLUMNS)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Strategy, Strategy.number == Commitment.strategy_number)
    )


def _reference(row: CommitmentRow) -> str:
    return row.reference
