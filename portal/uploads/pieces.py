"""The pieces on this machine's disk: one file for each upload in var/uploads, as far as it has come."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from portal.core.errors import StorageGone
from portal.uploads.rules import ID


def write(upload_id: str, offset: int, piece: bytes) -> None:
    """Put a piece at its place; what stood behind it is cut off. Raises StorageGone."""
    path = _path(upload_id)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(piece)
    except OSError as error:
        raise StorageGone(str(error)) from error


def length(upload_id: str) -> int:
    """How many bytes lie there."""
    try:
        return _path(upload_id).stat().st_size
    except FileNotFoundError:
        return 0


def whole(upload_id: str) -> bytes:
    """All of it; at most 10 MB. Empty when nothing lies there."""
    try:
        return _path(upload_id).read_bytes()
    except FileNotFoundError:
        return b""


def forget(upload_id: str) -> None:
    _path(upload_id).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[str]:
    """The uploads whose last piece came before this moment."""
    for path in sorted(_folder().glob("*")):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield path.name


def _folder() -> Path:
    return current_app.config["SETTINGS"].var / "uploads"


def _path(upload_id: str) -> Path:
    if not ID.fullmatch(upload_id):
        raise ValueError("no id of an upload")
    return _folder() / upload_id
