"""Live commitments at a glance, from the summaries. Ask `are_kept` first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from portal.core.database import db
from portal.tallies.models import Tally
from portal.tallies.rules import ANY, ANY_NUMBER, LIVE, Axis

T = Tally


def _live(axis: Axis, year: int | None = None) -> tuple[ColumnElement[bool], ...]:
    """Of any kind; of one year or of any."""
    return T.axis == axis, T.kind == ANY, T.state == LIVE, T.year == (year or ANY_NUMBER)


def served(year: int | None = None) -> Sequence[Any]:
    """(code of the kecamatan or the kabupaten, strategy, commitments, leads), in the order of the codes."""
    columns = (T.row_key, T.strategy_number, T.commitments, T.leads)
    each = (*_live(Axis.KECAMATAN, year), T.strategy_number.between(1, 7))
    return db.session.execute(select(*columns).where(*each).order_by(T.row_key, T.strategy_number)).all()


def leads_by_place() -> dict[str, int]:
    """Different leads in each kecamatan; those of the whole kabupaten under its code."""
    every = (*_live(Axis.KECAMATAN), T.strategy_number == ANY_NUMBER)
    return {row[0]: row[1] for row in db.session.execute(select(T.row_key, T.leads).where(*every))}


def commitments_by_region(kecamatan: str) -> Select[*tuple[Any, ...]]:
    """region_code, commitments: what names the kecamatan as a whole, a village in it or a pocket there."""
    inside = (*_live(Axis.VILLAGE), T.strategy_number == ANY_NUMBER, T.within == kecamatan)
    return select(T.row_key.label("region_code"), T.commitments).where(*inside)


def whole() -> tuple[int, int, int | None, int]:
    """Commitments, those with a value, their rupiah (None where nothing has a value), examples among them."""
    columns = (T.commitments, T.valued, T.rupiah, T.examples)
    every = (*_live(Axis.ALL), T.strategy_number == ANY_NUMBER)
    row = db.session.execute(select(*columns).where(*every)).first()
    if row is None:
        return 0, 0, None, 0
    return row[0], row[1], row[2] if row[1] else None, row[3]
