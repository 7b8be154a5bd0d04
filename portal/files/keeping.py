"""Keeping what was handed in, and letting go of it. The asking room checks who may, and writes the trail."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import delete, select

from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import LazyString, _l
from portal.files import queries
from portal.files.models import FileLink, StoredFile
from portal.files.pictures import painted_anew
from portal.files.rules import (
    MOST_BYTES,
    PICTURES,
    FileKind,
    NotTaken,
    check_content,
    clean_name,
    kind_of_name,
)
from portal.files.storage import folder, new_key, store

GRACE = timedelta(days=1)  # an upload under way has its bytes before it has its row


class Upload(Protocol):
    """What a form gives: a name, and something to read from."""

    filename: str | None

    def read(self, size: int = ..., /) -> bytes: ...


def keep(upload: Upload, *, by: Any, kinds: Collection[FileKind], field: str = "document") -> StoredFile:
    """Check and clean a file, write it, and give its row. Raises Refused at the field.

    The bytes are written before the transaction commits: a row never lacks its bytes, and bytes whose row was
    rolled back are swept away later.
    """
    name = clean_name(upload.filename)
    try:
        kind, data = _checked(name, upload.read(MOST_BYTES + 1), kinds)
    except NotTaken as refusal:
        raise Refused(refusal.reason, field) from refusal
    stored = StoredFile(
        key=new_key(),
        name=name,
        media_type=kind.value,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        uploaded_by_id=by.id,
    )
    store().put(stored.key, data)
    db.session.add(stored)
    db.session.flush()
    return stored


def _checked(name: str, data: bytes, kinds: Collection[FileKind]) -> tuple[FileKind, bytes]:
    kind = kind_of_name(name)
    if kind is None or kind not in kinds:
        raise NotTaken(not_of(kinds))
    check_content(kind, data)
    return kind, painted_anew(kind, data) if kind in PICTURES else data


def not_of(kinds: Collection[FileKind]) -> LazyString:
    """The sentence for a file of another kind."""
    words = ", ".join(str(kind.label) for kind in kinds)
    return _l("Berkas jenis ini tidak diterima. Pilih salah satu: %(kinds)s", kinds=words)


def open_file(stored: StoredFile) -> bytes:
    """The bytes of a file. Raises FileNotFoundError when the storage has lost them."""
    return store().get(stored.key)


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


def detach_all(kind: str, object_ids: Iterable[int]) -> None:
    """Take away the files of things that are being deleted."""
    mine = (FileLink.object_kind == kind, FileLink.object_id.in_(list(object_ids)))
    files = list(db.session.scalars(select(FileLink.file_id).where(*mine)))
    db.session.execute(delete(FileLink).where(*mine))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))


def sweep() -> int:
    """Delete bytes older than a day that no row names; returns how many files went."""
    old = list(folder().old_files(now() - GRACE))
    known = queries.known_keys(key for key, _path in old)
    gone = [path for key, path in old if key not in known]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
