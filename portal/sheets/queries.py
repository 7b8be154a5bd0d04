"""Reads the sheets of a pocket, and how many of their codes were used."""

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.confirmations.models import CodeBatch, ConfirmationCode
from portal.core.clock import now
from portal.core.database import db
from portal.core.publishing import published
from portal.places.models import Pocket
from portal.places.queries import POCKET_WITH_PLACE


@dataclass(frozen=True)
class BatchRow:
    """A printed sheet and how many of its codes were used."""

    batch: CodeBatch
    used: int

    @property
    def unused(self) -> int:
        return self.batch.size - self.used

    @property
    def is_open(self) -> bool:
        return self.batch.revoked_at is None and self.batch.expires_at > now()


def get_batch(slug: str, number: int) -> CodeBatch | None:
    """One sheet of a pocket."""
    if number >= 2**31:
        return None
    statement = select(CodeBatch).join(Pocket, Pocket.id == CodeBatch.pocket_id)
    return db.session.scalar(statement.where(CodeBatch.id == number, Pocket.slug == slug))


def get_pocket(slug: str) -> Pocket | None:
    """A pocket for which sheets may be made: one that everybody may see."""
    return db.session.scalar(published(select(Pocket)).where(Pocket.slug == slug).options(POCKET_WITH_PLACE))


def batches_of(pocket: Pocket) -> list[BatchRow]:
    """The sheets of a pocket, the newest first."""
    used = (
        select(func.count(ConfirmationCode.id))
        .where(ConfirmationCode.batch_id == CodeBatch.id, ConfirmationCode.is_used)
        .correlate(CodeBatch)
        .scalar_subquery()
    )
    statement = select(CodeBatch, used).where(CodeBatch.pocket_id == pocket.id)
    return [BatchRow(*row) for row in db.session.execute(statement.order_by(CodeBatch.id.desc()))]
