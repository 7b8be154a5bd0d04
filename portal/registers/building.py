"""Builds a register on a database that was migrated and holds reference and example data."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from portal.core.terms import Terms
from portal.registers import tables
from portal.registers.bulk import Bulk, bulk
from portal.registers.needs import invent_needs
from portal.registers.partners import invent_partners
from portal.registers.places import invent_pockets, invent_villages
from portal.registers.pledges import Promises
from portal.registers.sizes import Size

FULL = "SELECT count(*) FROM organisations WHERE slug = 'mitra-ukuran-1'"


class AlreadyBuilt(RuntimeError):
    """The database holds an invented register."""


def build(engine: Engine, size: Size, today: date, terms: Terms, tell: Callable[[int], object] = int) -> None:
    """Fill the database up to so many commitments; `tell` hears how many there are.

    Raises AlreadyBuilt. Summaries that are kept beside the rows must be rebuilt afterwards.
    """
    with bulk(engine, tables.ALL) as writing:
        if writing.rows(FULL)[0][0]:
            raise AlreadyBuilt
        invent_villages(writing, size)
        invent_partners(writing, size, today)
        invent_pockets(writing, size, today)
        invent_needs(writing, size, today)
        there = int(writing.rows("SELECT count(*) FROM commitments")[0][0])
        promises = Promises(writing, size, today, terms)
        for rows in promises.batches(size.commitments - there):
            for table, columns in tables.COLUMNS.items():
                writing.write(table, columns, rows[table])
            there += len(rows["commitments"])
            tell(there)
        _count_references(writing, promises)


def _count_references(writing: Bulk, promises: Promises) -> None:
    """The next real promise gets the next reference."""
    writing.do("DELETE FROM reference_counters WHERE kind = 'KMT'")
    rows = [("KMT", year, last) for year, last in sorted(promises.counters.items())]
    writing.write("reference_counters", ("kind", "year", "last"), rows)
