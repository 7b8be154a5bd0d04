"""How confirmations follow when two organisations turn out to be one."""

from sqlalchemy import or_, select

from portal.commitments.models import Commitment, CommitmentPartner
from portal.confirmations.actions import forget_photo
from portal.confirmations.models import Confirmation
from portal.confirmations.rules import ConfirmationStatus
from portal.core.database import db
from portal.organisations.merging import follows_merge

S = ConfirmationStatus
STANDING = (S.WAITING, S.PUBLISHED)


@follows_merge
def repoint_confirmations(merged_id: int, kept_id: int) -> dict[str, list[str]]:
    """Give what the merged organisation said to the kept one.

    Where both spoke of one delivery in one quarter the kept one's word stays; what is now said of one's own
    commitment counts no more. Returns the references of what moved, for the audit entry.
    """
    theirs = select(Confirmation).filter_by(community_id=merged_id).order_by(Confirmation.id)
    moved = list(db.session.scalars(theirs))
    taken = {_slot(each) for each in db.session.scalars(select(Confirmation).filter_by(community_id=kept_id))}
    for each in moved:
        if each.status in STANDING and _slot(each) in taken:
            _silence(each)
        each.community_id = kept_id
    db.session.flush()
    own = _own_commitments(kept_id)
    for each in db.session.scalars(select(Confirmation).filter_by(community_id=kept_id)):
        if each.status in STANDING and each.commitment_id in own:
            _silence(each)
    db.session.flush()
    return {"confirmations": [each.reference for each in moved]}


def _slot(each: Confirmation) -> tuple[object, ...]:
    place = each.pocket_id or each.region_code
    return each.commitment_id, place, each.year, each.quarter_number, each.status


def _own_commitments(organisation_id: int) -> set[int]:
    supported = select(CommitmentPartner.commitment_id).filter_by(organisation_id=organisation_id)
    mine = or_(Commitment.organisation_id == organisation_id, Commitment.id.in_(supported))
    return set(db.session.scalars(select(Commitment.id).where(mine)))


def _silence(each: Confirmation) -> None:
    each.status = S.REPLACED
    forget_photo(each)
