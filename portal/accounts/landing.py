"""Where a signed-in person goes: to the page asked for, else to the room where their work is."""

from typing import Any

from flask import request, url_for

from portal.accounts.next_page import in_language, safe_next


def landing(user: Any) -> str:
    """The address after signing in, in the person's language."""
    return in_language(safe_next(request.args.get("next")) or _home(user), str(user.language))


def way_on() -> dict[str, Any]:
    """The page that sent the visitor here, as arguments of the next address; empty without one."""
    asked = safe_next(request.args.get("next"))
    return {"next": asked} if asked else {}


def _home(user: Any) -> str:
    if user.has_office:
        return url_for("commitments_office.queue")
    return url_for("commitments.home" if user.has_workspace else "accounts.account")
