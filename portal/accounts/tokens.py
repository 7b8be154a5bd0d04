"""Links that are mailed: random, single use, short-lived, kept as hashes."""

import secrets
from hashlib import sha256

from sqlalchemy import select, update

from portal.accounts.models import MailedToken, User
from portal.accounts.rules import LIFETIMES, TokenPurpose
from portal.core.clock import now
from portal.core.database import db


def token_hash(token: str) -> str:
    """What is kept of a secret that only a link or a cookie holds."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def issue_token(user: User, purpose: TokenPurpose, new_email: str = "") -> str:
    """A new token for the user; earlier ones of the same purpose stop working.

    `new_email` is the address that following the link makes the user's own.
    """
    void_tokens(user, purpose)
    token = secrets.token_urlsafe(32)
    db.session.add(
        MailedToken(
            user_id=user.id,
            purpose=purpose,
            token_hash=token_hash(token),
            new_email=new_email,
            expires_at=now() + LIFETIMES[purpose],
        )
    )
    return token


def find_token(token: str, *purposes: TokenPurpose) -> MailedToken | None:
    """The living token of one of these purposes, of a person who may use it, or None."""
    found = db.session.scalar(select(MailedToken).where(MailedToken.token_hash == token_hash(token)))
    alive = (
        found is not None
        and found.used_at is None
        and found.expires_at > now()
        and found.purpose in purposes
        and found.user.is_active
    )
    return found if alive else None


def spend_token(token: MailedToken) -> bool:
    """Use the token up; False when somebody else did so first, or when its time is over."""
    spent = db.session.execute(
        update(MailedToken)
        .where(MailedToken.id == token.id, MailedToken.used_at.is_(None), MailedToken.expires_at > now())
        .values(used_at=now())
    )
    return spent.rowcount == 1  # type: ignore[attr-defined]


def void_tokens(user: User, *purposes: TokenPurpose) -> None:
    """Let the user's open links of these purposes stop working; without purposes, all of them."""
    kinds = purposes or tuple(TokenPurpose)
    db.session.execute(
        update(MailedToken)
        .where(MailedToken.user_id == user.id, MailedToken.purpose.in_(kinds), MailedToken.used_at.is_(None))
        .values(used_at=now())
    )
