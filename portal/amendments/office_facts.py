"""Everything the office's page about one request shows beside the request itself."""

from dataclasses import dataclass, field

from portal.amendments import pages, queries
from portal.amendments.comparison import Comparison, Mark, added_up, compare
from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentStatus, Delivered, lowered_below_delivery
from portal.commitments.promised import Promise
from portal.commitments.rules import CommitmentStatus
from portal.drafts.presence import Overlap, Period, presence_of_others


@dataclass(frozen=True)
class OfficeFacts:
    """`lowered`: places whose promise falls below what was verified. `overlaps`: others at places that come
    or change. `stale`: the promise is no longer the one that the request began from."""

    compared: Comparison
    asker: str
    delivered: dict[str, Delivered] = field(default_factory=dict)
    lowered: list[Delivered] = field(default_factory=list)
    overlaps: list[tuple[str, Overlap]] = field(default_factory=list)
    stale: bool = False
    closed: bool = False


def facts_of(amendment: Amendment) -> OfficeFacts:
    """Gather it all; what was delivered and who else is there matter while it waits."""
    old, new = queries.both_sides(amendment)
    compared, asker = compare(old, new, added_up), queries.asker_of(amendment)
    if amendment.status is not AmendmentStatus.REQUESTED:
        return OfficeFacts(compared, asker)
    delivered = queries.delivered_at(amendment.commitment_id)
    return OfficeFacts(
        compared=compared,
        asker=asker,
        delivered=pages.some_delivered(delivered),
        lowered=lowered_below_delivery(delivered, queries.numbers_in(new)),
        overlaps=_overlaps(amendment, compared, new),
        stale=queries.is_stale(amendment),
        closed=amendment.commitment.status is not CommitmentStatus.VERIFIED,
    )


def _overlaps(amendment: Amendment, compared: Comparison, new: Promise) -> list[tuple[str, Overlap]]:
    """Who else works, under the same strategy, where the request brings something new or different."""
    marked = {place.key for place in compared.places if place.mark in (Mark.ADDED, Mark.CHANGED)}
    lines = [line for line in new.lines if line.key in marked]
    pledge = amendment.commitment
    codes = {line.region_code for line in lines}
    period = Period(new.starts_on, new.ends_on)
    presence = presence_of_others(pledge.strategy_number, pledge.organisation_id, codes, period)
    found = ((line.name, presence.at(line.region_code)) for line in lines)
    return [(name, overlap) for name, overlap in found if overlap]
