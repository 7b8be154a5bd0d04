"""The active pockets, each with its newest count of poor households and what nobody promised it yet."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import aliased

from portal.brief.rules import OpenNeed, PocketFacts
from portal.commitments.need_balances import taken
from portal.core.clock import in_wib
from portal.core.database import db
from portal.needs.models import Need
from portal.needs.queries import urgency
from portal.needs.rules import Balance, NeedStatus
from portal.places.listing import SHOWN_INDICATOR
from portal.places.models import Pocket, PocketFigure, Region
from portal.places.names import short_place_name
from portal.places.rules import PocketStatus

P, N = Pocket, Need
NONE = Decimal(0)
Needs = dict[tuple[int, int], OpenNeed]


def pockets_and_needs() -> tuple[list[PocketFacts], Needs]:
    """In one question; of several needs the most urgent, then the dearest, is named."""
    pockets: dict[int, PocketFacts] = {}
    needs: Needs = {}
    for row in db.session.execute(_statement()):
        pockets.setdefault(row.id, _pocket(row))
        own = _open(row)
        if own:
            key = (row.id, row.strategy_number)
            needs[key] = _with(needs[key], own) if key in needs else own
    return list(pockets.values()), needs


def _statement() -> Select[*tuple[Any, ...]]:
    above, found, rank = aliased(Region), taken(), urgency().label("rank")
    place = (Region.name, Region.level, above.name.label("above"), Region.kecamatan_code)
    own = (P.id, P.slug, P.name.label("own"), P.decided_on, P.created_at, P.is_example)
    need = (
        N.strategy_number,
        N.title,
        N.quantity,
        N.unit,
        N.rupiah,
        rank,
        found.c.pledged,
        found.c.delivered,
    )
    return (
        select(*own, *place, _poor().label("poor"), *need)
        .join(Region, Region.code == P.region_code)
        .outerjoin(above, above.code == Region.kecamatan_code)
        .outerjoin(N, and_(N.pocket_id == P.id, N.status == NeedStatus.OPEN))
        .outerjoin(found, found.c.need_id == N.id)
        .where(P.status == PocketStatus.ACTIVE)
        .order_by(P.id, rank, func.coalesce(N.rupiah, 0).desc(), N.id)
    )


def _poor() -> ScalarSelect[Decimal]:
    figure = select(PocketFigure.value).where(
        PocketFigure.pocket_id == P.id, PocketFigure.indicator_code == SHOWN_INDICATOR
    )
    return figure.order_by(PocketFigure.year.desc()).limit(1).correlate(P).scalar_subquery()


def _pocket(row: Any) -> PocketFacts:
    """`row` has the name and level of the village."""
    since = row.decided_on or in_wib(row.created_at).date()
    poor = None if row.poor is None else int(Decimal(row.poor))
    place = (short_place_name(row), row.above or "", row.kecamatan_code or "")
    return PocketFacts(row.id, row.slug, row.own, *place, poor, since, row.is_example)


def _open(row: Any) -> OpenNeed | None:
    """What is left of a need; rupiah in the same share."""
    if row.quantity is None:
        return None
    left = Balance(row.quantity, row.pledged or NONE, row.delivered or NONE).open
    rupiah = None if row.rupiah is None else int(row.rupiah * left / row.quantity)
    return OpenNeed(row.rank, row.title, left, row.unit, rupiah) if left else None


def _with(first: OpenNeed, other: OpenNeed) -> OpenNeed:
    """Another need of the same place: rupiah add up where they are said."""
    known = [each.rupiah for each in (first, other) if each.rupiah is not None]
    return replace(first, rupiah=sum(known) if known else None, number=first.number + 1)
