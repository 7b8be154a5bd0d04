"""An invented register keeps what the database demands, and is the same wherever the same chance built it."""

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, NullPool, create_engine, inspect, select, text

from portal import create_app
from portal.core.clock import today
from portal.core.database import Model, db
from portal.core.terms import Terms
from portal.progress.rebuilding import rebuild
from portal.registers import tables
from portal.registers.building import build
from portal.registers.sizes import Size
from tests.conftest import BOTH, EXAMPLES, CopyOf, settings_for_tests

SIZE = Size(500, villages=300)
WRONGLY_VALUED = (
    "SELECT c.id FROM commitments c LEFT JOIN allocations a ON a.commitment_id = c.id"
    " GROUP BY c.id HAVING c.order_value <> coalesce(sum(a.rupiah), -1)"
)
Shape = dict[str, set[str]]


def test_the_same_chance_builds_the_same_register_on_both_databases(
    copy_of: CopyOf, tmp_path: Path, database: Flask
) -> None:
    found = []
    for number, kind in enumerate((*BOTH, "sqlite")):
        size = SIZE if number < len(BOTH) else Size(500, 300, seed=1)
        with copy_of(kind, EXAMPLES, tmp_path) as url:
            engine = create_engine(url, poolclass=NullPool)
            before = _indexes_and_keys(engine)
            build(engine, size, today(), Terms())
            assert _indexes_and_keys(engine) == before
            found.append(_invented(engine))
            assert not list(_differing_from_its_reports(url, tmp_path))
    assert found[0] == found[1] != found[2]
    assert len(found[0]["commitments"]) == SIZE.commitments
    assert {row["status"].value for row in found[0]["commitments"]} >= {"draft", "verified", "completed"}


def test_every_column_of_a_promise_is_filled() -> None:
    for name, columns in tables.COLUMNS.items():
        assert {column.name for column in Model.metadata.tables[name].c if not column.computed} == set(
            columns
        )


def _indexes_and_keys(engine: Engine) -> Shape:
    seen = inspect(engine)
    return {
        table: {str(each["name"]) for each in (*seen.get_indexes(table), *seen.get_foreign_keys(table))}
        for table in tables.ALL
    }


def _invented(engine: Engine) -> dict[str, list[Any]]:
    """All rows of the tables that it writes; the database itself held them to its constraints."""
    with engine.connect() as connection:
        return {
            name: [row._asdict() for row in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in Model.metadata.tables.items()
            if name in tables.COLUMNS or name in {"pockets", "organisations", "regions"}
        }


def _differing_from_its_reports(url: str, folder: Path) -> Any:
    app = create_app(settings_for_tests(url, folder))
    with app.app_context():
        yield from rebuild(write=False)
        assert not list(db.session.scalars(text(WRONGLY_VALUED)))
        db.session.remove()
        db.engine.dispose()
