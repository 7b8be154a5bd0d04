"""Reading commitments: one by its reference, lists by filters."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rows import COLUMNS, CommitmentRow, rows_of
from portal.commitments.rules import CommitmentState, CommitmentStatus, Sort
from portal.commitments.selection import Selection, chosen_commitments, state_column
from portal.core.clock import today
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.strategies.models import Strategy

CLOSED = (CommitmentStatus.COMPLETED, CommitmentStatus.CANCELLED, CommitmentStatus.REJECTED)


@dataclass(frozen=True)
class Eyes:
    """Whose eyes see a list: everybody's, the office's, or those of some organisations' people.

    `state` narrows to one state, also to those that the public never sees.
    """

    published_only: bool = True
    organisation_ids: frozenset[int] | None = None
    state: CommitmentState | None = None


EVERYBODY = Eyes()


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


def eyes_of(organisation_ids: Collection[int], state: CommitmentState | None = None) -> Eyes:
    """The eyes of people who work for these organisations."""
    return Eyes(False, frozenset(organisation_ids), state)


def get_commitment(reference: str) -> Commitment | None:
    """One commitment in any state with its organisation and strategy: for doors that ask who is there."""
    return db.session.scalar(select(Commitment).where(Commitment.reference == reference))


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
    page_number: int = 1,
    *,
    eyes: Eyes = EVERYBODY,
    sort: Sort = Sort.NEWEST,
    size: int = PAGE_SIZE,
) -> Page[CommitmentRow]:
    """One page of a list."""
    statement = _narrowed(selection, eyes)
    total = db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    rows = rows_of(_sorted(statement, sort, eyes).limit(size).offset((page_number - 1) * size))
    return Page(rows, page_number, total, size)


def all_commitments(
    selection: Selection, *, eyes: Eyes = EVERYBODY, sort: Sort = Sort.NEWEST
) -> list[CommitmentRow]:
    """Every commitment of a list, for files."""
    return rows_of(_sorted(_narrowed(selection, eyes), sort, eyes))


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


def _base() -> Select[*tuple[Any, ...]]:
    return (
        select(*COLUMNS)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Strategy, Strategy.number == Commitment.strategy_number)
    )


def _narrowed(selection: Selection, eyes: Eyes) -> Select[*tuple[Any, ...]]:
    statement = chosen_commitments(_base(), selection, today())
    if eyes.state is not None:
        statement = statement.where(state_column(today()) == eyes.state.value)
    if eyes.organisation_ids is not None:
        statement = statement.where(Commitment.organisation_id.in_(eyes.organisation_ids))
    return published(statement) if eyes.published_only else statement


def _sorted(statement: Select[*tuple[Any, ...]], sort: Sort, eyes: Eyes) -> Select[*tuple[Any, ...]]:
    """Deadlines: what is still open comes first. The id breaks the last tie."""
    value = select(func.sum(Allocation.rupiah)).where(Allocation.commitment_id == Commitment.id)
    newest = Commitment.verified_at if eyes.published_only else Commitment.updated_at
    orders: dict[Sort, tuple[ColumnElement[Any], ...]] = {
        Sort.NEWEST: (newest.desc().nulls_last(),),
        Sort.DEADLINE: (Commitment.status.in_(CLOSED), Commitment.ends_on.asc().nulls_last()),
        Sort.VALUE: (value.scalar_subquery().desc().nulls_last(),),
        Sort.QUIET: (Commitment.status != CommitmentStatus.VERIFIED, Commitment.heard_on.asc().nulls_last()),
        Sort.TITLE: (func.lower(Commitment.title),),
    }
    return statement.order_by(*orders[sort], Commitment.id.desc())
