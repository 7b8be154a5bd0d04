"""Which pockets there were on a past day, and which of them were pockets still."""

from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, case, type_coerce

from portal.history.trail import Statuses
from portal.places.models import Pocket
from portal.places.rules import PocketStatus


def pockets_then(until: datetime, statuses: Statuses) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What says of a pocket that it was on record and not withdrawn, and that it was active as well.

    Few change their status: those that did since are named one by one, with the status they had.
    """
    groups: dict[str, list[int]] = {}
    for key, value in statuses[Pocket.__tablename__].items():
        groups.setdefault(value, []).append(key)
    stored: ColumnElement[str] = type_coerce(Pocket.status, String)
    named = [(Pocket.id.in_(keys), value) for value, keys in sorted(groups.items())]
    status: ColumnElement[str] = case(*named, else_=stored) if named else stored
    known = Pocket.created_at < until
    active, withdrawn = PocketStatus.ACTIVE.value, PocketStatus.WITHDRAWN.value
    return and_(known, status != withdrawn), and_(known, status == active)
