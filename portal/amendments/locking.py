"""The rows as they stand now, locked: of two people at once the second finds them moved."""

from sqlalchemy import select

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentStatus, may_move
from portal.commitments.models import Commitment
from portal.core.database import db
from portal.core.errors import NotAllowedNow
from portal.core.wording import _l

ALREADY_MOVED = _l("Langkah ini tidak bisa dilakukan sekarang: permintaan ini sudah diputuskan atau ditarik.")


def locked_commitment(commitment_id: int) -> Commitment:
    """The commitment, locked."""
    statement = select(Commitment).filter_by(id=commitment_id).with_for_update(of=Commitment)
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def locked_amendment(amendment: Amendment, new: AmendmentStatus) -> Amendment:
    """The request with its commitment, both locked. Raises NotAllowedNow where it has no such move left."""
    locked_commitment(amendment.commitment_id)
    statement = select(Amendment).filter_by(id=amendment.id).with_for_update(of=Amendment)
    current = db.session.scalars(statement.execution_options(populate_existing=True)).one()
    if not may_move(current.status, new):
        raise NotAllowedNow(ALREADY_MOVED)
    return current
