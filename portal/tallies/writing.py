"""Writes many summaries in one go. SQL is made once: its parameters are handed to the driver as they are."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, and_, bindparam, cast, delete, func, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB

from portal.core.database import db
from portal.tallies.models import Tally
from portal.tallies.rules import Axis, Key, Sums

TALLIES: Any = Tally.__table__
ADDED = (*Sums._fields, "leads")
THE_KEY = [TALLIES.c[name] == bindparam(f"the_{name}") for name in Key._fields]
_THE_NAMES = tuple(f"the_{name}" for name in Key._fields)
PARAMETERS = {
    "adding": (*Key._fields, *ADDED, "reported_on"),
    "emptying": _THE_NAMES,
    "dating": (*_THE_NAMES, "day"),
}
NUMBERS = ("strategy_number", "year")


def add(sums: Mapping[Key, Sequence[int]], leads: Mapping[Key, int], days: Mapping[Key, date]) -> None:
    """Add to these summaries, make those that are missing, and take away those that count nothing now."""
    keys = sorted(sums.keys() | leads.keys() | days.keys())  # in order: nobody waits in a circle
    none, kept = (0,) * len(Sums._fields), _kept()
    _run("adding", [(*key, *sums.get(key, none), leads.get(key, 0), kept(days.get(key))) for key in keys])
    commitments = Sums._fields.index("commitments")
    _run("emptying", [key for key in keys if sums.get(key, none)[commitments] < 0])


def set_days(days: Mapping[Key, date | None]) -> None:
    """Say when last anything was verified."""
    kept = _kept()
    _run("dating", [(*key, kept(day)) for key, day in sorted(days.items())])


def present_days(keys: Collection[Key]) -> dict[Key, date | None]:
    """What these summaries say of it now; those that are not there are missing."""
    if not keys:
        return {}
    statement = _present(db.engine.dialect.name)
    found = db.session.execute(statement, {"keys": json.dumps([list(key) for key in keys])})
    return {Key(Axis(row[0]), *row[1:7]): row[7] for row in found}


def _kept() -> Callable[[date | None], Any]:
    """How a day is handed to the driver: SQLite keeps days as text."""
    return (lambda day: day and day.isoformat()) if db.engine.dialect.name == "sqlite" else (lambda day: day)


def _run(what: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Values come in the order of PARAMETERS."""
    if rows:
        sql, order = _made(what, db.engine.dialect.name)
        names = PARAMETERS[what]
        taken = (
            itemgetter(*map(names.index, order)) if order else lambda row: dict(zip(names, row, strict=True))
        )
        given: Any = [taken(row) for row in rows]
        db.session.connection().exec_driver_sql(sql, given)


@cache
def _made(what: str, dialect: str) -> tuple[str, tuple[str, ...]]:
    """The statement as text, and the order of its parameters where they have no names."""
    statements: dict[str, Any] = {
        "adding": _adding(sqlite if dialect == "sqlite" else postgresql),
        "emptying": delete(TALLIES).where(*THE_KEY, TALLIES.c.commitments == literal_column("0")),
        "dating": update(TALLIES).where(*THE_KEY).values(reported_on=bindparam("day")),
    }
    columns = PARAMETERS[what] if what == "adding" else None
    compiled = statements[what].compile(dialect=db.engine.dialect, column_keys=columns)
    return str(compiled), tuple(compiled.positiontup or ())


def _adding(dialect: Any) -> Any:
    """Adds to a row, or makes it; the later day stays."""
    statement = dialect.insert(TALLIES)
    new, old = statement.excluded, TALLIES.c
    later = func.max if dialect is sqlite else func.greatest
    either = func.coalesce(old.reported_on, new.reported_on), func.coalesce(new.reported_on, old.reported_on)
    values = {name: old[name] + new[name] for name in ADDED} | {"reported_on": later(*either)}
    return statement.on_conflict_do_update(index_elements=list(Key._fields), set_=values)


@cache
def _present(dialect: str) -> Any:
    """The keys travel as one list: a long IN of several columns would be searched row by row."""
    given: Any = bindparam("keys")
    if dialect == "sqlite":
        keys: Any = func.json_each(given).table_valued("value")
        said: list[Any] = [func.json_extract(keys.c.value, f"$[{n}]") for n in range(len(Key._fields))]
    else:
        keys = func.jsonb_array_elements(cast(given, JSONB)).table_valued("value")
        words = [keys.c.value.op("->>")(n) for n in range(len(Key._fields))]
        said = [
            cast(word, Integer) if name in NUMBERS else word
            for name, word in zip(Key._fields, words, strict=True)
        ]
    same = (TALLIES.c[name] == each for name, each in zip(Key._fields, said, strict=True))
    columns = (*(TALLIES.c[name] for name in Key._fields), TALLIES.c.reported_on)
    return select(*columns).select_from(keys).join(TALLIES, and_(*same))
