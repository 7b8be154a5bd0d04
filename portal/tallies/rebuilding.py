"""Makes the summaries from nothing, in the database: after a restore, for other terms, or to prove them.

In two steps, since partners are counted once wherever they stand: what each lead does at each node, then that
added up for one or any kind, state, strategy and year.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    Integer,
    MetaData,
    String,
    Subquery,
    Table,
    and_,
    case,
    cast,
    delete,
    distinct,
    func,
    insert,
    literal,
    select,
)

from portal.core.database import db
from portal.core.values import SMALL_COUNT
from portal.tallies import queries
from portal.tallies.models import Tally, TallyLine
from portal.tallies.rules import ANY, ANY_NUMBER, CANCELLED, LIVE, SILENT, Axis, Key, Line, Sums

LINES: Any = TallyLine.__table__
TALLIES: Any = Tally.__table__
NODE = ("within", "row_key")
WHOSE = ("kind", "state", "strategy_number", "year")
LEAD = ("organisation_id", *NODE, *WHOSE)
STAGE = Table(  # of a transaction's own: what each lead does at each node
    "tally_stage",
    MetaData(),
    Column("organisation_id", Integer),
    *(Column(name, String) for name in (*NODE, "kind", "state")),
    Column("strategy_number", Integer),
    Column("year", Integer),
    *(Column(name, BigInteger) for name in Sums._fields),
    Column("reported_on", Date),
    prefixes=["TEMPORARY"],
)


def fill(day: date) -> None:
    """Count everything anew as of a day. The row of TallyState must be locked."""
    connection = db.session.connection()
    for table in (LINES, TALLIES):
        connection.execute(delete(table))
    connection.execute(insert(LINES).from_select(list(Line._fields), queries.lines_now(day)))
    STAGE.create(connection)
    for axis in Axis:
        connection.execute(delete(STAGE))
        connection.execute(insert(STAGE).from_select([*LEAD, *Sums._fields, "reported_on"], _by_lead(axis)))
        for statement in _summaries(axis):
            connection.execute(
                insert(TALLIES).from_select([*Key._fields, *Sums._fields, "reported_on", "leads"], statement)
            )
    STAGE.drop(connection)


def _by_lead(axis: Axis) -> Any:
    each = _by_commitment(axis).c
    counted: dict[str, Any] = {name: func.sum(each[name]) for name in Sums._fields if name in each}
    counted |= {
        "commitments": func.count(),
        "silent": func.count(case((each.state == SILENT, 1))),
        "examples": func.sum(cast(each.is_example, Integer)),
    }
    keys = [each[name] for name in LEAD]
    sums = (counted[name].label(name) for name in Sums._fields)
    return select(*keys, *sums, func.max(each.reported_on)).group_by(*keys)


def _by_commitment(axis: Axis) -> Subquery:
    """What the lines of each commitment say at each node."""
    line = _placed(axis).c
    keys = [line[name] for name in (*LEAD, "commitment_id", "is_example", "reported_on")]
    both = and_(line.realised.is_not(None), line.rupiah.is_not(None))
    sums = [
        case((func.count(line.rupiah) > 0, 1), else_=0).label("valued"),
        *_money("rupiah", line.rupiah),
        *_money("realised", line.realised),
        *_money("achieved", case((both, line.realised))),
        func.coalesce(func.sum(case((both, line.rupiah))), 0).label("promised"),
        *_heads("people", line.people, line),
        *_heads("reached", line.reached, line),
    ]
    return select(*keys, *sums).group_by(*keys).subquery("each")


def _placed(axis: Axis) -> Subquery:
    """The lines with the node at which they are counted."""
    line = LINES.c
    wide = case((line.kecamatan_code == "", line.region_code), else_=line.kecamatan_code)
    pocket = case((line.pocket_id.is_(None), wide), else_=cast(line.pocket_id, String))
    nodes: dict[Axis, tuple[Any, Any]] = {
        Axis.ALL: (literal(""), literal("")),
        Axis.KECAMATAN: (literal(""), wide),
        Axis.VILLAGE: (line.kecamatan_code, line.region_code),
        Axis.POCKET: (line.kecamatan_code, pocket),
        Axis.LEAD: (literal(""), cast(line.organisation_id, String)),
        Axis.WORKER: (wide, cast(line.organisation_id, String)),
    }
    within, row_key = nodes[axis]
    return select(LINES, within.label("within"), row_key.label("row_key")).subquery("placed")


def _money(name: str, amount: ColumnElement[Any]) -> list[Any]:
    given = func.count(amount)
    return [
        func.coalesce(func.sum(amount), 0).label(name),
        given.label(f"{name}_given"),
        case((given < func.count(), 1), else_=0).label(f"{name}_unstated"),
    ]


def _heads(name: str, heads: ColumnElement[Any], line: Any) -> list[Any]:
    few = and_(line.kecamatan_code.not_in(("", line.region_code)), heads > 0, heads < SMALL_COUNT)
    return [
        *_money(name, case((few, 1), else_=heads)),
        func.count(case((few, 1))).label(f"{name}_masked"),
    ]


def _summaries(axis: Axis) -> Iterator[Any]:
    """For each of kind, state, strategy and year being one or any: the rows of the summaries."""
    column = STAGE.c
    each: dict[str, tuple[Any, Any]] = {
        "kind": (column.kind, literal(ANY)),
        "state": (column.state, literal(LIVE)),
        "strategy_number": (column.strategy_number, literal(ANY_NUMBER)),
        "year": (column.year, literal(ANY_NUMBER)),
    }
    for wide in product((False, True), repeat=len(each)):
        any_of = dict(zip(each, wide, strict=True))
        if not _is_asked(axis, any_of):
            continue
        asked = [any_ if any_of[name] else one for name, (one, any_) in each.items()]
        grouped = [one for name, (one, _any) in each.items() if not any_of[name]]
        sums = (func.sum(column[name]) for name in Sums._fields)
        said = (*sums, func.max(column.reported_on), func.count(distinct(column.organisation_id)))
        statement = select(literal(str(axis)), *asked, column.within, column.row_key, *said)
        statement = statement.where(column.state != CANCELLED) if any_of["state"] else statement
        yield statement.group_by(*grouped, column.within, column.row_key)


def _is_asked(axis: Axis, any_of: Mapping[str, bool]) -> bool:
    """A lead is of one kind; who works in a kecamatan is asked by strategy alone (rules.keys_of)."""
    if axis is Axis.WORKER:
        return {name for name, wide in any_of.items() if wide} == {"state", "year"}
    return axis is not Axis.LEAD or not any_of["kind"]
