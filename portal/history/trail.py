"""What the trail says of a past day where the tables keep only the present."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.core.database import db


def before_change(kind: str, actions: Collection[str], field: str, until: datetime) -> dict[int, str]:
    """What a field held before its first change since an instant, by the id of the thing that was changed."""
    entry = AuditEntry
    statement = select(entry.object_id, entry.changes).where(
        entry.object_kind == kind, entry.action.in_(actions), entry.at >= until
    )
    found: dict[int, str] = {}
    for key, changes in db.session.execute(statement.order_by(entry.id)):
        if field in changes:
            found.setdefault(int(key), changes[field][0])
    return found
