"""Where the bytes lie: a folder of this machine, or a bucket of an S3-compatible service (FILES_URL)."""

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import Flask, current_app
from werkzeug.utils import import_string

from portal.config import Settings
from portal.core.errors import StorageGone

KEY = re.compile(r"[0-9a-f]{40}")
BUCKET = "portal.files.bucket:Bucket"


class Storage(Protocol):
    """Keeps bytes under a key that was made here. Every method raises StorageGone when it does not answer."""

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes: whole and safe when this returns, not at all when it fails."""

    def open(self, key: str) -> BinaryIO:
        """The bytes, to be read piece by piece and closed. Raises FileNotFoundError."""

    def delete(self, key: str) -> None:
        """Forget what lies there, if anything does."""

    def old_keys(self, before: datetime) -> Iterator[str]:
        """The keys of whatever was written before this moment; what is left of a broken write among them."""

    def works(self) -> bool:
        """Whether it takes a file now. Never raises."""


class Folder:
    """Storage in a folder: <aa>/<key>, readable by the site alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, data: bytes) -> None:
        """Write beside, then move into place."""
        path = self._path(key)
        unfinished = path.with_name(f".{key}")
        with _disk_faults():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                _write(unfinished, data)
                unfinished.replace(path)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise
            _sync_folder(path.parent)

    def open(self, key: str) -> BinaryIO:
        with _disk_faults():
            return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        with _disk_faults():
            self._path(key.removeprefix(".")).with_name(key).unlink(missing_ok=True)

    def old_keys(self, before: datetime) -> Iterator[str]:
        with _disk_faults():
            for path in sorted(self.root.glob("*/*")):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                    yield path.name

    def works(self) -> bool:
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root) as file:
                file.write(b"ready")
                file.flush()
            return True
        except OSError:
            return False

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise FileNotFoundError(key)
        return self.root / key[:2] / key


def new_key() -> str:
    """A key that says nothing and cannot be guessed."""
    return secrets.token_hex(20)


def store() -> Storage:
    """The storage of this installation."""
    return current_app.extensions["files"]


def storage_of(settings: Settings) -> Storage:
    """The bucket's library is loaded only where a bucket is used: it takes 40 MB of each process."""
    if settings.files_url:
        return import_string(BUCKET).of(settings)
    return Folder(settings.var / "files")


def install(app: Flask) -> None:
    app.extensions["files"] = storage_of(app.config["SETTINGS"])


@contextmanager
def _disk_faults() -> Iterator[None]:
    """A disk that is full, gone or read-only. A file that is not there is another matter."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StorageGone(str(error)) from error


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """A new name survives a power cut only when its folder was written too."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
