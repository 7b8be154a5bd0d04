"""New overlaps: a commitment verified lately made, or joined, one of those that the matrix tells of."""

from dataclasses import dataclass
from datetime import UTC, datetime

from portal.core.clock import now
from portal.overlaps.queries import Overlap, Promise, overlaps_now
from portal.reminders.rules import NEW_FOR

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class NewOverlap:
    """An overlap, and the newest commitment in it."""

    overlap: Overlap
    newest: Promise

    @property
    def key(self) -> str:
        return f"overlap:{self.newest.reference}:{self.overlap.pair.pocket_id}"

    @property
    def leads(self) -> dict[int, str]:
        """The names of the leads by their ids, in the order in which they began."""
        return {each.organisation_id: each.organisation_name for each in self.overlap.promises}


def new_overlaps() -> list[NewOverlap]:
    """Those in which a commitment was verified in the last days."""
    found = (
        NewOverlap(each, max(each.promises, key=lambda p: (_since(p), p.reference)))
        for each in overlaps_now()
    )
    return [each for each in found if _since(each.newest) >= now() - NEW_FOR]


def _since(promise: Promise) -> datetime:
    return promise.verified_at or LONG_AGO
