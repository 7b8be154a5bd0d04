"""Reading requests, and what stands in the way of one: the promise as it is, what was delivered already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from portal.accounts.models import User
from portal.amendments.models import Amendment, AmendmentLine
from portal.amendments.rules import AmendmentKind, AmendmentStatus, Delivered, Numbers
from portal.commitments import promised
from portal.commitments.models import Allocation, Commitment
from portal.commitments.promised import Promise
from portal.core.database import db
from portal.organisations.models import Organisation
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
    allocations = select(Allocation).filter_by(commitment_id=commitment_id).order_by(Allocation.position)
    names = {
        line.key: line.name
        for line in promised.lines_of(Allocation, Allocation.commitment_id == commitment_id)
    }
    return {
        key: Delivered(
            names[key],
            Numbers(each.rupiah, each.quantity, each.households, each.people),
            Numbers(
                each.realised_rupiah, each.realised_quantity, each.reached_households, each.reached_people
            ),
            each.id in waiting,
        )
        for each in db.session.scalars(allocations.order_by(Allocation.id))
        for key in [key_of(each)]
    }


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


def proposed_numbers(amendment: Amendment) -> Mapping[str, Numbers]:
    """The places that stay or come, with their numbers."""
    return {key_of(line): line.numbers for line in amendment.lines if not line.removed}


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


def organisation_name(commitment: Commitment) -> str:
    return db.session.scalar(select(Organisation.name).filter_by(id=commitment.organisation_id)) or ""
