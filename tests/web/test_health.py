"""/sehat and /siap tell machines the truth."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from portal.core.database import db
from portal.web import health


def answer(site: Flask, path: str) -> tuple[int, dict[str, object]]:
    response = site.test_client().get(path)
    assert response.mimetype == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    return response.status_code, response.json


@pytest.fixture
def no_database(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    def gone(*_args: object, **_options: object) -> None:
        raise OperationalError("SELECT 1", {}, ConnectionRefusedError())

    monkeypatch.setattr(db.session(), "execute", gone)
    return site


def test_all_is_well(site: Flask) -> None:
    assert answer(site, "/sehat") == (200, {"ok": True, "checks": {"process": True}})
    checks = {"database": True, "migrations": True, "storage": True}
    assert answer(site, "/siap") == (200, {"ok": True, "checks": checks})


def test_without_a_database_the_process_lives_but_is_not_ready(no_database: Flask) -> None:
    assert answer(no_database, "/sehat")[0] == 200
    status, said = answer(no_database, "/siap")
    assert (status, said["checks"]["database"]) == (503, False)


def test_a_database_of_another_release_is_not_ready(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_head", lambda: "9999")
    status, said = answer(site, "/siap")
    assert (status, said["checks"]) == (503, {"database": True, "migrations": False, "storage": True})


def test_storage_that_takes_no_file_is_not_ready(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(health.tempfile, "TemporaryFile", full)
    status, said = answer(site, "/siap")
    assert (status, said["checks"]["storage"]) == (503, False)
