"""What cells weigh besides counts: how far their needs are pledged for, and where leads overlap."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Label,
    String,
    and_,
    case,
    cast,
    func,
    or_,
    select,
    type_coerce,
)

from portal.commitments.moment import Moment
from portal.commitments.need_balances import taken
from portal.commitments.selection import Selection, StateFilter
from portal.core.database import built_once, db
from portal.core.disclosure import counts_people
from portal.core.held import held
from portal.core.publishing import published
from portal.core.values import SMALL_COUNT
from portal.gaps.pairs import PairFilter
from portal.matrices.counting import Statement
from portal.matrices.counts import NOTHING, Count, Counts, Key
from portal.matrices.queries import Question
from portal.matrices.rules import PLACES, Columns, Rows
from portal.needs.models import Need
from portal.needs.queries import NeedFilter, conditions
from portal.overlaps.queries import crowded_pairs
from portal.places.models import Pocket, Region

THOUSANDTHS = 1000  # quantities are kept as whole thousandths
WHOLE = 10_000  # one need pledged for wholly, in hundredths of a percent


class Covered(NamedTuple):
    """Open needs, and how much of each is pledged, added up in hundredths of a percent."""

    needs: int = 0
    covered: int = 0

    def plus(self, other: "Covered") -> "Covered":
        return Covered(self.needs + other.needs, self.covered + other.covered)


NONE = Covered()


@dataclass(frozen=True)
class Needed:
    """The needs by cell and, each need standing in one cell, their sums."""

    cells: Mapping[tuple[Key, Key], Covered]
    rows: Mapping[Key, Covered]
    columns: Mapping[Key, Covered]
    whole: Covered


def weighs(question: Question) -> bool:
    """Needs are of places under strategies, and anybody's pledge counts for them, at its present size."""
    asked = question.selection
    narrowed = (asked.kind, asked.organisation, asked.source, asked.scope, asked.words, asked.first_promise)
    live = asked.state in (None, StateFilter.LIVE)
    return question.rows in PLACES and question.columns is Columns.STRATEGY and live and not any(narrowed)


def weighed(question: Question, counts: Counts) -> Counts:
    """The counts with their needs, and of pockets with the cells in which leads overlap."""
    if not weighs(question):
        return counts
    needed = needs_by_cell(question)
    return replace(
        counts,
        cells=_with(counts.cells, needed.cells),
        rows=_with(counts.rows, needed.rows),
        columns=_with(counts.columns, needed.columns),
        whole=counts.whole.needing(*needed.whole),
        crowded=_crowded(question) if question.rows is Rows.POCKET else None,
    )


def needs_by_cell(question: Question) -> Needed:
    """Per row and column, in one query. A need that says too much of few people is left out."""
    ask = _needed.afresh if question.as_of else _needed
    return ask(question.rows, _asked(question.selection), question.moment)


@held
def _needed(rows: Rows, asked: NeedFilter, moment: Moment) -> Needed:
    found: dict[tuple[Key, Key], Covered] = {}
    for row in db.session.execute(_needs(rows, asked, moment)):
        if not (row.few and counts_people(row.counted_unit)):
            key = (row.row_key, row.column_key)
            found[key] = found.get(key, NONE).plus(Covered(row.needs, int(row.covered)))
    return _summed(found)


@built_once
def _needs(rows: Rows, asked: NeedFilter, moment: Moment) -> Statement:
    sums = taken(moment)
    needed, pledged = _raw(moment.need_quantity), _raw(func.coalesce(sums.c.pledged, 0))
    part = case((pledged < needed, pledged), else_=needed) * WHOLE // needed
    keys = (_row_key(rows), cast(Need.strategy_number, String).label("column_key"))
    unit = moment.need_unit.label("counted_unit")
    few = case((_says_too_much(needed, pledged), 1), else_=0).label("few")
    statement = (
        select(*keys, unit, few, func.count().label("needs"), func.sum(part).label("covered"))
        .join(Pocket, Pocket.id == Need.pocket_id)
        .join(Region, Region.code == Pocket.region_code)
        .outerjoin(sums, sums.c.need_id == Need.id)
        .where(moment.needed, moment.there, *conditions(asked))
        .group_by("row_key", "column_key", "counted_unit", "few")
    )
    return published(statement)


def _asked(selection: Selection) -> NeedFilter:
    return NeedFilter(
        year=selection.year,
        strategy=selection.strategy,
        region_code=selection.region.key if selection.region else "",
        pocket_id=selection.pocket.key if selection.pocket else None,
    )


def _raw(column: Any) -> ColumnElement[int]:
    """A quantity as it is kept: divisions of whole numbers are the same on both databases."""
    return type_coerce(column, BigInteger)


def _says_too_much(needed: ColumnElement[int], pledged: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether one of the numbers behind the share would be masked if it counted people."""
    few = SMALL_COUNT * THOUSANDTHS
    return or_(*(and_(each > 0, each < few) for each in (needed, pledged, needed - pledged)))


def _row_key(rows: Rows) -> Label[Any]:
    keys: dict[Rows, Any] = {
        Rows.KECAMATAN: Region.kecamatan_code,
        Rows.VILLAGE: Pocket.region_code,
        Rows.POCKET: cast(Need.pocket_id, String),
    }
    return keys[rows].label("row_key")


def _summed(found: Mapping[tuple[Key, Key], Covered]) -> Needed:
    rows: dict[Key, Covered] = {}
    columns: dict[Key, Covered] = {}
    whole = NONE
    for (row, column), each in found.items():
        rows[row] = rows.get(row, NONE).plus(each)
        columns[column] = columns.get(column, NONE).plus(each)
        whole = whole.plus(each)
    return Needed(found, rows, columns, whole)


def _with(counts: Mapping[Any, Count], needed: Mapping[Any, Covered]) -> dict[Any, Count]:
    """The counts of these keys with their needs; a key that only needs have counts nothing else."""
    weighed = {key: counts.get(key, NOTHING).needing(*each) for key, each in needed.items()}
    return {**counts, **weighed}


def _crowded(question: Question) -> frozenset[tuple[Key, Key]]:
    """The pockets and strategies in which leads overlap."""
    selection = question.selection
    asked = PairFilter(
        region_code=selection.region.slug if selection.region else "",
        pocket_slug=selection.pocket.slug if selection.pocket else "",
        strategy=selection.strategy,
        year=selection.year,
    )
    ask = crowded_pairs.afresh if question.as_of else crowded_pairs
    pairs = ask(question.moment.of_promises(), asked)
    return frozenset((str(pocket), str(strategy)) for pocket, strategy in pairs)
