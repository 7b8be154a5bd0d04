"""Migrations: one head, numbered in a row, equal to the models, up, down and up again on both."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect

from portal import create_app
from portal.config import ROOT
from portal.core.database import Model, db
from tests.conftest import BOTH, settings_for_tests
from tests.support.databases import fresh_database_url

MIGRATIONS = str(ROOT / "migrations")


def test_there_is_one_head_and_the_files_are_numbered_in_a_row() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", MIGRATIONS)
    script = ScriptDirectory.from_config(configuration)
    numbers = sorted(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("*.py"))
    assert len(script.get_heads()) == 1
    assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("kind", BOTH)
def test_up_down_and_up_again_gives_what_the_models_say(kind: str, tmp_path: Path) -> None:
    with fresh_database_url(kind, tmp_path) as url:
        app = create_app(settings_for_tests(url, tmp_path))
        with app.app_context():
            upgrade(directory=MIGRATIONS)
            downgrade(directory=MIGRATIONS, revision="base")
            assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
            upgrade(directory=MIGRATIONS)
            with db.engine.connect() as connection:
                assert compare_metadata(MigrationContext.configure(connection), Model.metadata) == []
            assert names_of_checks() == checks_of_models()
            db.engine.dispose()


def names_of_checks() -> set[str]:
    """Refusals are found by the names of constraints; comparing tables tells nothing of checks."""
    found = inspect(db.engine)
    names = {
        str(check["name"])
        for table in found.get_table_names()
        for check in found.get_check_constraints(table)
    }
    return {name for name in names if name != "None"}


def checks_of_models() -> set[str]:
    checks = (
        constraint
        for table in Model.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    )
    compiler = db.engine.dialect.identifier_preparer
    return {compiler.format_constraint(check) for check in checks if check.name}
