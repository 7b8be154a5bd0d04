"""Lists of pockets for the office, and the figures beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.wording import Word, _l
from portal.places.models import Indicator, Pocket, PocketFigure, Region
from portal.places.queries import POCKET_WITH_PLACE, within
from portal.places.rules import PocketStatus

SHOWN_INDICATOR = "poor_households"


class PocketOrder(Word):
    """`urut` in addresses."""

    NAME = "name", "nama", _l("Nama")
    PLACE = "place", "tempat", _l("Kecamatan dan desa")
    STATUS = "status", "status", _l("Status")
    NEWEST = "newest", "terbaru", _l("Terakhir diubah")


@dataclass(frozen=True)
class PocketFilter:
    """What the office asks of the list; an empty one asks for all pockets."""

    region: Region | None = None
    status: PocketStatus | None = None
    words: str = ""
    order: PocketOrder = PocketOrder.NAME


def list_pockets(wanted: PocketFilter, number: int) -> Page[Pocket]:
    """One page of pockets with their place and figures."""
    village, kecamatan = Region, aliased(Region)
    statement = (
        select(Pocket)
        .join(Pocket.region)
        .outerjoin(kecamatan, kecamatan.code == village.kecamatan_code)
        .where(*_conditions(wanted))
    )
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    rows = statement.order_by(*_order(wanted.order, kecamatan)).limit(PAGE_SIZE)
    figures = selectinload(Pocket.figures)
    shown = rows.offset((number - 1) * PAGE_SIZE).options(POCKET_WITH_PLACE, figures)
    return Page(db.session.scalars(shown).all(), number, total)


def count_by_status() -> dict[PocketStatus, int]:
    """How many pockets stand in each status, in the order of the statuses."""
    counts = select(Pocket.status, func.count()).group_by(Pocket.status)
    found = {row[0]: row[1] for row in db.session.execute(counts)}
    return {status: found[status] for status in PocketStatus if status in found}


def latest(pocket: Pocket, code: str = SHOWN_INDICATOR) -> PocketFigure | None:
    """The newest value of an indicator: figures come newest first."""
    return next((figure for figure in pocket.figures if figure.indicator_code == code), None)


def pocket_indicators() -> Sequence[Indicator]:
    """What can be measured of a pocket, in its order."""
    statement = select(Indicator).where(Indicator.scope.in_(["pocket", "both"]))
    return db.session.scalars(statement.order_by(Indicator.position, Indicator.code)).all()


def figures_of(pocket: Pocket) -> list[PocketFigure]:
    """The figures of a pocket: by indicator, the newest year first."""
    figures = select(PocketFigure).filter_by(pocket_id=pocket.id).options(joinedload(PocketFigure.indicator))
    return sorted(
        db.session.scalars(figures), key=lambda figure: (figure.indicator.position, -figure.year, figure.id)
    )


def get_figure(slug: str, number: int) -> PocketFigure | None:
    """One figure of the pocket with this address, or None."""
    statement = (
        select(PocketFigure).join(PocketFigure.pocket).where(Pocket.slug == slug, PocketFigure.id == number)
    )
    pocket = joinedload(PocketFigure.pocket).joinedload(Pocket.region).joinedload(Region.kecamatan)
    return db.session.scalar(statement.options(pocket))


def _conditions(wanted: PocketFilter) -> list[Any]:
    searched = (Pocket.name, Region.name, Pocket.hamlets, Pocket.decision)
    conditions: list[Any] = [
        or_(*(column.icontains(word, autoescape=True) for column in searched))
        for word in wanted.words.split()[:8]
    ]
    if wanted.region is not None:
        conditions.append(within(wanted.region.code))
    if wanted.status is not None:
        conditions.append(Pocket.status == wanted.status)
    return conditions


def _order(order: PocketOrder, kecamatan: Any) -> Sequence[Any]:
    last = (Pocket.name, Pocket.id)
    return {
        PocketOrder.NAME: last,
        PocketOrder.PLACE: (kecamatan.name, Region.name, *last),
        PocketOrder.STATUS: (Pocket.status, *last),
        PocketOrder.NEWEST: (Pocket.updated_at.desc(), *last),
    }[order]
