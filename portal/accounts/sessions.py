"""Signing in and out: sessions are rows that can be ended; the cookie holds only a random token."""

import secrets
from datetime import UTC, datetime
from hashlib import sha256

from flask import Flask, current_app, request, session
from flask_login import LoginManager
from sqlalchemy import select, update

from portal.accounts.models import SignIn, User
from portal.accounts.rules import session_is_over
from portal.core.clock import now
from portal.core.database import db
from portal.web.visitor import Anonymous

manager = LoginManager()
manager.anonymous_user = Anonymous
manager.session_protection = None  # the session row and its token do this


def install(app: Flask) -> None:
    manager.init_app(app)


def begin_session(user: User, device: str = "") -> None:
    """Sign the user in with a new token: nothing of an earlier session survives."""
    token = secrets.token_urlsafe(32)
    db.session.add(SignIn(user_id=user.id, token_hash=_hash(token), device=device[:200]))
    session.clear()
    session["_user_id"] = token  # Flask-Login's own key: `_load_user` below reads it
    session["_fresh"] = True
    session["seen"] = int(now().timestamp())


def end_session() -> None:
    """End this session in the database and empty the cookie: a copy of the cookie is dead from now on."""
    token = session.get("_user_id", "")
    db.session.execute(
        update(SignIn)
        .where(SignIn.token_hash == _hash(token), SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )
    session.clear()


def end_all_sessions(user: User) -> None:
    """End every session of a user: after a new password, or when the account is closed."""
    db.session.execute(
        update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None)).values(ended_at=now())
    )


@manager.user_loader
def _load_user(token: str) -> User | None:
    """The user of a living session. Reads only: when it was last seen is kept in the signed cookie."""
    sign_in = db.session.scalar(select(SignIn).where(SignIn.token_hash == _hash(token)))
    if sign_in is None or sign_in.ended_at is not None or not sign_in.user.is_active:
        return None
    settings = current_app.config["SETTINGS"]
    seen = datetime.fromtimestamp(session.get("seen", 0), UTC)
    idle = settings.idle_minutes if sign_in.user.has_office else None
    if session_is_over(sign_in.began_at, seen, now(), settings.session_hours, idle):
        return None
    if (now() - seen).total_seconds() > 60 and request.method in {"GET", "POST"}:
        session["seen"] = int(now().timestamp())
    return sign_in.user


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
