"""Who already works where, under a strategy, in a period: public pledges of others, in one query."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import LIVE
from portal.core.clock import today
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.places.rules import is_village_code

MOST_NAMED = 3
KECAMATAN_CODE_LENGTH = len("12.05.07")


@dataclass(frozen=True)
class Period:
    """When a pledge runs. As long as nobody said when it begins it begins today, and an end may be open."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Neighbour:
    """A pledge of another organisation."""

    reference: str
    title: str
    organisation_name: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Overlap:
    """Others in one place: how many organisations, the newest pledges by name, and how many more."""

    partners: int
    named: tuple[Neighbour, ...]
    more: int


@dataclass(frozen=True)
class Presence:
    """All that was found, each with the region and the kecamatan of its lines."""

    found: tuple[tuple[Neighbour, str, str | None], ...] = ()

    def at(self, region_code: str) -> Overlap | None:
        """Others in a village (its pockets too), in a kecamatan (all that lies in it), or district-wide."""
        whole = len(region_code) == KECAMATAN_CODE_LENGTH
        here = [n for n, code, above in self.found if (above if whole else code) == region_code]
        pledges = list(dict.fromkeys(here))
        if not pledges:
            return None
        organisations = {pledge.organisation_name for pledge in pledges}
        return Overlap(len(organisations), tuple(pledges[:MOST_NAMED]), max(0, len(pledges) - MOST_NAMED))


def presence_of_others(
    strategy_number: int, besides_organisation_id: int, region_codes: Collection[str], period: Period
) -> Presence:
    """What others have pledged under a strategy in these regions and this period; asked once for all."""
    if not region_codes:
        return Presence()
    above = {code[:KECAMATAN_CODE_LENGTH] for code in region_codes if is_village_code(code)}
    above |= {code for code in region_codes if len(code) == KECAMATAN_CODE_LENGTH}
    statement = _lines_of_others(strategy_number, besides_organisation_id).where(
        or_(Region.kecamatan_code.in_(above), Region.code.in_(region_codes)), *_at_the_time_of(period)
    )
    rows = db.session.execute(published(statement)).all()
    return Presence(tuple((Neighbour(*row[:5]), row[5], row[6]) for row in rows))


def _at_the_time_of(period: Period) -> Iterator[ColumnElement[bool]]:
    """A pledge without an end goes on, one without a beginning has begun."""
    starts_on = period.starts_on or today()
    yield or_(Commitment.ends_on.is_(None), Commitment.ends_on >= starts_on)
    if period.ends_on:
        yield or_(Commitment.starts_on.is_(None), Commitment.starts_on <= period.ends_on)


def _lines_of_others(strategy_number: int, organisation_id: int) -> Select[*tuple[Any, ...]]:
    """The columns of a Neighbour, then the region and the kecamatan of the line; the newest first."""
    return (
        select(
            Commitment.reference,
            Commitment.title,
            Organisation.name,
            Commitment.starts_on,
            Commitment.ends_on,
            Allocation.region_code,
            Region.kecamatan_code,
        )
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Allocation, Allocation.commitment_id == Commitment.id)
        .join(Region, Region.code == Allocation.region_code)
        .where(
            Commitment.strategy_number == strategy_number,
            Commitment.status.in_(sorted(LIVE)),
            Commitment.organisation_id != organisation_id,
        )
        .order_by(Commitment.starts_on.desc(), Commitment.id.desc(), Allocation.id)
    )
