"""Makes a commitment what an approved request says, and keeps the new version of the promise."""

from portal.amendments.models import Amendment, AmendmentLine
from portal.amendments.rules import NUMBERS
from portal.audit.actions import Changes, set_fields
from portal.commitments import standing
from portal.commitments.models import Allocation
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow
from portal.core.wording import _l
from portal.drafts.linking import words_of_places
from portal.places.rules import PocketStatus

POCKET_CLOSED = _l(
    "Kantong yang diminta ditambahkan tidak aktif lagi. Tolak permintaan ini dengan alasannya."
)


def apply_change(amendment: Amendment) -> Changes:
    """Set title, dates and places to what is proposed. Says what changed, for the trail."""
    commitment = amendment.commitment
    before = words_of_places(commitment)
    known = {line.id: line for line in commitment.allocations}
    commitment.allocations = [
        _applied(known.get(line.allocation_id or 0), line, position)
        for position, line in enumerate(line for line in amendment.lines if not line.removed)
    ]
    answers = {"title": amendment.title, "starts_on": amendment.starts_on, "ends_on": amendment.ends_on}
    changes = set_fields(commitment, answers)
    commitment.updated_at = now()  # lines alone do not change the row: this moves its version
    db.session.flush()
    amendment.pledge_version = standing.keep_version(commitment)
    after = words_of_places(commitment)
    return changes | ({"places": (before, after)} if before != after else {})


def apply_cancellation(amendment: Amendment) -> Changes:
    """Close the commitment as broken. What it promised stays as it was, and stays public."""
    answers = {"status": CommitmentStatus.CANCELLED, "closed_at": now(), "reason": amendment.reason}
    return set_fields(amendment.commitment, answers)


def _applied(allocation: Allocation | None, line: AmendmentLine, position: int) -> Allocation:
    if allocation is None:
        if line.pocket is not None and line.pocket.status is not PocketStatus.ACTIVE:
            raise NotAllowedNow(POCKET_CLOSED)
        allocation = Allocation(region_code=line.region_code, pocket_id=line.pocket_id)
    allocation.position = position
    for name in NUMBERS:
        setattr(allocation, name, getattr(line, name))
    return allocation
