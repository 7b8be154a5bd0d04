"""The house under test: a migrated site on SQLite or PostgreSQL, emptied between tests by rolling back."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask, g
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection

from portal import create_app
from portal.accounts import passwords
from portal.config import ROOT, Settings, read_settings
from portal.core.database import db, transaction
from portal.demo import loading
from portal.places import reference as places
from portal.strategies import reference as strategies
from portal.tallies import keeping
from tests.browser import Browser
from tests.support.templates import copied_database_url, drop_templates

BOTH = ("sqlite", "postgresql")
EXAMPLE_PASSWORD = "contoh-sandi-uji"
ON_BOTH = ("test_actions", "test_queries", "test_database")
REFERENCE, EXAMPLES = "reference", "examples"
FURNISHERS: dict[str, Callable[[], Any]] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Actions and queries are tried on both databases, pages on SQLite; a mark asks for both elsewhere."""
    if "database" in metafunc.fixturenames:
        name = Path(str(metafunc.definition.fspath)).name
        both = name.startswith(ON_BOTH) or metafunc.definition.get_closest_marker("both_databases")
        contents = _contents(metafunc)
        kinds = BOTH if both else BOTH[:1]
        whole = [f"{kind}+{contents}" for kind in kinds]
        metafunc.parametrize("database", whole, indirect=True, scope="session", ids=kinds)


def _contents(metafunc: pytest.Metafunc) -> str:
    """What stands in the test's database beside the tables: tests of the same contents share one."""
    mark = metafunc.definition.get_closest_marker("furnished")
    if mark is None:
        return EXAMPLES if "loaded" in metafunc.fixturenames else REFERENCE
    furnish = mark.kwargs["by"]
    name = f"{furnish.__module__}.{furnish.__qualname__}"
    FURNISHERS[name] = furnish
    return name


def settings_for_tests(url: str, var: Path) -> Settings:
    """Settings of a site under test."""
    env = {
        "SIMPUL_ENV": "test",
        "SECRET_KEY": "k" * 40,
        "VAR_DIR": str(var),
        "DATABASE_URL": url,
        "HOST": "localhost",
        "KEEP_PAGES": "0",  # tests change things behind the back of the audit trail
        "HOLD_ANSWERS": "0",
    }
    return replace(read_settings(env), base_url="http://localhost")


CopyOf = Callable[[str, str, Path], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def copy_of() -> CopyOf:
    """`copy_of(kind, contents, folder)`: a migrated database of one's own, copied from the run's template."""
    templates = Path(os.environ["SIMPUL_TEST_TEMPLATES"])

    def copy(kind: str, contents: str, folder: Path) -> AbstractContextManager[str]:
        def fill(url: str) -> None:
            _fill(url, folder, examples=contents == EXAMPLES)

        return copied_database_url(kind, folder, templates / f"{kind}-{contents}", fill)

    return copy


def _fill(url: str, folder: Path, *, examples: bool) -> None:
    with create_app(settings_for_tests(url, folder)).app_context():
        upgrade(directory=str(ROOT / "migrations"))
        with transaction():
            strategies.load_reference()
            places.load_reference()
            if examples:
                loading.load(EXAMPLE_PASSWORD)
                keeping.catch_up()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, copy_of: CopyOf
) -> Iterator[Flask]:
    """A migrated site with the reference data, once per process, kind of database and contents."""
    var = tmp_path_factory.mktemp("var")
    kind, contents = request.param.split("+")
    furnish = FURNISHERS.get(contents)
    with copy_of(kind, REFERENCE if furnish else contents, var) as url:
        app = create_app(settings_for_tests(url, var))
        keep_compiled(app)
        app.config["TESTING"] = True
        app.config["WTF_CSRF_ENABLED"] = False  # tests/web/test_csrf.py switches it on
        app.wsgi_app = _each_request_anew(app.wsgi_app)  # type: ignore[method-assign]
        if furnish:
            app.extensions["furniture"] = _furnished(app, furnish)
        yield app
        with app.app_context():
            db.engine.dispose()


def keep_compiled(app: Flask) -> None:
    """A template is compiled once in a test run, not by every site anew."""
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(os.environ["SIMPUL_TEST_TEMPLATES"])


def _furnished(app: Flask, furnish: Callable[[], Any]) -> Any:
    with app.app_context():
        furniture = furnish()
        db.session.commit()
        for row in list(db.session):
            db.session.refresh(row)
        db.session.remove()
    return furniture


@pytest.fixture
def furniture(site: Flask) -> Any:
    """What the function in the test's mark `furnished` made: rows of a closed session, to be read only."""
    return site.extensions["furniture"]


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


@pytest.fixture(params=BOTH)
def own_site(request: pytest.FixtureRequest, tmp_path: Path, copy_of: CopyOf) -> Iterator[Flask]:
    """A site with a database of its own, where commits are real: for what several do at once."""
    with copy_of(request.param, REFERENCE, tmp_path) as url:
        app = create_app(settings_for_tests(url, tmp_path))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


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


def pytest_collection_finish() -> None:
    """What stands now stays: the collector of garbage need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: run this test on SQLite and on PostgreSQL")
    config.addinivalue_line("markers", "journey: drives headless Chromium against a running site")
    config.addinivalue_line(
        "markers", "furnished(by): the database holds what this function makes, once per process"
    )
    os.environ.setdefault("SIMPUL_ENV", "test")
    passwords._hasher = PasswordHasher(
        time_cost=1, memory_cost=64, parallelism=1
    )  # a hash costs 15 ms in life
    passwords._NOBODY = passwords.hash_password("nobody has this password")
    if "PYTEST_XDIST_WORKER" not in os.environ:  # the first process has the folder that all share
        config.add_cleanup(_share_templates())


def _share_templates() -> Callable[[], None]:
    folder = tempfile.mkdtemp(prefix="simpul-templates-")
    os.environ["SIMPUL_TEST_TEMPLATES"] = folder

    def clean() -> None:
        if "TEST_DATABASE_URL" in os.environ:
            drop_templates(Path(folder))
        shutil.rmtree(folder, ignore_errors=True)

    return clean
