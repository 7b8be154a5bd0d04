"""Finding uploads. An id is a secret, but it opens nothing to anybody but who began the upload."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from portal.core.database import db
from portal.uploads import pieces
from portal.uploads.models import Upload


def get_upload(upload_id: str) -> Upload | None:
    """One upload of anybody: its door asks whose it is."""
    return db.session.scalar(select(Upload).filter_by(id=upload_id))


def finished(user_id: int, ids: Collection[str]) -> Sequence[Upload]:
    """Those of these uploads that are the person's own, arrived and checked, oldest first."""
    statement = (
        select(Upload).filter_by(user_id=user_id).where(Upload.id.in_(ids), Upload.file_id.is_not(None))
    )
    return db.session.scalars(statement.order_by(Upload.created_at, Upload.id)).all()


def offset_of(upload: Upload) -> int:
    """How many bytes have arrived in a row: not more than the database knows, not more than the disk has."""
    if upload.file_id is not None:
        return upload.size
    return min(upload.received, pieces.length(upload.id))


def open_of(user_id: int) -> tuple[int, int]:
    """How many uploads of a person no form has taken yet, and how many bytes they have or will have."""
    statement = select(func.count(), func.coalesce(func.sum(Upload.size), 0)).where(Upload.user_id == user_id)
    number, total = db.session.execute(statement).one()
    return number, int(total)


def bytes_of_all() -> int:
    return int(db.session.scalar(select(func.coalesce(func.sum(Upload.size), 0))) or 0)
