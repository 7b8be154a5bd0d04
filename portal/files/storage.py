"""Where the bytes lie. Rooms need two methods, so that another store (S3) can take this one's place."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from flask import current_app

KEY = re.compile(r"[0-9a-f]{40}")


class Storage(Protocol):
    """Keeps bytes under a key that was made here."""

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes, safely on disk when this returns. Raises OSError."""

    def get(self, key: str) -> bytes:
        """The bytes. Raises FileNotFoundError."""


class Folder:
    """Storage in a folder: <aa>/<key>, readable by the site alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, data: bytes) -> None:
        """Write beside, then move into place: a file is there whole or not at all."""
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f".{key}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)

    def get(self, key: str) -> bytes:
        return self._path(key).read_bytes()

    def old_files(self, before: datetime) -> Iterator[tuple[str, Path]]:
        """Key and path of whatever was written before this moment; unfinished writes count as keyless."""
        for path in sorted(self.root.glob("*/*")):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                yield path.name, path

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise FileNotFoundError(key)
        return self.root / key[:2] / key


def new_key() -> str:
    """A key that says nothing and cannot be guessed."""
    return secrets.token_hex(20)


def folder() -> Folder:
    """The folder of this installation: files/ in VAR_DIR."""
    return Folder(current_app.config["SETTINGS"].var / "files")


def store() -> Storage:
    """The storage of this installation."""
    return folder()


def _sync_folder(path: Path) -> None:
    """A new name survives a power cut only when its folder was written too."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
