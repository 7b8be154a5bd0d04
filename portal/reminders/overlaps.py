"""New overlaps: a commitment verified lately entered a pocket where others give the same under a strategy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now
from portal.core.database import db
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.reminders.rules import NEW_FOR

MANY_LEADS = 3  # in one pocket under one strategy at the same time (PRODUCT: overlap)


@dataclass(frozen=True)
class NewOverlap:
    """The commitment that made it, the place, and the leads that are there now, by name."""

    reference: str
    title: str
    strategy_number: int
    pocket_id: int
    place: str
    organisation_ids: frozenset[int]
    leads: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"overlap:{self.reference}:{self.pocket_id}"


def new_overlaps() -> list[NewOverlap]:
    """Those made by commitments verified in the last days, by reference and pocket."""
    found: dict[tuple[str, int], list[Any]] = {}
    for row in db.session.execute(_pairs()):
        found.setdefault((row.reference, row.pocket_id), []).append(row)
    overlaps = [_overlap(rows) for rows in found.values()]
    return [each for each in overlaps if len(each.leads) >= MANY_LEADS]


def _pairs() -> Any:
    """The new commitment in a pocket beside each other live one that runs there at the same time."""
    new, line = aliased(Commitment), aliased(Allocation)
    other, theirs = Commitment, Allocation
    lead, own = aliased(Organisation), aliased(Organisation)
    at_once = or_(
        new.starts_on.is_(None),
        other.starts_on.is_(None),
        and_(new.starts_on <= other.ends_on, other.starts_on <= new.ends_on),
    )
    return (
        select(
            new.reference,
            new.title,
            new.strategy_number,
            Pocket.id.label("pocket_id"),
            Pocket.name,
            own.id.label("own_id"),
            own.name.label("own_name"),
            lead.id.label("lead_id"),
            lead.name.label("lead_name"),
        )
        .select_from(new)
        .join(own, own.id == new.organisation_id)
        .join(line, line.commitment_id == new.id)
        .join(Pocket, Pocket.id == line.pocket_id)
        .join(theirs, theirs.pocket_id == line.pocket_id)
        .join(other, other.id == theirs.commitment_id)
        .join(lead, lead.id == other.organisation_id)
        .where(
            new.status == CommitmentStatus.VERIFIED,
            new.verified_at >= now() - NEW_FOR,
            other.status == CommitmentStatus.VERIFIED,
            other.strategy_number == new.strategy_number,
            other.organisation_id != new.organisation_id,
            at_once,
        )
        .order_by(new.reference, Pocket.id, lead.name, lead.id)
    )


def _overlap(rows: Sequence[Any]) -> NewOverlap:
    first = rows[0]
    leads = {first.own_id: first.own_name} | {row.lead_id: row.lead_name for row in rows}
    return NewOverlap(
        first.reference,
        first.title,
        first.strategy_number,
        first.pocket_id,
        first.name,
        frozenset(leads),
        tuple(leads.values()),
    )
