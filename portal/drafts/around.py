"""Who else is where a pledge goes, and which open needs it could meet instead: before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.commitments.lines import PlaceLine
from portal.commitments.models import Commitment
from portal.drafts.nearest import NearNeed, nearest_needs
from portal.drafts.presence import Overlap, Period, presence_of_others


@dataclass(frozen=True)
class Around:
    """The places where others work in the same period under the same strategy; the nearest open needs."""

    overlaps: Sequence[tuple[str, Overlap]] = ()
    needs: Sequence[NearNeed] = ()


def around(commitment: Commitment, lines: Sequence[PlaceLine]) -> Around:
    """In two queries, however many places there are; needs only where somebody is there already."""
    codes = {line.region_code for line in lines}
    period = Period(commitment.starts_on, commitment.ends_on)
    presence = presence_of_others(commitment.strategy_number, commitment.organisation_id, codes, period)
    found = ((line.name, presence.at(line.region_code)) for line in lines)
    overlaps = [(name, overlap) for name, overlap in found if overlap]
    return Around(overlaps, nearest_needs(commitment, codes) if overlaps else ())
