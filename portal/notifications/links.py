"""Addresses that stand in mails. They begin with BASE_URL, never with what a request calls this site."""

from flask import current_app
from flask_babel import get_locale

ENGLISH_PREFIX = "/en"


def link_to(path: str, language: str | None = None) -> str:
    """The full address of a path ("/akun") in a language, else in that of the mail being worded."""
    language = str(language or get_locale() or "id")
    prefix = ENGLISH_PREFIX if language == "en" else ""
    return current_app.config["SETTINGS"].base_url + prefix + path
