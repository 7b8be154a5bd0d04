"""Sessions as rows that can be ended. The cookie that holds the token is the business of sessions.py."""

import secrets

from sqlalchemy import Select, bindparam, select, update

from portal.accounts.models import SignIn, User
from portal.accounts.tokens import token_hash
from portal.core.clock import now
from portal.core.database import built_once, db
from portal.notifications.queries import unread_of


def begin(user: User, device: str = "") -> str:
    """A new session of the user; returns its token, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    db.session.add(SignIn(user_id=user.id, token_hash=token_hash(token), device=device[:200]))
    return token


def find(token: str) -> SignIn | None:
    """The session that has this token, ended or not; its user knows how many notices are unread."""
    found = db.session.execute(_by_hash(), {"token_hash": token_hash(token)}).one_or_none()
    if found is None:
        return None
    found.SignIn.user.unread_notices = found.unread
    return found.SignIn


@built_once
def _by_hash() -> Select[SignIn, int]:
    unread = unread_of(SignIn.user_id).label("unread")
    return select(SignIn, unread).where(SignIn.token_hash == bindparam("token_hash"))


def end(token: str) -> None:
    """End this session: a copy of its cookie is dead from now on."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )


def end_all(user: User) -> None:
    """End every session of a user: after a new password, or when the account is closed."""
    db.session.execute(
        update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None)).values(ended_at=now())
    )
