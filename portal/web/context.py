"""What every template may use."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Flask, current_app, g, get_flashed_messages, request

from portal.policy import Permission, can
from portal.web.locale import LANGUAGES, address_in, language, this_address
from portal.web.visitor import current_actor, has_session

WHOLE, PART = "whole", "part"  # how much of the example data on a page is invented


def install(app: Flask) -> None:
    app.context_processor(_shared)
    app.jinja_env.globals["this_address"] = this_address


def mark_example(real_in_part: bool = False) -> None:
    """Say on this page that it shows example data ("data contoh"), or that it says itself which parts are."""
    if g.get("page_is_example") != WHOLE:
        g.page_is_example = PART if real_in_part else WHOLE


def mark_examples(rows: Iterable[Any]) -> None:
    """Say so when one of these rows is example data; a row may know that it is real in part."""
    found = [row for row in rows if row.is_example]
    if found:
        mark_example(all(getattr(row, "is_real_in_part", False) for row in found))


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
        "page_is_example": g.get("page_is_example", ""),
        "data_date": g.get("data_date"),
        "get_notices": _notices,
    }


def _notices() -> list[Any]:
    """Messages for the next page; a visitor without a session has none and the session is not touched."""
    return list(get_flashed_messages(with_categories=True)) if has_session() else []
