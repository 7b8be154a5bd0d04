"""What was told to whom, and how people want to be told."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from portal.core.database import db
from portal.notifications.models import Notice, NoticePreference
from portal.notifications.rules import Channel, NoticeKind

AT_MOST = 500  # people named one by one in a question; of more, all are read


def channels(kind: NoticeKind, user_ids: Collection[int]) -> dict[int, Channel]:
    """By which way each of these people wants to be told of a kind."""
    chosen = select(NoticePreference.user_id, NoticePreference.channel).where(NoticePreference.kind == kind)
    if len(user_ids) <= AT_MOST:
        chosen = chosen.where(NoticePreference.user_id.in_(user_ids))
    return dict.fromkeys(user_ids, kind.channels[0]) | {
        user_id: channel for user_id, channel in db.session.execute(chosen) if user_id in user_ids
    }


def kept_for_digest(user_id: int) -> Sequence[Notice]:
    """What was told since the last digest but one, of the kinds that a person reads in the digest only.

    It is asked while a digest is being written: that one stands in the inbox already.
    """
    digests = select(Notice.created_at).where(Notice.user_id == user_id, Notice.kind == NoticeKind.DIGEST)
    earlier: datetime | None = db.session.scalar(
        digests.order_by(Notice.created_at.desc(), Notice.id.desc()).offset(1).limit(1)
    )
    kinds = select(NoticePreference.kind).where(
        NoticePreference.user_id == user_id, NoticePreference.channel == Channel.DIGEST
    )
    wanted = select(Notice).where(Notice.user_id == user_id, Notice.kind.in_(kinds))
    if earlier is not None:
        wanted = wanted.where(Notice.created_at >= earlier)
    return db.session.scalars(wanted.order_by(Notice.created_at, Notice.id)).all()


def unread_count(user_id: int) -> int:
    """How many notices a person has not read."""
    unread = select(func.count(Notice.id)).where(Notice.user_id == user_id, Notice.read_at.is_(None))
    return db.session.scalar(unread) or 0
