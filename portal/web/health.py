"""For machines: is the process alive (/sehat), and can it serve (/siap)? Plain JSON."""

import tempfile
from functools import lru_cache
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.config import ROOT
from portal.core.database import db
from portal.web.access import open_to_all

bp = Blueprint("health", __name__)


@bp.route("/sehat")
@open_to_all
def alive() -> Response:
    """Liveness: asks nothing but the process itself."""
    return _answer({"process": True})


@bp.route("/siap")
@open_to_all
def ready() -> Response:
    """Readiness: the database answers, its tables are those of this release, and the storage takes a file."""
    version = _database_version()
    checks = {"database": version is not None, "migrations": version == _head(), "storage": _storage_works()}
    return _answer(checks)


def _answer(checks: dict[str, bool]) -> Response:
    response = jsonify(ok=all(checks.values()), checks=checks)
    response.status_code = 200 if all(checks.values()) else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _database_version() -> str | None:
    """The migration the database is at; None when it does not answer, empty when it was never migrated."""
    try:
        db.session.execute(text("SELECT 1"))
        return _migrated_to()
    except SQLAlchemyError:
        db.session.rollback()
        return None


def _migrated_to() -> str:
    try:
        return str(db.session.scalar(text("SELECT version_num FROM alembic_version")) or "")
    except SQLAlchemyError:
        db.session.rollback()
        return ""


@lru_cache(maxsize=1)
def _head() -> str | None:
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def _storage_works() -> bool:
    """The folder of this installation, and the place where files lie (perhaps a bucket elsewhere)."""
    return _folder_works() and current_app.extensions["files"].works()


def _folder_works() -> bool:
    folder: Path = current_app.config["SETTINGS"].var
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ready")
            file.flush()
        return True
    except OSError:
        return False
