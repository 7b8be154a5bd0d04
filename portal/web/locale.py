"""Two languages: Indonesian under the address itself, English under the same address with the prefix /en."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from flask import request

from portal.core.wording import speaking

LANGUAGES = ("id", "en")
PREFIX = "/en"
IN_A_QUERY = "%&=+/?:@!$'()*,;~"


class LocalePrefix:
    """Moves /en from the path to SCRIPT_NAME: routes do not know it and url_for keeps it."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == PREFIX or path.startswith(PREFIX + "/"):
            environ["PATH_INFO"] = path.removeprefix(PREFIX) or "/"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + PREFIX
            environ["simpul.language"] = "en"
        with speaking(environ.get("simpul.language", "id")):
            return self.app(environ, start_response)


def language() -> str:
    """The language of the page that is being made: the address decides."""
    return request.environ.get("simpul.language", "id") if request else "id"


def address_in(target: str) -> str:
    """This page's path and query in a language, written so that no browser takes "/\\" for another site."""
    path, query = quote(request.path), quote(request.query_string, safe=IN_A_QUERY)
    path = f"{path}?{query}" if query else path
    return path if target == "id" else PREFIX + ("" if path == "/" else path)


def this_address() -> str:
    """This page's own path and query: where its form is sent."""
    return address_in(language())


def select_locale() -> str:
    """For Flask-Babel."""
    return language()
