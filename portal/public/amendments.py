"""How a promise changed in public: the first one beside the present one, with the reasons of every change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from portal.amendments.comparison import Comparison, added_up, compare
from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind
from portal.commitments.models import Commitment
from portal.commitments.promised import Promise, PromisedLine, promise_now, promise_of
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.core.disclosure import Count, counts_people, shown_total
from portal.core.publishing import published
from portal.organisations.models import Organisation

FIRST = 1


@dataclass(frozen=True)
class PublicAmendment:
    """One approved request: which, when it was approved, why it was asked for."""

    number: int
    kind: AmendmentKind
    day: datetime | None
    reason: str
    on_behalf: bool


@dataclass(frozen=True)
class Amended:
    """What became of a promise. `compared` is None where only the whole was called off.

    `called_off` is the request that ended it; one that the office closed before there were requests has none.
    """

    changes: Sequence[PublicAmendment]
    compared: Comparison | None
    cancelled_on: datetime | None
    cancelled_because: str
    called_off: PublicAmendment | None


def amended(commitment: Commitment) -> Amended | None:
    """The changes of a public commitment; None for a promise that stands as it was first made."""
    found = _approved(commitment)
    cancelled = commitment.status is CommitmentStatus.CANCELLED
    if not found and not cancelled:
        return None
    changes = [each for each in found if each.kind is AmendmentKind.CHANGE]
    ends = [each for each in found if each.kind is AmendmentKind.CANCEL]
    return Amended(
        changes=changes,
        compared=_first_and_present(commitment) if changes else None,
        cancelled_on=commitment.closed_at if cancelled else None,
        cancelled_because=commitment.reason if cancelled else "",
        called_off=ends[-1] if ends else None,
    )


def _approved(commitment: Commitment) -> list[PublicAmendment]:
    """The oldest first."""
    a = Amendment
    statement = (
        select(a.number, a.kind, a.decided_at, a.reason, a.on_behalf)
        .join(Commitment, Commitment.id == a.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .where(a.commitment_id == commitment.id)
        .order_by(a.number)
    )
    return [PublicAmendment(*row) for row in db.session.execute(published(statement))]


def _first_and_present(commitment: Commitment) -> Comparison | None:
    first = promise_of(commitment.id, FIRST, public=True)
    if first is None:
        return None
    unit, present = commitment.unit, promise_now(commitment, public=True)

    def total(name: str, lines: Sequence[Any]) -> Any:
        return _total(name, [line.exact for line in lines], unit)

    return compare(_as_shown(first, unit), _as_shown(present, unit), total)


@dataclass(frozen=True)
class ShownLine(PromisedLine):
    """A line as everybody may read it; `exact` is what its sums are made of."""

    exact: PromisedLine | None = None


def _as_shown(promise: Promise, unit: str) -> Promise:
    """The same promise with small counts of people masked, like everywhere in public."""
    return replace(promise, lines=[_shown(line, unit) for line in promise.lines])


def _shown(line: PromisedLine, unit: str) -> ShownLine:
    small = line.is_small_area
    quantity = line.quantity
    if counts_people(unit) and quantity is not None:
        quantity = Count(int(quantity), small).shown
    households, people = Count(line.households, small).shown, Count(line.people, small).shown
    given = vars(line) | {"quantity": quantity, "households": households, "people": people}
    return ShownLine(**given, exact=line)


def _total(name: str, lines: Sequence[PromisedLine], unit: str) -> Any:
    """Sums of the lines; those that count people say no more than the lines do."""
    if name == "rupiah" or (name == "quantity" and not counts_people(unit)):
        return added_up(name, lines)
    return shown_total(Count(_whole(getattr(line, name)), line.is_small_area) for line in lines)


def _whole(value: int | Decimal | None) -> int | None:
    return None if value is None else int(value)
