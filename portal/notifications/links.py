"""Addresses that stand in mails. They begin with BASE_URL, never with what a request calls this site."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app

from portal.core.wording import spoken

ENGLISH_PREFIX = "/en"


def link_to(path: str, language: str | None = None) -> str:
    """The full address of a path ("/akun") in a language, else in that of the mail being worded."""
    language = str(language or spoken())
    prefix = ENGLISH_PREFIX if language == "en" else ""
    return current_app.config["SETTINGS"].base_url + prefix + path


def host() -> str:
    """The name of this site's machine as BASE_URL says it: for marks that must be unique in the world."""
    return urlsplit(current_app.config["SETTINGS"].base_url).hostname or "localhost"


def office() -> tuple[str, str]:
    """Who writes: the name of the office and its address."""
    settings = current_app.config["SETTINGS"]
    return settings.office_name, settings.contact_email or parseaddr(settings.mail_from)[1]
