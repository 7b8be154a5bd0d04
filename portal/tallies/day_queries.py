"""The last day of a verified report at a node, found again when the one that was last is gone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, tuple_

from portal.core.database import db
from portal.places.models import Region
from portal.tallies.change_rules import later
from portal.tallies.models import Tally, TallyLine
from portal.tallies.rules import Axis, Key, Node, Whose, keys_of

COLUMNS = [Tally.__table__.c[name] for name in Key._fields]
BATCH = 500


def present_days(keys: Collection[Key]) -> dict[Key, date | None]:
    """What these keys say now; those that have no row are missing."""
    found: dict[Key, date | None] = {}
    every = list(keys)
    for start in range(0, len(every), BATCH):
        part = [tuple(key) for key in every[start : start + BATCH]]
        rows = db.session.execute(select(*COLUMNS, Tally.reported_on).where(tuple_(*COLUMNS).in_(part)))
        found |= {Key(Axis(row[0]), *row[1:7]): row[7] for row in rows}
    return found


def last_days(node: Node, keys: Iterable[Key]) -> dict[Key, date | None]:
    """The last day of each of these keys of one node, from what stands below it."""
    wanted = set(keys)
    if node.axis in (Axis.ALL, Axis.KECAMATAN):
        return _from_parts(node, wanted)
    return _from_lines(node, wanted)


def _from_lines(node: Node, wanted: set[Key]) -> dict[Key, date | None]:
    line = TallyLine
    columns = (line.kind, line.state, line.strategy_number, line.year)
    statement = select(*columns, func.max(line.reported_on)).where(*_at(node)).group_by(*columns)
    found: dict[Key, date | None] = dict.fromkeys(wanted)
    for kind, state, strategy, year, day in db.session.execute(statement):
        for key in keys_of(node, Whose(kind, state, strategy, year)):
            if key in wanted:
                found[key] = later(found[key], day)
    return found


def _at(node: Node) -> Iterator[ColumnElement[bool]]:
    line = TallyLine
    if node.axis is Axis.LEAD:
        yield line.organisation_id == int(node.row_key)
    elif node.axis is Axis.VILLAGE:
        yield line.region_code == node.row_key
    else:
        outside = "." in node.row_key
        inside = select(Region.code).where(Region.kecamatan_code == node.within)
        yield line.region_code.in_(inside) if node.within else line.region_code == node.row_key
        yield line.pocket_id.is_(None) if outside else line.pocket_id == int(node.row_key)


def _from_parts(node: Node, wanted: set[Key]) -> dict[Key, date | None]:
    """A kecamatan has its regions' days, the whole has those of the kecamatan; the kabupaten is one too."""
    t, parts = Tally, Axis.KECAMATAN if node.axis is Axis.ALL else Axis.VILLAGE
    columns = (t.kind, t.state, t.strategy_number, t.year)
    inside: Any = t.within == ("" if node.axis is Axis.ALL or _is_kabupaten(node) else node.row_key)
    said = [tuple(key[1:5]) for key in wanted]
    statement = select(*columns, func.max(t.reported_on)).group_by(*columns)
    statement = statement.where(and_(t.axis == parts, inside, tuple_(*columns).in_(said)))
    found: dict[Key, date | None] = dict.fromkeys(wanted)
    for kind, state, strategy, year, day in db.session.execute(statement):
        found[Key(node.axis, kind, state, strategy, year, node.within, node.row_key)] = day
    return found


def _is_kabupaten(node: Node) -> bool:
    return len(node.row_key) == len("12.05")


def by_node(keys: Iterable[Key]) -> dict[Node, list[Key]]:
    """The keys of each node, parts before what they are parts of."""
    found: dict[Node, list[Key]] = defaultdict(list)
    for key in sorted(keys, key=lambda key: (ORDER[key.axis], key)):
        found[key.node].append(key)
    return found


ORDER = {Axis.LEAD: 0, Axis.POCKET: 0, Axis.VILLAGE: 0, Axis.KECAMATAN: 1, Axis.ALL: 2}
