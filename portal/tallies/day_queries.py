"""The last days of verified reports, found again where the one that was last is gone.

The days of pockets, regions and leads are found among their lines; a kecamatan has those of its regions, the
whole those of the kecamatan, and for this the kabupaten is one too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from portal.core.database import db
from portal.places.models import Region
from portal.tallies.change_rules import later
from portal.tallies.models import Tally, TallyLine
from portal.tallies.rules import LIVE, Axis, Key, Node, Whose, counts_under

L, T = TallyLine, Tally
WHOSE = (L.kind, L.state, L.strategy_number, L.year)
KECAMATAN_CODE = len("12.05.07")
# parts before their sums
ORDER = (Axis.LEAD, Axis.WORKER, Axis.POCKET, Axis.VILLAGE, Axis.KECAMATAN, Axis.ALL)


def last_days(axis: Axis, keys: Collection[Key]) -> dict[Key, date | None]:
    """The last day of each of these keys, all of one axis."""
    found: dict[Key, date | None] = dict.fromkeys(keys)
    told = _from_parts(axis, keys) if axis in (Axis.ALL, Axis.KECAMATAN) else _from_lines(axis, keys)
    for key, day in told:
        if key in found:
            found[key] = later(found[key], day)
    return found


def _from_lines(axis: Axis, keys: Collection[Key]) -> Iterator[tuple[Key, date | None]]:
    """Per kecamatan, region, pocket and lead, as far as they make a node, and per kind, state and so on."""
    nodes: dict[Node, list[Key]] = defaultdict(list)
    for key in keys:
        nodes[key.node].append(key)
    states = {key.state for key in keys}
    for columns, here in _places(axis, nodes):
        statement: Any = select(*columns, *WHOSE, func.max(L.reported_on)).where(*here)
        if LIVE not in states:
            statement = statement.where(L.state.in_(states))
        for row in db.session.execute(statement.group_by(*columns, *WHOSE)):
            *place, kind, state, strategy, year, day = tuple(row)
            whose = Whose(kind, state, strategy, year)
            wanted = nodes.get(_node(axis, place), ()) if day else ()
            yield from ((key, day) for key in wanted if counts_under(key, whose))


def _places(axis: Axis, nodes: Collection[Node]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """By which columns lines are told apart, and which lines."""
    keys = {node.row_key for node in nodes}
    wide = case((L.kecamatan_code == "", L.region_code), else_=L.kecamatan_code)
    if axis is Axis.WORKER:
        within = {node.within if len(node.within) == KECAMATAN_CODE else "" for node in nodes}
        own = L.organisation_id.in_({int(key) for key in keys})
        yield (wide, L.organisation_id), (own, L.kecamatan_code.in_(within))
    elif axis is Axis.LEAD:
        yield (L.organisation_id,), (L.organisation_id.in_({int(key) for key in keys}),)
    elif axis is Axis.VILLAGE:
        yield (L.kecamatan_code, L.region_code), (L.region_code.in_(keys),)
    else:
        pockets, within = {int(key) for key in keys if "." not in key}, {node.within for node in nodes}
        inside = L.region_code.in_(select(Region.code).where(Region.kecamatan_code.in_(within)))
        if pockets:
            yield (L.kecamatan_code, L.pocket_id), (inside, L.pocket_id.in_(pockets))
        outside = {key for key in keys if "." in key}
        around = select(Region.code).where(func.coalesce(Region.kecamatan_code, Region.code).in_(outside))
        if outside:
            yield (L.kecamatan_code, wide), (L.region_code.in_(around), L.pocket_id.is_(None))


def _node(axis: Axis, place: list[Any]) -> Node:
    return Node(axis, "" if axis is Axis.LEAD else place[0], str(place[-1]))


def _from_parts(axis: Axis, keys: Collection[Key]) -> Iterator[tuple[Key, date | None]]:
    parts = Axis.KECAMATAN if axis is Axis.ALL else Axis.VILLAGE
    names = ("kind", "state", "strategy_number", "year")
    asked = [getattr(T, name).in_({getattr(key, name) for key in keys}) for name in names]
    within = {"" if len(key.row_key) < KECAMATAN_CODE else key.row_key for key in keys}
    columns = (T.within, *(getattr(T, name) for name in names))
    statement: Any = select(*columns, func.max(T.reported_on)).group_by(*columns)
    statement = statement.where(T.axis == parts, T.within.in_(within), *asked)
    wide = next((key.row_key for key in keys if 0 < len(key.row_key) < KECAMATAN_CODE), "")
    for kecamatan, kind, state, strategy, year, day in db.session.execute(statement):
        yield Key(axis, kind, state, strategy, year, "", kecamatan or wide), day
