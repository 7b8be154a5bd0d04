"""What the trail says of a past day where the tables keep only the present."""

from datetime import datetime

from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.core.database import db
from portal.needs.models import Need
from portal.places.models import Pocket

ACTIONS = {
    "pocket.edit": Pocket.__tablename__,
    "need.close": Need.__tablename__,
    "need.reopen": Need.__tablename__,
}
Statuses = dict[str, dict[int, str]]


def statuses_then(until: datetime) -> Statuses:
    """By table and id the status that pockets and needs had which changed it since."""
    entry = AuditEntry
    statement = select(entry.object_kind, entry.object_id, entry.changes).where(
        entry.object_kind.in_(set(ACTIONS.values())), entry.action.in_(ACTIONS), entry.at >= until
    )
    found: Statuses = {kind: {} for kind in ACTIONS.values()}
    for kind, key, changes in db.session.execute(statement.order_by(entry.id)):
        if "status" in changes:
            found[kind].setdefault(int(key), changes["status"][0])
    return found
