"""Files lie in a folder in the tests on SQLite, in a bucket in those on PostgreSQL: each test tries both."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.files.storage import Storage, store
from tests.support.buckets import new_bucket


@pytest.fixture(autouse=True)
def storage(request: pytest.FixtureRequest) -> Iterator[Storage | None]:
    """The storage of the site under test."""
    if "database" not in request.fixturenames:
        yield None
        return
    site: Flask = request.getfixturevalue("site")
    before = site.extensions["files"]
    if site.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        site.extensions["files"] = new_bucket()
    yield store()
    site.extensions["files"] = before
