"""The day in WIB of a stored instant, told by the database: `clock.in_wib(moment).date()` as a column."""

from datetime import date
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class wib_day(FunctionElement[date]):  # noqa: N801  a function of the database is written small
    """wib_day(Commitment.closed_at); NULL stays NULL. WIB has no summer time."""

    type = Date()
    inherit_cache = True


@compiles(wib_day, "sqlite")
def _on_sqlite(element: wib_day, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+7 hours')"


@compiles(wib_day)
def _on_postgresql(element: wib_day, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AT TIME ZONE INTERVAL '7 hours' AS DATE)"
