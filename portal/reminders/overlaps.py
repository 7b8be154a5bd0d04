"""New overlaps: a commitment verified lately entered a pocket where others give the same under a strategy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now
from portal.core.database import db
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from portal.reminders.rules import NEW_FOR

VERIFIED = CommitmentStatus.VERIFIED
NEW, LINE, OWN = aliased(Commitment), aliased(Allocation), aliased(Organisation)
OTHER, THEIRS, LEAD = aliased(Commitment), aliased(Allocation), aliased(Organisation)
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


def _pairs() -> Select[*tuple[Any, ...]]:
    """The new commitment in a pocket beside each other one that runs there at the same time."""
    columns = {"own_id": OWN.id, "own_name": OWN.name, "lead_id": LEAD.id, "lead_name": LEAD.name}
    named = (column.label(name) for name, column in columns.items())
    return (
        select(NEW.reference, NEW.title, NEW.strategy_number, LINE.pocket_id, Pocket.name, *named)
        .select_from(NEW)
        .join(OWN, OWN.id == NEW.organisation_id)
        .join(LINE, LINE.commitment_id == NEW.id)
        .join(Pocket, Pocket.id == LINE.pocket_id)
        .join(THEIRS, THEIRS.pocket_id == LINE.pocket_id)
        .join(OTHER, OTHER.id == THEIRS.commitment_id)
        .join(LEAD, LEAD.id == OTHER.organisation_id)
        .where(NEW.status == VERIFIED, NEW.verified_at >= now() - NEW_FOR, *_beside_it())
        .order_by(NEW.reference, LINE.pocket_id, LEAD.name, LEAD.id)
    )


def _beside_it() -> tuple[ColumnElement[bool], ...]:
    """Another partner's, under the same strategy, at the same time; one without dates may be at any time."""
    undated = or_(NEW.starts_on.is_(None), OTHER.starts_on.is_(None))
    return (
        OTHER.status == VERIFIED,
        OTHER.strategy_number == NEW.strategy_number,
        OTHER.organisation_id != NEW.organisation_id,
        or_(undated, and_(NEW.starts_on <= OTHER.ends_on, OTHER.starts_on <= NEW.ends_on)),
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
