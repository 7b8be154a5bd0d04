"""Which pockets there were on a past day, and which of them were pockets still."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_

from portal.history.trail import Trail
from portal.places.models import Pocket
from portal.places.rules import PocketStatus


def pockets_then(until: datetime, trail: Trail) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What says of a pocket that it was on record and not withdrawn, and that it was active as well."""
    status, known = trail.then(Pocket, "status", PocketStatus.of), Pocket.created_at < until
    return and_(known, status != PocketStatus.WITHDRAWN), and_(known, status == PocketStatus.ACTIVE)
