"""Needs that an organisation proposed follow when it turns out to be another one."""

from sqlalchemy import select, update

from portal.core.database import db
from portal.needs.models import Need
from portal.organisations.merging import follows_merge


@follows_merge
def repoint_needs(merged_id: int, kept_id: int) -> dict[str, list[str]]:
    """Returns the references of what moved, for the audit entry."""
    proposed = select(Need.reference).where(Need.organisation_id == merged_id).order_by(Need.reference)
    references = list(db.session.scalars(proposed))
    moved = {"organisation_id": kept_id, "version": Need.version + 1}
    db.session.execute(update(Need).where(Need.organisation_id == merged_id).values(moved))
    return {"needs": references}
