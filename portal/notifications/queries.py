"""What was told to whom, and how people want to be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, func, select

from portal.core.database import built_once, db
from portal.core.paging import PAGE_SIZE, Page
from portal.notifications.models import Notice, NoticePreference, OutboxMail
from portal.notifications.rules import Channel, NoticeKind

AT_MOST = 500  # people named one by one in a question; of more, all are read


def channels(kind: NoticeKind, user_ids: Collection[int]) -> dict[int, Channel]:
    """By which way each of these people wants to be told of a kind."""
    few = len(user_ids) <= AT_MOST
    asked = {"kind": kind, **({"user_ids": list(user_ids)} if few else {})}
    return dict.fromkeys(user_ids, kind.channels[0]) | {
        user_id: channel
        for user_id, channel in db.session.execute(_chosen(few), asked)
        if user_id in user_ids
    }


@built_once
def _chosen(few: bool) -> Select[int, Channel]:
    p = NoticePreference
    chosen = select(p.user_id, p.channel).where(p.kind == bindparam("kind"))
    return chosen.where(p.user_id.in_(bindparam("user_ids", expanding=True))) if few else chosen


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


def unread_of(user_id: Any) -> ScalarSelect[int]:
    """How many notices a person has not read, as a part of another question."""
    unread = select(func.count(Notice.id)).where(Notice.user_id == user_id, Notice.read_at.is_(None))
    return unread.scalar_subquery()


@dataclass(frozen=True)
class Inbox:
    """One page of a person's notices, newest first; `older` is where the next page begins."""

    rows: Sequence[Notice]
    older: int | None


def inbox(user_id: int, before: int | None = None) -> Inbox:
    """The notices of a person that came before the one of that number, or the newest."""
    wanted = select(Notice).where(Notice.user_id == user_id)
    if before is not None:
        wanted = wanted.where(Notice.id < before)
    rows = db.session.scalars(wanted.order_by(Notice.id.desc()).limit(PAGE_SIZE + 1)).all()
    shown = rows[:PAGE_SIZE]
    return Inbox(shown, shown[-1].id if len(rows) > PAGE_SIZE else None)


def get_notice(notice_id: int) -> Notice | None:
    return db.session.get(Notice, notice_id)


def was_told(user_id: int) -> bool:
    """Whether there is somebody of this number who was ever told anything."""
    return db.session.scalar(select(Notice.id).filter_by(user_id=user_id).limit(1)) is not None


def chosen_channels(user_id: int) -> dict[NoticeKind, Channel]:
    """Every choice that a person made."""
    chosen = select(NoticePreference.kind, NoticePreference.channel).filter_by(user_id=user_id)
    return {row.kind: row.channel for row in db.session.execute(chosen)}


def given_up() -> Sequence[OutboxMail]:
    """Mail that is not tried any more, the last first."""
    return db.session.scalars(_GIVEN_UP).all()


def page_of_given_up(number: int) -> Page[OutboxMail]:
    """The same, a page at a time."""
    total = db.session.scalar(select(func.count()).select_from(_GIVEN_UP.order_by(None).subquery())) or 0
    return Page(
        db.session.scalars(_GIVEN_UP.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all(), number, total
    )


def get_given_up(mail_id: int) -> OutboxMail | None:
    return db.session.scalar(_GIVEN_UP.where(OutboxMail.id == mail_id))


def waiting_count() -> int:
    """How many mails wait to be sent."""
    waiting = select(func.count(OutboxMail.id)).where(
        OutboxMail.sent_at.is_(None), OutboxMail.given_up_at.is_(None)
    )
    return db.session.scalar(waiting) or 0


_GIVEN_UP = (
    select(OutboxMail)
    .where(OutboxMail.sent_at.is_(None), OutboxMail.given_up_at.is_not(None))
    .order_by(OutboxMail.given_up_at.desc(), OutboxMail.id.desc())
)
