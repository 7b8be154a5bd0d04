"""Links that are mailed: random, single use, short-lived, kept as hashes."""

import secrets
from hashlib import sha256

from sqlalchemy import select, update

from portal.accounts.models import MailedToken, User
from portal.accounts.rules import LIFETIMES, TokenPurpose
from portal.core.clock import now
from portal.core.database import db


def issue_token(user: User, purpose: TokenPurpose) -> str:
    """A new token for the user; earlier ones of the same purpose stop working."""
    open_ones = (
        MailedToken.user_id == user.id,
        MailedToken.purpose == purpose,
        MailedToken.used_at.is_(None),
    )
    db.session.execute(update(MailedToken).where(*open_ones).values(used_at=now()))
    token = secrets.token_urlsafe(32)
    expires = now() + LIFETIMES[purpose]
    db.session.add(MailedToken(user_id=user.id, purpose=purpose, token_hash=_hash(token), expires_at=expires))
    return token


def find_token(token: str, *purposes: TokenPurpose) -> MailedToken | None:
    """The living token of one of these purposes, or None."""
    found = db.session.scalar(select(MailedToken).where(MailedToken.token_hash == _hash(token)))
    alive = (
        found is not None and found.used_at is None and found.expires_at > now() and found.purpose in purposes
    )
    return found if alive else None


def spend_token(token: MailedToken) -> bool:
    """Use the token up; False when somebody else did so first."""
    spent = db.session.execute(
        update(MailedToken)
        .where(MailedToken.id == token.id, MailedToken.used_at.is_(None))
        .values(used_at=now())
    )
    return spent.rowcount == 1  # type: ignore[attr-defined]


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
