"""A commitment put together for a page to show, and as the rules of completeness see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.commitments.lines import PartnerLine, PlaceLine, Totals, lines_of, partners_of, totals_of
from portal.commitments.models import Commitment
from portal.commitments.need_balances import TakenNeed, needs_of
from portal.commitments.rules import total
from portal.drafts.completeness import (
    Gap,
    PeopleAnswer,
    PlaceAnswer,
    SupportAnswer,
    missing,
)


@dataclass(frozen=True)
class Sheet:
    """All parts of one commitment, and what it still lacks."""

    lines: list[PlaceLine]
    totals: Totals
    partners: list[PartnerLine]
    gaps: list[Gap]
    needs: Sequence[TakenNeed]


def sheet_of(commitment: Commitment) -> Sheet:
    """The parts of a commitment in three queries."""
    lines = lines_of(commitment.id)
    gaps = gaps_of(commitment, lines)
    return Sheet(lines, totals_of(lines), partners_of(commitment.id), gaps, needs_of(commitment.id))


def gaps_of(commitment: Commitment, lines: list[PlaceLine] | None = None) -> list[Gap]:
    """What is missing before it may be submitted; the lines are read unless they are at hand."""
    places = lines_of(commitment.id) if lines is None else lines
    answers = [PlaceAnswer(p.name, p.rupiah, p.quantity, p.households, p.people) for p in places]
    return missing(commitment.unit, answers, support_of(commitment, places), people_of(commitment))


def support_of(commitment: Commitment, lines: list[PlaceLine]) -> SupportAnswer:
    valued = total(line.rupiah for line in lines) is not None
    return SupportAnswer(commitment.support_form, commitment.funding_source, commitment.value_source, valued)


def people_of(commitment: Commitment) -> PeopleAnswer:
    return PeopleAnswer(
        starts_on=commitment.starts_on,
        ends_on=commitment.ends_on,
        authoriser_name=commitment.authoriser_name,
        authoriser_position=commitment.authoriser_position,
        contact_name=commitment.contact_name,
        contact_phone=commitment.contact_phone,
        contact_email=commitment.contact_email,
    )
