"""What is or was promised, place by place: now, in an earlier version, or in a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased, joinedload

from portal.commitments.models import Allocation
from portal.commitments.sums import KECAMATAN, Named
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.database import db
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import Level, PocketStatus

SMALL = frozenset({Level.DESA, Level.KELURAHAN})


@dataclass(frozen=True)
class PromisedLine:
    """One place with its numbers. `key` is the pocket's slug or the region's code: what forms call it by.

    The numbers may be texts ("<5") where the public reads them.
    """

    key: str
    name: str
    region_code: str
    is_small_area: bool
    rupiah: int | None
    quantity: Any
    households: Any
    people: Any


@dataclass(frozen=True)
class Promise:
    """A promise as a whole."""

    title: str
    starts_on: date | None
    ends_on: date | None
    lines: Sequence[PromisedLine] = field(default=())


def newest_number(commitment_id: int) -> int:
    """The number of the version that stands now; 0 for a commitment that was never public."""
    newest = select(func.max(PledgeVersion.number)).filter_by(commitment_id=commitment_id)
    return db.session.scalar(newest) or 0


def promise_now(commitment: Any, *, public: bool = False) -> Promise:
    """What the commitment promises now. `public`: no pocket that was withdrawn is named."""
    lines = lines_of(Allocation, Allocation.commitment_id == commitment.id, public=public)
    return Promise(commitment.title, commitment.starts_on, commitment.ends_on, lines)


def promise_of(commitment_id: int, number: int, *, public: bool = False) -> Promise | None:
    """What it promised in one version, 1 being the first promise: one query."""
    with_lines = joinedload(PledgeVersion.lines).joinedload(PledgeLine.region).joinedload(Region.kecamatan)
    statement = select(PledgeVersion).filter_by(commitment_id=commitment_id, number=number)
    version = db.session.scalars(statement.options(with_lines)).unique().one_or_none()
    if version is None:
        return None
    lines = [_kept_line(line, public) for line in version.lines]
    return Promise(version.title, version.starts_on, version.ends_on, lines)


def lines_of(model: Any, *conditions: Any, public: bool = False) -> list[PromisedLine]:
    """The lines of a table that has places and numbers, in their order: one query."""
    kecamatan = aliased(Region)
    numbers: tuple[Any, ...] = (model.rupiah, model.quantity, model.households, model.people)
    named = (
        and_(Pocket.id == model.pocket_id, Pocket.published_when())
        if public
        else Pocket.id == model.pocket_id
    )
    statement = (
        select(Region.code, Region.name, Region.level, kecamatan.name, Pocket.slug, Pocket.name, *numbers)
        .select_from(model)
        .join(Region, Region.code == model.region_code)
        .outerjoin(kecamatan, kecamatan.code == Region.kecamatan_code)
        .outerjoin(Pocket, named)
        .where(*conditions)
        .order_by(model.position, model.id)
    )
    found = db.session.execute(statement)
    return [_line(*row[:6], numbers=row[6:]) for row in found]


def _kept_line(line: PledgeLine, public: bool) -> PromisedLine:
    pocket = line.pocket
    if public and pocket is not None and pocket.status is PocketStatus.WITHDRAWN:
        pocket = None
    numbers = (line.rupiah, line.quantity, line.households, line.people)
    name, small = place_name(line.region, pocket), line.region.level in SMALL
    return PromisedLine(pocket.slug if pocket else line.region_code, name, line.region_code, small, *numbers)


def _line(
    code: str,
    name: str,
    level: Level,
    above: str | None,
    slug: str | None,
    pocket: str | None,
    *,
    numbers: Any,
) -> PromisedLine:
    region = Named(name, level, Named(above, KECAMATAN) if above else None)
    shown = place_name(region, Named(pocket) if pocket else None)
    return PromisedLine(slug or code, shown, code, level in SMALL, *numbers)
