"""Receiving a file piece by piece. It leaves no audit entry: nothing happens before a form takes the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, inspect, select

from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.files.keeping import Checked, keep_bytes
from portal.files.models import StoredFile
from portal.files.rules import FileKind, clean_name
from portal.notifications.rounds import every_day
from portal.uploads import pieces, rules
from portal.uploads.models import Upload
from portal.uploads.queries import bytes_of_all, offset_of, open_of


@dataclass(frozen=True)
class Kept:
    """A file as it was kept, and a small picture of it if it is one."""

    file: StoredFile
    thumbnail: StoredFile | None


Handed = Checked | str  # what a form hands over: a checked file, or the id of an upload that arrived


def begin(*, by: Any, name: str, size: int, sha256: str) -> Upload:
    """Say which file comes. Raises Refused when too much is under way."""
    if reason := rules.room_for(size, open_of(by.id), bytes_of_all()):
        raise Refused(str(reason))
    upload = Upload(user_id=by.id, name=clean_name(name), size=size, sha256=sha256)
    db.session.add(upload)
    db.session.flush()
    return upload


def append(upload: Upload, *, by: Any, offset: int, digest: str, piece: bytes) -> None:
    """Take the next piece. Raises NotAllowedNow where it does not join on, Refused when damaged or odd."""
    present = _locked(_id_of(upload), by)
    if offset != offset_of(present) or present.file_id is not None:
        raise NotAllowedNow(rules.OTHER_OFFSET)
    if not rules.fits(offset, len(piece), present.size):
        raise Refused(rules.ODD_PIECE)
    if not rules.is_digest_of(digest, piece):
        raise Refused(rules.DAMAGED_PIECE)
    pieces.write(present.id, offset, piece)
    present.received = offset + len(piece)


def finish(upload: Upload, *, by: Any, checked: Checked | None) -> Upload:
    """Keep the file that arrived whole and was checked; a second time changes nothing."""
    present = _locked(_id_of(upload), by)
    if checked is not None and present.file_id is None:
        kept = _keep_checked(checked, by)
        present.file, present.thumbnail = kept.file, kept.thumbnail
        present.name = checked.name
    return present


def cancel(upload: Upload, *, by: Any) -> None:
    """Call it off: the row goes, the bytes go with it or with the next sweep."""
    _drop([_locked(_id_of(upload), by)])


def take(handed: Iterable[Handed], *, by: Any, field: str) -> list[Kept]:
    """Make files of what a form handed over; the ids are spent. Raises Refused at the field.

    Whoever calls says to what the files belong, in the same transaction.
    """
    return [
        _keep_checked(each, by) if isinstance(each, Checked) else _take_upload(each, by, field)
        for each in handed
    ]


def is_whole(upload: Upload, data: bytes) -> bool:
    """Whether this is the file that the browser announced, byte for byte."""
    return len(data) == upload.size and sha256(data).hexdigest() == upload.sha256


@every_day("uploads.sweep")
def sweep() -> int:
    """Drop uploads that expired, and pieces that belong to none; returns how many uploads went."""
    expired = db.session.scalars(select(Upload).where(Upload.expires_at < now())).all()
    _drop(expired)
    for upload_id in list(pieces.older_than(now() - rules.LIFE)):
        pieces.forget(upload_id)
    return len(expired)


def _id_of(upload: Upload) -> str:
    """The id as the door found it: the row may be gone since."""
    identity = inspect(upload).identity
    return str(identity[0]) if identity else upload.id


def _locked(upload_id: str, by: Any) -> Upload:
    statement = select(Upload).filter_by(id=upload_id, user_id=by.id).with_for_update(of=Upload)
    found = db.session.scalar(statement.execution_options(populate_existing=True))
    if found is None or found.expires_at < now():
        raise NotAllowedNow(rules.GONE)
    return found


def _keep_checked(checked: Checked, by: Any) -> Kept:
    file = keep_bytes(checked.name, checked.kind, checked.data, by=by)
    if checked.thumbnail is None:
        return Kept(file, None)
    stem = checked.name.rpartition(".")[0]
    return Kept(file, keep_bytes(f"{stem}-kecil.jpg", FileKind.JPEG, checked.thumbnail, by=by))


def _take_upload(upload_id: str, by: Any, field: str) -> Kept:
    try:
        found = _locked(upload_id, by)
    except NotAllowedNow as gone:
        raise Refused(gone.reason, field) from gone
    if found.file is None:
        raise Refused(rules.NOT_WHOLE, field)
    kept = Kept(found.file, found.thumbnail)
    db.session.delete(found)
    db.session.flush()
    return kept


def _drop(uploads: Sequence[Upload]) -> None:
    """Rows of uploads, and of the files that nobody took."""
    files = [key for upload in uploads for key in (upload.file_id, upload.thumbnail_id) if key is not None]
    for upload in uploads:
        db.session.delete(upload)
    db.session.flush()
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))
    for upload in uploads:
        pieces.forget(upload.id)
