"""How commitments follow when two organisations turn out to be one."""

from sqlalchemy import delete, select, update

from portal.commitments.models import Commitment, CommitmentPartner
from portal.core.database import db
from portal.organisations.merging import follows_merge


@follows_merge
def repoint_commitments(merged_id: int, kept_id: int) -> dict[str, list[str]]:
    """Give the merged organisation's pledges and its part in others' pledges to the kept one.

    Where the kept one leads or supports the same commitment already, the doubled support is dropped: nothing
    is counted twice. Returns the references of what moved, for the audit entry.
    """
    led = select(Commitment.reference).where(Commitment.organisation_id == merged_id)
    references = list(db.session.scalars(led.order_by(Commitment.reference)))
    moved = {"organisation_id": kept_id, "version": Commitment.version + 1}
    db.session.execute(update(Commitment).where(Commitment.organisation_id == merged_id).values(moved))
    return {"commitments": references, "supported": _repoint_support(merged_id, kept_id)}


def _repoint_support(merged_id: int, kept_id: int) -> list[str]:
    mine = CommitmentPartner.organisation_id == merged_id
    supported = select(Commitment.reference).join(CommitmentPartner).where(mine)
    references = list(db.session.scalars(supported.order_by(Commitment.reference)))
    there = select(CommitmentPartner.commitment_id).where(CommitmentPartner.organisation_id == kept_id)
    led = select(Commitment.id).where(Commitment.organisation_id == kept_id)
    doubled = CommitmentPartner.commitment_id.in_(there.union(led))
    db.session.execute(delete(CommitmentPartner).where(mine, doubled))
    db.session.execute(update(CommitmentPartner).where(mine).values(organisation_id=kept_id))
    return references
