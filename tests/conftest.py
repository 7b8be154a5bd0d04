"""The house under test: a migrated site on SQLite or PostgreSQL, emptied between tests by rolling back."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask_migrate import upgrade
from sqlalchemy import Connection

from portal import create_app
from portal.config import ROOT, Settings, read_settings
from portal.core.database import db, transaction
from portal.demo import loading
from portal.places import reference as places
from portal.strategies import reference as strategies
from tests.browser import Browser
from tests.support.databases import fresh_database_url

BOTH = ("sqlite", "postgresql")
ON_BOTH = ("test_actions", "test_queries", "test_database")
EXAMPLES = "+examples"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Actions and queries are tried on both databases, pages on SQLite; a mark asks for both elsewhere."""
    if "database" in metafunc.fixturenames:
        name = Path(str(metafunc.definition.fspath)).name
        both = name.startswith(ON_BOTH) or metafunc.definition.get_closest_marker("both_databases")
        ending = EXAMPLES if "loaded" in metafunc.fixturenames else ""
        kinds = [kind + ending for kind in (BOTH if both else BOTH[:1])]
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


def settings_for_tests(url: str, var: Path) -> Settings:
    """Settings of a site under test."""
    env = {
        "SIMPUL_ENV": "test",
        "SECRET_KEY": "k" * 40,
        "VAR_DIR": str(var),
        "DATABASE_URL": url,
        "HOST": "localhost",
        "KEEP_PAGES": "0",  # tests change things behind the back of the audit trail
    }
    return replace(read_settings(env), base_url="http://localhost")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A migrated site with the reference data, once per process and kind of database."""
    var = tmp_path_factory.mktemp("var")
    with fresh_database_url(request.param.removesuffix(EXAMPLES), var) as url:
        app = create_app(settings_for_tests(url, var))
        app.config["TESTING"] = True
        app.config["WTF_CSRF_ENABLED"] = False  # tests/web/test_csrf.py switches it on
        app.wsgi_app = _each_request_anew(app.wsgi_app)  # type: ignore[method-assign]
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            _fill(examples=request.param.endswith(EXAMPLES))
        yield app
        with app.app_context():
            db.engine.dispose()


def _fill(*, examples: bool) -> None:
    with transaction():
        strategies.load_reference()
        places.load_reference()
        if examples:
            loading.load("contoh-sandi-uji")


def _each_request_anew(inner: Callable[..., Any]) -> Callable[..., Any]:
    """Requests of a test share its application context; who was signed in must not stay in it."""

    def answer(environ: Any, start_response: Any) -> Any:
        for name in list(g):
            g.pop(name)
        return inner(environ, start_response)

    return answer


@pytest.fixture
def connection(database: Flask) -> Iterator[Connection]:
    """One connection; its outer transaction is rolled back after the test, commits become savepoints."""
    with database.app_context():
        engine = db.engine
        with engine.connect() as connection:
            outer = connection.begin()
            engines = db._app_engines[database]
            engines[None] = connection
            options = {"expire_on_commit": False, "join_transaction_mode": "create_savepoint"}
            sessions = db._make_scoped_session(options)
            original, db.session = db.session, sessions
            try:
                yield connection
            finally:
                sessions.remove()
                db.session = original
                engines[None] = engine
                outer.rollback()


@pytest.fixture
def site(database: Flask, connection: Connection) -> Flask:
    """The site with an application context; whatever is committed vanishes after the test."""
    return database


@pytest.fixture
def loaded(site: Flask) -> Flask:
    """The site with the example data: such tests have a database of their own, filled once."""
    return site


@pytest.fixture
def browser(site: Flask) -> Browser:
    """A visitor's browser that inspects every page it gets. Sign in with `browser.sign_in(user)`."""
    return Browser(site)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that both test processes end at about the same time."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: run this test on SQLite and on PostgreSQL")
    config.addinivalue_line("markers", "journey: drives headless Chromium against a running site")
    os.environ.setdefault("SIMPUL_ENV", "test")
