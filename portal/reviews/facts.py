"""Everything the office's page about one commitment shows, ready to be arranged."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.audit.queries import history_of
from portal.audit.reading import HistoryLine, in_words
from portal.commitments.lines import PartnerLine, PlaceLine, lines_of, partners_of
from portal.commitments.models import Commitment
from portal.commitments.need_balances import TakenNeed, needs_of
from portal.commitments.rules import CommitmentState, CommitmentStatus, total
from portal.commitments.state import state_today, state_words
from portal.core.clock import in_wib, today
from portal.core.workdays import working_days
from portal.drafts.presence import Overlap, Period, presence_of_others
from portal.organisations.rules import OrganisationStatus
from portal.reviews.people import author_of, edits_since_return
from portal.reviews.rules import merged
from portal.strategies.choices import full_name


@dataclass(frozen=True)
class Totals:
    """The places of a commitment together; a sum is None where no place has the value."""

    rupiah: int | None
    quantity: Decimal | None
    households: int | None
    people: int | None
    valued_places: int


@dataclass(frozen=True)
class Mended:
    """One field that the partner changed since the office returned the commitment."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class OfficeFacts:
    """What stands on the page beside the commitment itself."""

    state: CommitmentState
    state_words: list[str]
    strategy_name: str
    author: str
    lines: list[PlaceLine]
    totals: Totals
    partners: list[PartnerLine]
    needs: Sequence[TakenNeed]
    overlaps: list[tuple[str, Overlap]]
    mended: list[Mended]
    history: list[HistoryLine]
    waits: int | None
    organisation_is_verified: bool


def facts_of(commitment: Commitment) -> OfficeFacts:
    """Gather it all: seven queries, however many places there are."""
    lines = lines_of(commitment.id)
    waiting = commitment.status is CommitmentStatus.SUBMITTED and commitment.submitted_at
    return OfficeFacts(
        state=state_today(commitment),
        state_words=state_words(commitment),
        strategy_name=full_name(commitment.strategy),
        author=author_of(commitment),
        lines=lines,
        totals=_totals(lines),
        partners=partners_of(commitment.id),
        needs=needs_of(commitment.id),
        overlaps=_overlaps(commitment, lines),
        mended=_mended(commitment) if waiting else [],
        history=[
            line for line in history_of("commitments", commitment.id) if line.label == commitment.reference
        ],
        waits=working_days(in_wib(waiting).date(), today()) if waiting else None,
        organisation_is_verified=commitment.organisation.status is OrganisationStatus.VERIFIED,
    )


def _totals(lines: list[PlaceLine]) -> Totals:
    quantities = [line.quantity for line in lines if line.quantity is not None]
    return Totals(
        rupiah=total(line.rupiah for line in lines),
        quantity=sum(quantities, Decimal()) if quantities else None,
        households=total(line.households for line in lines),
        people=total(line.people for line in lines),
        valued_places=sum(line.rupiah is not None for line in lines),
    )


def _overlaps(commitment: Commitment, lines: list[PlaceLine]) -> list[tuple[str, Overlap]]:
    codes = [line.region_code for line in lines]
    period = Period(commitment.starts_on, commitment.ends_on)
    presence = presence_of_others(commitment.strategy_number, commitment.organisation_id, codes, period)
    found = ((line.name, presence.at(line.region_code)) for line in lines)
    return [(name, overlap) for name, overlap in found if overlap]


def _mended(commitment: Commitment) -> list[Mended]:
    edits = (change for entry in edits_since_return(commitment) for change in in_words(entry).changes)
    return [Mended(field, old, new) for field, (old, new) in merged(edits).items()]
