"""What a person does with notices: read them, and choose by which way they come.

None of it changes the register or who may do what, so the audit trail stays silent.
"""

from typing import Any

from sqlalchemy import update

from portal.core.clock import now
from portal.core.database import db
from portal.notifications.inserting import insert_or_change
from portal.notifications.models import Notice, NoticePreference
from portal.notifications.rules import Channel, NoticeKind


def read(notice: Notice) -> Notice:
    """Mark a notice as read; the first moment counts."""
    notice.read_at = notice.read_at or now()
    return notice


def read_all(*, by: Any) -> None:
    """Mark everything as read that a person has not read."""
    unread = update(Notice).where(Notice.user_id == by.id, Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=now()))


def choose_channels(*, by: Any, **chosen: str) -> None:
    """Keep by which way a person wants to be told, by the values of kinds."""
    kinds = {NoticeKind.of(kind): Channel.of(channel) for kind, channel in chosen.items()}
    for kind, channel in kinds.items():
        set_channel(by.id, kind, channel)


def set_channel(user_id: int, kind: NoticeKind, channel: Channel) -> None:
    """Keep one choice. Raises ValueError for a way that the kind has not."""
    if channel not in kind.channels:
        raise ValueError(f"{kind} does not come by {channel}")
    row = {"user_id": user_id, "kind": kind, "channel": channel}
    insert_or_change(NoticePreference, [row], ("user_id", "kind"), "channel")


def answer_stop_link(user_id: int, kind: NoticeKind, *, again: bool) -> None:
    """End mail of one kind to a person, or let it come again."""
    set_channel(user_id, kind, Channel.MAIL if again else kind.without_mail)
