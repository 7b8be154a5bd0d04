"""The lines of commitments on a day with the names of their places, to be compared with another day's."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from portal.commitments.models import Commitment
from portal.commitments.moment import Moment
from portal.commitments.promised import SMALL
from portal.commitments.sums import ABOVE, BATCH, KECAMATAN, Named
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.database import db
from portal.history.change_rules import PROMISED, REALISED, Line
from portal.places.models import Pocket, Region
from portal.places.names import place_name

Lines = dict[str, Line]
PLACES = (Region.code, Region.name, Region.level, ABOVE.c.name, Pocket.slug, Pocket.name)


def lines_at(
    moment: Moment, touched: ColumnElement[bool], *narrowed: ColumnElement[bool]
) -> dict[int, Lines]:
    """By commitment the lines of those that are `touched`, as they were at that moment."""
    line = moment.line
    numbers = [getattr(line, name) for name in (*PROMISED, *REALISED)]
    statement = (
        select(line.commitment_id, line.pocket_id, *PLACES, *numbers)
        .select_from(moment.lines)
        .join(Commitment, Commitment.id == line.commitment_id)
    )
    placed = _placed(statement, line).where(touched, *narrowed)
    return _by_commitment(placed.order_by(line.commitment_id, line.position, line.id), (*PROMISED, *REALISED))


def first_lines(ids: Sequence[int]) -> dict[int, Lines]:
    """By commitment the lines of its first promise."""
    line, found = PledgeLine, dict[int, Lines]()
    for start in range(0, len(ids), BATCH):
        numbers = (getattr(line, name) for name in PROMISED)
        statement = (
            select(PledgeVersion.commitment_id, line.pocket_id, *PLACES, *numbers)
            .select_from(line)
            .join(PledgeVersion, PledgeVersion.id == line.version_id)
        )
        own = PledgeVersion.commitment_id.in_(ids[start : start + BATCH])
        placed = _placed(statement, line).where(PledgeVersion.number == 1, own)
        found |= _by_commitment(placed.order_by(line.position, line.id), PROMISED)
    return found


def _placed(statement: Select[Any], line: Any) -> Select[Any]:
    """With the place of each line; a pocket that nobody may see is only its village."""
    public = and_(Pocket.id == line.pocket_id, Pocket.published_when())
    return (
        statement.join(Region, Region.code == line.region_code)
        .outerjoin(ABOVE, ABOVE.c.code == Region.kecamatan_code)
        .outerjoin(Pocket, public)
    )


def _by_commitment(statement: Select[Any], names: Sequence[str]) -> dict[int, Lines]:
    found: dict[int, Lines] = {}
    for key, pocket_id, code, name, level, above, slug, pocket, *numbers in db.session.execute(statement):
        region = Named(name, level, Named(above, KECAMATAN) if above else None)
        shown = place_name(region, Named(pocket) if pocket else None)
        numbered: dict[str, Any] = dict(zip(names, numbers, strict=True))
        line = Line(f"{code}/{pocket_id or 0}", shown, level in SMALL, slug, code, **numbered)
        found.setdefault(key, {})[line.key] = line
    return found
