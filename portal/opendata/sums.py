"""The lines of commitments together, as far as they may be said."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Row, Select, and_, case, func, select, type_coerce

from portal.commitments.models import Allocation
from portal.core.database import db
from portal.core.values import SMALL_COUNT
from portal.opendata.parts import SMALL_AREA
from portal.opendata.rules import THOUSANDTHS, Total, shown_quantity_sum, shown_sum
from portal.places.models import Region

A = Allocation
COUNTED: tuple[tuple[Any, int], ...] = (
    (A.quantity, THOUSANDTHS), (A.households, 1), (A.people, 1),
    (A.realised_quantity, THOUSANDTHS), (A.reached_households, 1), (A.reached_people, 1),
)  # fmt: skip
NOTHING = (0, None, 0, None, None, None)
Sums = Mapping[int, Row[*tuple[Any, ...]]]


def sums_of(ids: Sequence[int]) -> Sums:
    """The sums of these commitments; the masked lines apart from those that may be said."""
    unvalued = func.count(case((A.rupiah.is_(None), 1)))
    rupiah = (func.sum(column, type_=A.rupiah.type) for column in (A.rupiah, A.realised_rupiah))
    pledged, realised = rupiah
    statement: Select[*tuple[Any, ...]] = select(A.commitment_id, func.count(), pledged, unvalued, realised)
    counts = with_counts(statement, COUNTED)
    joined = counts.join(Region, Region.code == A.region_code).where(A.commitment_id.in_(ids))
    return {row[0]: row for row in db.session.execute(joined.group_by(A.commitment_id))}


def with_counts(
    statement: Select[*tuple[Any, ...]], counted: Sequence[tuple[Any, int]]
) -> Select[*tuple[Any, ...]]:
    """The sums of some numbers of lines, the masked apart: four columns each, which shown_counts reads.

    A number comes with how many of its smallest parts make one. The select must read `regions`.
    """
    for column, one in counted:
        raw = type_coerce(column, BigInteger)
        small = and_(SMALL_AREA, raw > 0, raw < SMALL_COUNT * one)
        visible, hidden = func.sum(case((small, 0), else_=raw)), func.count(case((small, 1)))
        statement = statement.add_columns(visible, hidden, func.count(column), func.sum(raw))
    return statement


def pledged_of(sums: Sums, key: int, unit: str) -> Sequence[Any]:
    """Lines, rupiah, lines without rupiah, quantity, households, people: as they were promised."""
    if key not in sums:
        return NOTHING
    _key, lines, rupiah, unvalued, _realised, *counts = sums[key]
    return (lines, rupiah, unvalued, *shown_counts(counts[:12], unit))


def realised_of(sums: Sums, key: int, unit: str) -> Sequence[Any]:
    """Rupiah, quantity, households, people: as verified reports tell them."""
    if key not in sums:
        return (None,) * 4
    _key, _lines, _rupiah, _unvalued, realised, *counts = sums[key]
    return (realised, *shown_counts(counts[12:], unit))


def shown_counts(counts: Sequence[Any], unit: str) -> tuple[Any, ...]:
    """Quantity, households and people of with_counts, as far as they may be said."""
    quantity, households, people = (Total(*counts[n : n + 4]) for n in (0, 4, 8))
    return shown_quantity_sum(quantity, unit), shown_sum(households), shown_sum(people)
