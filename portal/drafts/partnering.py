"""Choosing supporting partners: verified organisations that answer to a name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.commitments.models import Commitment
from portal.core.database import db
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus

MOST_FOUND = 20


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be added."""

    slug: str
    name: str
    kind: OrganisationKind


@dataclass(frozen=True)
class PartnerBoard:
    """What the page of people shows beside its form: names of the rows, and what was found."""

    names: Mapping[str, str]
    found: Sequence[Candidate]
    asked_words: str


def partner_board(commitment: Commitment, rows: Collection[str], words: str) -> PartnerBoard:
    """Names for the slugs that stand in the form, and verified organisations whose name holds the words."""
    named = select(Organisation.slug, Organisation.name).where(Organisation.slug.in_(rows))
    names = {row.slug: row.name for row in db.session.execute(named)} if rows else {}
    return PartnerBoard(names, _find(commitment, words) if words else [], words)


def _find(commitment: Commitment, words: str) -> list[Candidate]:
    holding = (Organisation.name.icontains(word, autoescape=True) for word in words.split()[:8])
    statement = select(Organisation.slug, Organisation.name, Organisation.kind).where(
        Organisation.status == OrganisationStatus.VERIFIED,
        Organisation.id != commitment.organisation_id,
        *holding,
    )
    ordered = statement.order_by(Organisation.name, Organisation.id).limit(MOST_FOUND)
    return [Candidate(*row) for row in db.session.execute(ordered)]
