"""One commitment as everybody may read it: its places, its sums, its partners and who else is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.commitments.models import Allocation, Commitment, CommitmentPartner
from portal.commitments.need_balances import TakenNeed, needs_of
from portal.commitments.queries import get_published_commitment
from portal.commitments.rows import COLUMNS, CommitmentRow, rows_of
from portal.commitments.rules import LIVE, CommitmentState, PartnerRole
from portal.commitments.state import state_today, state_words
from portal.confirmations.published import Voice
from portal.core.database import db, unindexed
from portal.core.disclosure import Count, Shown, counts_people, shown_total
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import Level, PocketStatus
from portal.public.amendments import Amended, amended
from portal.public.delivered import Delivery, delivery_of
from portal.public.events import Event, events_of
from portal.public.fgd import Origin, origin_of
from portal.strategies.models import Strategy

NEIGHBOURS = 6
LIVING = unindexed(Commitment.status).in_(sorted(LIVE))
NEWEST = (Commitment.verified_at.desc().nulls_last(), Commitment.id.desc())


@dataclass(frozen=True)
class PledgeLine:
    """What is promised to one place; `name` leads to a pocket or to a region."""

    name: str
    pocket_slug: str | None
    region_code: str
    rupiah: int | None
    quantity: Shown | Decimal
    households: Shown
    people: Shown


@dataclass(frozen=True)
class Sums:
    """The lines together, as far as they may be said."""

    rupiah: int | None
    quantity: Shown | Decimal
    households: Shown
    people: Shown


@dataclass(frozen=True)
class Supporter:
    name: str
    slug: str
    kind: OrganisationKind
    role: PartnerRole


@dataclass(frozen=True)
class Neighbour:
    """Another partner's commitment at one of the same places."""

    reference: str
    title: str
    organisation_name: str
    short_id: str
    short_en: str
    verified_at: datetime | None


@dataclass(frozen=True)
class PledgePage:
    """One commitment with everything its page shows."""

    commitment: Commitment
    state: CommitmentState
    state_words: Sequence[str]  # why it is silent or late
    lines: Sequence[PledgeLine]
    sums: Sums
    supporters: Sequence[Supporter]
    neighbours: Sequence[Neighbour]
    origin: Origin | None
    amended: Amended | None
    delivery: Delivery
    needs: Sequence[TakenNeed]

    def events_with(self, voices: Sequence[Voice]) -> list[Event]:
        """What became of it, the newest first."""
        changes = self.amended.changes if self.amended else ()
        return events_of(self.commitment, self.origin, self.delivery.quarters, changes, voices)


def supported_by(organisation: Organisation, size: int) -> list[CommitmentRow]:
    """Public commitments of others that this partner supports, the newest first."""
    theirs = select(CommitmentPartner.commitment_id).filter_by(organisation_id=organisation.id)
    return rows_of(published(_rows().where(Commitment.id.in_(theirs))).order_by(*NEWEST).limit(size))


def years() -> list[int]:
    """The years in which public commitments start, the latest first."""
    year = Commitment.start_year
    known = published(_rows().with_only_columns(year, maintain_column_froms=True)).where(year.is_not(None))
    ends = (known.order_by(end).limit(1).scalar_subquery() for end in (year.asc(), year.desc()))
    first, last = db.session.execute(select(*ends)).one()
    return list(range(last, first - 1, -1)) if first and last else []


def get_pledge(reference: str) -> PledgePage | None:
    """The page of a public commitment, or None."""
    commitment = get_published_commitment(reference)
    return _page(commitment) if commitment else None


def around(pocket: Pocket, size: int) -> list[CommitmentRow]:
    """Live commitments that name the village or kecamatan of a pocket but not the pocket; newest first."""
    near = [pocket.region_code, pocket.region.kecamatan_code]
    lines = select(Allocation.commitment_id).where(Allocation.region_code.in_(near))
    naming = select(Allocation.commitment_id).filter_by(pocket_id=pocket.id)
    here = [Commitment.id.in_(lines), Commitment.id.not_in(naming), LIVING]
    return rows_of(published(_rows().where(*here)).order_by(*NEWEST).limit(size))


def _page(commitment: Commitment) -> PledgePage:
    lines = _lines(commitment)
    codes = {line.region_code for line in lines if line.region.level is not Level.KABUPATEN}
    shown = [_shown_line(line, commitment.unit) for line in lines]
    return PledgePage(
        commitment,
        state_today(commitment),
        state_words(commitment),
        shown,
        _sums(lines, commitment.unit),
        _supporters(commitment),
        _neighbours(commitment, codes),
        origin_of(commitment.id) if commitment.origin else None,
        amended(commitment),
        delivery_of(commitment, lines),
        needs_of(commitment.id, public=True),
    )


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(*COLUMNS)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Strategy, Strategy.number == Commitment.strategy_number)
    )


def _lines(commitment: Commitment) -> Sequence[Allocation]:
    statement = (
        select(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .where(Allocation.commitment_id == commitment.id)
        .options(joinedload(Allocation.region).joinedload(Region.kecamatan))
    )
    return db.session.scalars(published(statement).order_by(Allocation.position, Allocation.id)).all()


def _public_pocket(line: Allocation) -> Pocket | None:
    return None if line.pocket is None or line.pocket.status is PocketStatus.WITHDRAWN else line.pocket


def _is_small(line: Allocation) -> bool:
    return line.region.level in (Level.DESA, Level.KELURAHAN)


def _shown_line(line: Allocation, unit: str) -> PledgeLine:
    pocket, small = _public_pocket(line), _is_small(line)
    quantity: Shown | Decimal = line.quantity
    if counts_people(unit) and line.quantity is not None:
        quantity = Count(int(line.quantity), small).shown
    return PledgeLine(
        name=place_name(line.region, pocket),
        pocket_slug=pocket.slug if pocket else None,
        region_code=line.region_code,
        rupiah=line.rupiah,
        quantity=quantity,
        households=Count(line.households, small).shown,
        people=Count(line.people, small).shown,
    )


def _sums(lines: Sequence[Allocation], unit: str) -> Sums:
    """Sums of the lines; those that count people say no more than the lines do."""
    given = [line.quantity for line in lines if line.quantity is not None]
    quantity: Shown | Decimal = sum(given, Decimal(0)) if given else None
    if counts_people(unit) and given:
        whole = (None if line.quantity is None else int(line.quantity) for line in lines)
        quantity = shown_total(Count(each, _is_small(line)) for each, line in zip(whole, lines, strict=True))
    valued = [line.rupiah for line in lines if line.rupiah is not None]
    return Sums(
        rupiah=sum(valued) if valued else None,
        quantity=quantity,
        households=shown_total(Count(line.households, _is_small(line)) for line in lines),
        people=shown_total(Count(line.people, _is_small(line)) for line in lines),
    )


def _supporters(commitment: Commitment) -> list[Supporter]:
    statement = (
        select(Organisation.name, Organisation.slug, Organisation.kind, CommitmentPartner.role)
        .join(CommitmentPartner, CommitmentPartner.organisation_id == Organisation.id)
        .where(CommitmentPartner.commitment_id == commitment.id)
    )
    rows = db.session.execute(published(statement).order_by(CommitmentPartner.id))
    return [Supporter(*row) for row in rows]


def _neighbours(commitment: Commitment, region_codes: set[str]) -> list[Neighbour]:
    """Live commitments of other leads at one of the same places, the newest first."""
    here = select(Allocation.commitment_id).where(Allocation.region_code.in_(sorted(region_codes)))
    statement = (
        select(
            Commitment.reference,
            Commitment.title,
            Organisation.name,
            Strategy.short_id,
            Strategy.short_en,
            Commitment.verified_at,
        )
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Strategy, Strategy.number == Commitment.strategy_number)
        .where(Commitment.id.in_(here), Commitment.organisation_id != commitment.organisation_id)
        .where(LIVING)
    )
    ordered = published(statement).order_by(*NEWEST).limit(NEIGHBOURS)
    return [Neighbour(*row) for row in db.session.execute(ordered)]
