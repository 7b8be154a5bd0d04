"""The inboxes of example partners: what they were told of their last commitments. No mail goes with it."""

from sqlalchemy import select

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.notifications.composing import first_paragraph
from portal.notifications.models import Notice
from portal.notifications.rules import NoticeKind
from portal.reviews import messages

SHOWN, UNREAD = 4, 2


def tell(user: User) -> None:
    """The decisions on the commitments of this person's organisations, the newest unread."""
    verified = (
        select(Commitment)
        .where(
            Commitment.organisation_id.in_(user.organisation_ids),
            Commitment.status == CommitmentStatus.VERIFIED,
        )
        .order_by(Commitment.verified_at.desc(), Commitment.id.desc())
        .limit(SHOWN)
    )
    newest_last = list(reversed(db.session.scalars(verified).all()))
    for number, commitment in enumerate(newest_last):
        notice = _about(commitment, user)
        notice.read_at = notice.created_at if number < len(newest_last) - UNREAD else None
        db.session.add(notice)


def _about(commitment: Commitment, user: User) -> Notice:
    said = messages.verified(commitment, "")
    return Notice(
        user_id=user.id,
        key=f"example:{commitment.id}",
        kind=NoticeKind.COMMITMENT,
        title=said.subject,
        body=first_paragraph(said.body),
        path=said.path,
        language=str(user.language),
        created_at=commitment.verified_at,
    )
