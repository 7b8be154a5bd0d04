"""Finding the files of things. Whoever calls has checked who may see the thing."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from portal.core.database import db
from portal.files.models import FileLink, StoredFile


def links_of(kind: str, object_id: int, *roles: str) -> Sequence[FileLink]:
    """The files of a thing (a row of the table `kind`), perhaps in these roles only, oldest first."""
    statement = select(FileLink).filter_by(object_kind=kind, object_id=object_id)
    if roles:
        statement = statement.where(FileLink.role.in_(roles))
    return db.session.scalars(statement.order_by(FileLink.id)).all()


def get_link(kind: str, object_id: int, link_id: int) -> FileLink | None:
    """One file of this thing, or None: the file of another thing is not found here."""
    return db.session.scalar(select(FileLink).filter_by(id=link_id, object_kind=kind, object_id=object_id))


def known_keys(keys: Iterable[str]) -> set[str]:
    """Which of these keys belong to a row."""
    return set(db.session.scalars(select(StoredFile.key).where(StoredFile.key.in_(list(keys)))))
