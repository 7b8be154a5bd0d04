"""Who is asking. For a visitor without a session cookie neither session nor user is touched."""

from typing import Any

from flask import current_app, has_request_context, request
from flask_login import current_user


class Anonymous:
    """A visitor who has not signed in: no roles, no organisation."""

    id = None
    name = ""
    is_authenticated = False
    is_active = False
    is_anonymous = True
    language: str | None = None
    organisation_ids: frozenset[int] = frozenset()
    has_office = False
    has_workspace = False
    unread_notices = 0

    def has_role(self, role: str) -> bool:
        return False

    def role_in(self, organisation_id: int) -> str | None:
        return None

    def covers(self, strategy_number: int) -> bool:
        return False

    def get_id(self) -> None:
        return None


ANONYMOUS = Anonymous()


def has_session() -> bool:
    """Whether the request carries a session cookie of ours."""
    return has_request_context() and current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def current_actor() -> Any:
    """The signed-in user, or ANONYMOUS."""
    return current_user._get_current_object() if has_session() else ANONYMOUS
