"""Who wrote a commitment, what they mended, and who hears of a decision about it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.commitments.models import Commitment
from portal.core.database import db
from portal.organisations.models import Membership
from portal.organisations.rules import MemberRole


def people_to_tell(commitment: Commitment) -> Sequence[User]:
    """Who hears of a decision: the author, and those who manage the organisation that leads it."""
    managers = select(Membership.user_id).filter_by(
        organisation_id=commitment.organisation_id, role=MemberRole.MANAGER
    )
    statement = select(User).where(
        or_(User.id == commitment.created_by_id, User.id.in_(managers)), User.is_active
    )
    return db.session.scalars(statement.order_by(User.id)).all()


def author_of(commitment: Commitment) -> str:
    """The name of who recorded it: the name alone, since a whole user brings roles and memberships along."""
    return db.session.scalar(select(User.name).where(User.id == commitment.created_by_id)) or ""


def edits_since_return(commitment: Commitment) -> Sequence[AuditEntry]:
    """What the partner saved since the office last returned it, oldest first; none when it never was."""
    about = _trail_of(commitment)
    returned = select(func.max(AuditEntry.id)).where(*about, AuditEntry.action == "commitment.return")
    edits = select(AuditEntry).where(
        *about,
        AuditEntry.id > returned.scalar_subquery(),
        AuditEntry.action.startswith("commitment.save", autoescape=True),
    )
    return db.session.scalars(edits.order_by(AuditEntry.id)).all()


def has_written(user: User, commitment: Commitment) -> bool:
    """Whether this person ever recorded, edited or submitted it, wherever he or she works now."""
    wrote = or_(
        AuditEntry.action.startswith("commitment.save", autoescape=True),
        AuditEntry.action.in_(["commitment.create", "commitment.submit"]),
    )
    entries = select(AuditEntry.id).where(*_trail_of(commitment), AuditEntry.actor_id == user.id, wrote)
    return db.session.scalar(entries.limit(1)) is not None


def _trail_of(commitment: Commitment) -> tuple[ColumnElement[bool], ...]:
    """The reference is given once for ever; the id of a deleted draft may be given again."""
    return (
        AuditEntry.object_kind == "commitments",
        AuditEntry.object_id == str(commitment.id),
        AuditEntry.object_label == commitment.reference,
    )
