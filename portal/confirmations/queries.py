"""Reads codes and confirmations, for the person with a code, the office and those concerned."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from portal.accounts.models import User
from portal.commitments.models import Commitment, CommitmentPartner
from portal.confirmations.codes import code_hash
from portal.confirmations.deliveries import Delivery, at_pocket
from portal.confirmations.models import CodeBatch, Confirmation, ConfirmationCode
from portal.confirmations.rules import ConfirmationStatus, read_code
from portal.core.clock import now, today
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.core.values import Quarter
from portal.places.models import Pocket, Region

S = ConfirmationStatus
WITH_PLACE = joinedload(Confirmation.region).joinedload(Region.kecamatan)
NEAR = timedelta(hours=1)


@dataclass(frozen=True)
class Desk:
    """What a code opens. Without `code_id` it opens nothing, and nobody learns why."""

    typed: str
    code_id: int | None = None
    pocket: Pocket | None = None
    deliveries: tuple[Delivery, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.code_id is not None


def desk_of(code: str) -> Desk:
    """What a code opens: looked for in the same way whether or not it is one."""
    statement = (
        select(ConfirmationCode)
        .join(CodeBatch, CodeBatch.id == ConfirmationCode.batch_id)
        .join(Pocket, Pocket.id == CodeBatch.pocket_id)
        .where(ConfirmationCode.code_hash == code_hash(read_code(code) or ""))
        .where(ConfirmationCode.is_used.is_(False))
        .where(CodeBatch.revoked_at.is_(None), CodeBatch.expires_at > now())
    )
    place = joinedload(ConfirmationCode.batch).joinedload(CodeBatch.pocket).joinedload(Pocket.region)
    found = db.session.scalar(published(statement).options(place))
    if found is None:
        return Desk(code[:40])
    pocket = found.batch.pocket
    return Desk(code, found.id, pocket, tuple(at_pocket(pocket)))


def get_confirmation(confirmation_id: int) -> Confirmation | None:
    """One, whatever became of it."""
    if confirmation_id >= 2**31:
        return None
    return db.session.scalar(select(Confirmation).filter_by(id=confirmation_id).options(WITH_PLACE))


def get_photo(confirmation_id: int) -> Confirmation | None:
    """One that has a photo."""
    found = get_confirmation(confirmation_id)
    return found if found is not None and found.photo_id is not None else None


def get_answerable(confirmation_id: int) -> Confirmation | None:
    """One that its partner may read: published."""
    found = get_confirmation(confirmation_id)
    return found if found is not None and found.status is S.PUBLISHED else None


def list_for(
    reader: User, status: ConfirmationStatus | None, number: int, strategies: Collection[int] = ()
) -> Page[Confirmation]:
    """What the office may read, oldest first while it waits, else newest first; never on one's own work.

    `strategies` narrow it to those of whoever works on some only; none means all.
    """
    statement = _readable(reader)
    statement = statement.where(Commitment.strategy_number.in_(strategies)) if strategies else statement
    if status is S.WAITING:
        statement = statement.where(waits())
    elif status is not None:
        statement = statement.where(Confirmation.status == status)
    total = db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    order = Confirmation.id.asc() if status is S.WAITING else Confirmation.id.desc()
    rows = statement.order_by(order).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE).options(WITH_PLACE)
    return Page(db.session.scalars(rows).all(), number, total)


def about(commitment_id: int, reader: User) -> Sequence[Confirmation]:
    """What was said of one commitment, as far as this person of the office may read it, newest first."""
    statement = _readable(reader).where(Confirmation.commitment_id == commitment_id).options(WITH_PLACE)
    return db.session.scalars(statement.order_by(Confirmation.id.desc()).limit(PAGE_SIZE)).all()


def from_same_sheet(confirmation: Confirmation) -> tuple[int, int]:
    """How many others spoke of the commitment from this sheet, and how many within an hour of this one."""
    if confirmation.batch_id is None:
        return 0, 0
    same = select(Confirmation.created_at).where(
        Confirmation.batch_id == confirmation.batch_id,
        Confirmation.commitment_id == confirmation.commitment_id,
        Confirmation.id != confirmation.id,
    )
    moments = list(db.session.scalars(same))
    return len(moments), sum(abs(each - confirmation.created_at) <= NEAR for each in moments)


def said_by(community_id: int, deliveries: Iterable[Delivery]) -> dict[int, Confirmation]:
    """What a community said this quarter of these deliveries, by allocation: the newest word."""
    lines = [delivery.allocation_id for delivery in deliveries]
    quarter = Quarter.of(today())
    statement = (
        select(Confirmation)
        .filter_by(community_id=community_id, year=quarter.year, quarter_number=quarter.number)
        .where(Confirmation.allocation_id.in_(lines), Confirmation.status != S.REPLACED)
        .options(lazyload("*"))
    )
    return {
        each.allocation_id: each
        for each in db.session.scalars(statement.order_by(Confirmation.id))
        if each.allocation_id is not None
    }


def _readable(reader: User) -> Select[*tuple[Any, ...]]:
    statement = select(Confirmation).join(Commitment, Commitment.id == Confirmation.commitment_id)
    return statement.where(*readable_by(reader))


def readable_by(reader: User) -> list[ColumnElement[bool]]:
    """Nobody of the office reads what is about the work of his or her own organisation, or was said by it."""
    own = sorted(reader.organisation_ids)
    supported = select(CommitmentPartner.commitment_id).where(CommitmentPartner.organisation_id.in_(own))
    return [
        Commitment.organisation_id.not_in(own),
        Commitment.id.not_in(supported),
        func.coalesce(Confirmation.community_id, 0).not_in(own),
    ]


def waits() -> ColumnElement[bool]:
    """It has not been read, or its partner's answer has not."""
    answered = (Confirmation.answer_status == S.WAITING) & (Confirmation.status == S.PUBLISHED)
    return or_(Confirmation.status == S.WAITING, answered)


def shown_to_partner(commitment_id: int) -> Sequence[Confirmation]:
    """What shows of a commitment, newest first, with the partner's own answers in whatever state."""
    statement = select(Confirmation).filter_by(commitment_id=commitment_id, status=S.PUBLISHED)
    statement = statement.options(WITH_PLACE).order_by(Confirmation.id.desc())
    return db.session.scalars(statement.limit(PAGE_SIZE)).all()
