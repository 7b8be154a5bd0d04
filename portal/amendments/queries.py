"""Reading requests, and what stands in the way of one: the promise as it is, what was delivered already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import User
from portal.amendments.models import Amendment, AmendmentLine
from portal.amendments.rules import AmendmentKind, AmendmentStatus, Delivered, Numbers
from portal.commitments import promised
from portal.commitments.models import Allocation, Commitment
from portal.commitments.promised import Promise
from portal.core.database import db
from portal.places.models import Region
from portal.places.names import place_name
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus


@dataclass
class Present:
    """A commitment as a request begins from it: its `version` is the number of its newest promise."""

    commitment: Commitment

    @property
    def version(self) -> int:
        return promised.newest_number(self.commitment.id)

    @property
    def promise(self) -> Promise:
        return promised.promise_now(self.commitment)


def get_amendment(reference: str, number: int) -> Amendment | None:
    """One request in any state, by its commitment and its number there: for doors that ask who is there."""
    statement = select(Amendment).join(Commitment).where(Commitment.reference == reference)
    return db.session.scalar(statement.where(Amendment.number == number)) if number < 10**9 else None


def amendments_of(commitment_id: int) -> Sequence[Amendment]:
    """All requests about one commitment, the newest first."""
    statement = select(Amendment).filter_by(commitment_id=commitment_id).order_by(Amendment.number.desc())
    return db.session.scalars(statement).all()


def next_number(commitment_id: int) -> int:
    """The number of the next request; ask with the commitment locked."""
    return (
        db.session.scalar(select(func.max(Amendment.number)).filter_by(commitment_id=commitment_id)) or 0
    ) + 1


def has_open(commitment_id: int) -> bool:
    """Whether a request waits."""
    open_one = select(Amendment.id).filter_by(commitment_id=commitment_id, status=AmendmentStatus.REQUESTED)
    return db.session.scalar(open_one) is not None


def delivered_at(commitment_id: int) -> dict[str, Delivered]:
    """Each place of the promise with what was verified there and whether a report waits, by place key."""
    waiting = _places_that_wait(commitment_id)
    allocations = (
        select(Allocation)
        .filter_by(commitment_id=commitment_id)
        .options(joinedload(Allocation.region).joinedload(Region.kecamatan))
        .order_by(Allocation.position, Allocation.id)
    )
    return {key_of(each): _delivered(each, waiting) for each in db.session.scalars(allocations)}


def _delivered(line: Allocation, waiting: set[int]) -> Delivered:
    realised = Numbers(
        line.realised_rupiah, line.realised_quantity, line.reached_households, line.reached_people
    )
    promised_there = Numbers(line.rupiah, line.quantity, line.households, line.people)
    return Delivered(place_name(line.region, line.pocket), promised_there, realised, line.id in waiting)


def key_of(line: Any) -> str:
    """What forms call the place of a line by."""
    return str(line.pocket.slug if line.pocket else line.region_code)


def _places_that_wait(commitment_id: int) -> set[int]:
    """The lines for which a report that waits says that something arrived."""
    r = ReportLine
    statement = (
        select(r.allocation_id)
        .join(ProgressReport, ProgressReport.id == r.report_id)
        .where(
            ProgressReport.commitment_id == commitment_id,
            ProgressReport.status == ReportStatus.SUBMITTED,
            (r.rupiah > 0) | (r.quantity > 0) | (r.households > 0) | (r.people > 0),
        )
    )
    return {key for key in db.session.scalars(statement) if key is not None}


def both_sides(amendment: Amendment) -> tuple[Promise, Promise]:
    """What stood (or, while it waits, stands) and what is proposed in its place."""
    commitment = amendment.commitment
    if amendment.status is AmendmentStatus.REQUESTED:
        old = promised.promise_now(commitment)
    else:
        old = promised.promise_of(commitment.id, amendment.base_number) or promised.promise_now(commitment)
    if amendment.kind is AmendmentKind.CANCEL:
        return old, old
    lines = promised.lines_of(
        AmendmentLine, AmendmentLine.amendment_id == amendment.id, AmendmentLine.removed.is_(False)
    )
    return old, Promise(amendment.title, amendment.starts_on, amendment.ends_on, lines)


def is_stale(amendment: Amendment) -> bool:
    """Whether the promise is no longer the one that the request began from."""
    return promised.newest_number(amendment.commitment_id) != amendment.base_number


def numbers_in(promise: Promise) -> Mapping[str, Numbers]:
    """The places of a promise with their numbers."""
    lines = promise.lines
    return {each.key: Numbers(each.rupiah, each.quantity, each.households, each.people) for each in lines}


def asker_of(amendment: Amendment) -> str:
    """The name of who asked: the name alone, since a whole user brings roles and memberships along."""
    return db.session.scalar(select(User.name).where(User.id == amendment.requested_by_id)) or ""


def verifiers_to_tell(amendment: Amendment) -> list[User]:
    """Who may decide: the verifiers of the strategy, but who asked and who works for the partner."""
    people = db.session.scalars(
        select(User).where(User.is_active).where(User.office_roles.any(role="verifier"))
    )
    return [
        person
        for person in people.unique()
        if person.covers(amendment.strategy_number)
        and person.id != amendment.requested_by_id
        and person.role_in(amendment.organisation_id) is None
    ]
