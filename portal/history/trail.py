"""What the trail says of a past day where the tables keep only the present."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, literal, select

from portal.audit.models import AuditEntry
from portal.core.database import db
from portal.needs.models import Need
from portal.organisations.models import Organisation
from portal.places.models import Pocket

ACTIONS = {
    "pocket.edit": Pocket.__tablename__,
    "need.close": Need.__tablename__,
    "need.reopen": Need.__tablename__,
    "need.edit": Need.__tablename__,
    "organisation.correct": Organisation.__tablename__,
}
FIELDS = frozenset({"status", "kind", "quantity", "unit"})


class Trail:
    """What fields were before they were changed since; few are, and those are named one by one."""

    def __init__(self, until: datetime) -> None:
        self._before: dict[tuple[str, str], dict[int, Any]] = {}
        entry = AuditEntry
        statement = select(entry.object_kind, entry.object_id, entry.changes).where(
            entry.object_kind.in_(set(ACTIONS.values())), entry.action.in_(ACTIONS), entry.at >= until
        )
        for kind, key, changes in db.session.execute(statement.order_by(entry.id)):
            for field in FIELDS.intersection(changes):
                self._before.setdefault((kind, field), {}).setdefault(int(key), changes[field][0])

    def before(self, model: Any, field: str) -> dict[int, Any]:
        """By id what the trail says stood there."""
        return self._before.get((model.__tablename__, field), {})

    def then(self, model: Any, field: str, read: Callable[[str], Any]) -> ColumnElement[Any]:
        """A column as it was; `read` makes a value of what stands in the trail."""
        column, groups = getattr(model, field), dict[str, list[int]]()
        for key, value in self.before(model, field).items():
            groups.setdefault(value, []).append(key)
        named = [(model.id.in_(ids), literal(read(was), column.type)) for was, ids in groups.items()]
        found: ColumnElement[Any] = case(*named, else_=column) if named else column
        return found
