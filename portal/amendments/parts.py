"""What this room adds to pages of rooms below: a commitment's requests."""

from typing import Any

from portal.amendments import queries
from portal.amendments.pages import OFFICE, PARTNER, Side
from portal.amendments.rules import AmendmentStatus
from portal.commitments.rules import PUBLIC, CommitmentStatus
from portal.policy import Permission, can
from portal.web.parts import Part, part_of
from portal.web.visitor import current_actor


@part_of("commitment.workspace", 40)
def own_requests(commitment: Any) -> Part | None:
    """The partner's requests about a commitment, and the way to a new one."""
    return _requests(commitment, PARTNER, Permission.AMENDMENT_REQUEST)


@part_of("commitment.office", 40)
def requests_seen_by_the_office(commitment: Any) -> Part | None:
    """The same on the office's page."""
    return _requests(commitment, OFFICE, Permission.AMENDMENT_REQUEST_FOR)


def _requests(commitment: Any, side: Side, permission: Permission) -> Part | None:
    if commitment.status not in PUBLIC:
        return None
    found = queries.amendments_of(commitment.id)
    open_one = any(each.status is AmendmentStatus.REQUESTED for each in found)
    may = commitment.status is CommitmentStatus.VERIFIED and not open_one
    asks = may and can(current_actor(), permission, commitment)
    if not found and not asks:
        return None
    values = {"requests": found, "asks": asks, "side": side, "commitment": commitment}
    return Part("amendments/parts/requests.html", values)
