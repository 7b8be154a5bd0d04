"""The cookie of a signed-in person: it holds a random token and when it was last seen, and nothing else."""

import logging
from datetime import UTC, datetime

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager

from portal.accounts import sign_ins
from portal.accounts.models import User
from portal.accounts.rules import session_is_over
from portal.core.clock import now
from portal.web.visitor import Anonymous

log = logging.getLogger("simpul.accounts")
manager = LoginManager()
manager.anonymous_user = Anonymous
manager.session_protection = None  # the session row and its token do this


def install(app: Flask) -> None:
    """Flask-Login would read the session on every request; visitors have none and it stays untouched."""
    manager.init_app(app, add_context_processor=False)
    app.after_request_funcs[None].remove(manager._update_remember_cookie)  # remember-me cookies are not used


def put_in_cookie(token: str) -> None:
    """Let this browser hold the token of a session just begun: nothing of an earlier cookie survives."""
    session.clear()
    session["_user_id"] = token  # Flask-Login's own key: `_load_user` below reads it
    session["_fresh"] = True
    session["seen"] = int(now().timestamp())
    log.info("id=%s signed in", g.get("request_id", "-"))


def token_in_cookie() -> str:
    """The token that this browser holds, or an empty text."""
    return str(session.get("_user_id", ""))


def forget_cookie() -> None:
    """Empty this browser's cookie."""
    session.clear()
    log.info("id=%s signed out", g.get("request_id", "-"))


@manager.user_loader
def _load_user(token: str) -> User | None:
    """The user of a living session. Reads only: when it was last seen is kept in the signed cookie."""
    sign_in = sign_ins.find(token)
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
