"""Keeping what was handed in, and letting go of it. The asking room checks who may, and writes the trail."""

from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from typing import Any, BinaryIO, Protocol

from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import LazyString, _l
from portal.files import pictures, queries
from portal.files.models import FileLink, StoredFile
from portal.files.pictures import LONGEST_SIDE
from portal.files.rules import (
    MOST_BYTES,
    PICTURES,
    FileKind,
    NotTaken,
    check_content,
    clean_name,
    kind_of_name,
)
from portal.files.storage import new_key, store

AT_ONCE = 500  # keys asked about in one query
GRACE = timedelta(days=1)  # an upload under way has its bytes before it has its row


class Upload(Protocol):
    """What a form gives: a name, and something to read from."""

    filename: str | None

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its clean name, its kind, its bytes as they will lie there, a small copy."""

    name: str
    kind: FileKind
    data: bytes
    thumbnail: bytes | None = None


def check(
    name: str | None,
    data: bytes,
    kinds: Collection[FileKind],
    *,
    longest: int = LONGEST_SIDE,
    small: bool = False,
) -> Checked:
    """Check and clean a file without keeping it; slow for pictures, so do it before a transaction.

    `longest`: of a picture's sides, in pixels. `small`: make a small picture too. Raises NotTaken.
    """
    name = clean_name(name)
    kind = kind_of_name(name)
    if kind is None or kind not in kinds:
        raise NotTaken(not_of(kinds))
    check_content(kind, data)
    if kind not in PICTURES:
        return Checked(name, kind, data)
    painted = pictures.painted_anew(kind, data, longest)
    return Checked(name, kind, painted, pictures.small(painted) if small else None)


def keep(upload: Upload, *, by: Any, kinds: Collection[FileKind], field: str = "document") -> StoredFile:
    """Check and clean a file, write it, and give its row. Raises Refused at the field."""
    try:
        checked = check(upload.filename, upload.read(MOST_BYTES + 1), kinds)
    except NotTaken as refusal:
        raise Refused(refusal.reason, field) from refusal
    return keep_bytes(checked.name, checked.kind, checked.data, by=by)


def keep_bytes(name: str, kind: FileKind, data: bytes, *, by: Any) -> StoredFile:
    """Write what was checked, and give its row.

    The bytes are written before the transaction commits: a row never lacks its bytes, and bytes whose row was
    rolled back are swept away later. Raises StorageGone, which undoes the transaction.
    """
    stored = StoredFile(
        key=new_key(),
        name=name,
        media_type=kind.value,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        uploaded_by_id=by.id if by else None,
    )
    store().put(stored.key, data)
    db.session.add(stored)
    db.session.flush()
    return stored


def not_of(kinds: Collection[FileKind]) -> LazyString:
    """The sentence for a file of another kind."""
    words = ", ".join(str(kind.label) for kind in kinds)
    return _l("Berkas jenis ini tidak diterima. Pilih salah satu: %(kinds)s", kinds=words)


def open_file(stored: StoredFile) -> bytes:
    """The bytes of a file. Raises FileNotFoundError when the storage has lost them, StorageGone."""
    with closing(store().open(stored.key)) as file:
        return file.read()


def stream(stored: StoredFile) -> BinaryIO:
    """The file, to be read piece by piece and closed. Raises as `open_file` does."""
    return store().open(stored.key)


def attach(stored: StoredFile, thing: Any, *, role: str) -> FileLink:
    """Say to which thing a file belongs, and as what."""
    link = FileLink(file=stored, object_kind=type(thing).__tablename__, object_id=thing.id, role=str(role))
    db.session.add(link)
    db.session.flush()
    return link


def detach(link: FileLink) -> None:
    """Take a file away; its bytes go with the next sweep."""
    db.session.delete(link)
    db.session.flush()
    db.session.delete(link.file)
    db.session.flush()


def sweep() -> int:
    """Delete bytes older than a day that no row names; returns how many files went."""
    storage, gone = store(), 0
    old = storage.old_keys(now() - GRACE)
    while some := list(islice(old, AT_ONCE)):
        known = queries.known_keys(some)
        unknown = [key for key in some if key not in known]
        for key in unknown:
            storage.delete(key)
        gone += len(unknown)
    return gone
