"""What every template may use."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Flask, current_app, g, get_flashed_messages, request

from portal.policy import Permission, can
from portal.web.locale import LANGUAGES, address_in, language, this_address
from portal.web.visitor import current_actor, has_session


def install(app: Flask) -> None:
    app.context_processor(_shared)
    app.jinja_env.globals["this_address"] = this_address


def mark_example() -> None:
    """Say on this page that it shows example data ("data contoh")."""
    g.page_is_example = True


def mark_examples(rows: Iterable[Any]) -> None:
    """Say so when one of these rows is example data."""
    if any(row.is_example for row in rows):
        mark_example()


def mark_data_date(moment: datetime | None) -> None:
    """Say on this page when its data last changed."""
    g.data_date = moment


def _shared() -> dict[str, Any]:
    base = current_app.config["SETTINGS"].base_url
    return {
        "site": current_app.config["SETTINGS"],
        "actor": current_actor(),
        "can": lambda permission, thing=None: can(current_actor(), permission, thing),
        "Permission": Permission,
        "locale": language(),
        "other_language_url": address_in("en" if language() == "id" else "id"),
        "alternate_urls": {each: base + address_in(each) for each in LANGUAGES} if request.endpoint else {},
        "canonical_url": base + address_in(language()),
        "page_is_example": g.get("page_is_example", False),
        "data_date": g.get("data_date"),
        "get_notices": _notices,
    }


def _notices() -> list[Any]:
    """Messages for the next page; a visitor without a session has none and the session is not touched."""
    return list(get_flashed_messages(with_categories=True)) if has_session() else []
