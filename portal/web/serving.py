"""What stands before Flask: proxies, static files, kept pages, the language prefix, compression."""

import gzip
from collections.abc import Callable
from typing import Any

import brotli
from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from portal.config import Settings
from portal.web.assets import DIST
from portal.web.kept_pages import MOST_PAGES, KeptPages
from portal.web.locale import LocalePrefix
from portal.web.visitor import has_session

COMPRESSIBLE = ("text/", "application/json", "application/atom+xml", "image/svg+xml", "application/geo+json")


def install(app: Flask, settings: Settings, version: Callable[[], int | None]) -> None:
    """`version` says in which state the register is: a finished page is good while that stays."""
    app.after_request(_compress)
    inner: Any = LocalePrefix(app.wsgi_app)
    if settings.hold_answers:
        most = MOST_PAGES if settings.keep_pages else 0
        inner = KeptPages(inner, version, app.config["SESSION_COOKIE_NAME"], most)
    static = WhiteNoise(inner, root=str(DIST), prefix="static/", max_age=60, immutable_file_test=_is_hashed)
    hops = settings.proxy_hops
    app.wsgi_app = ProxyFix(static, x_for=hops, x_proto=hops, x_host=hops) if hops else static  # type: ignore[method-assign]


def _is_hashed(_path: str, url: str) -> bool:
    """Every built file carries its content's hash in its name."""
    return url.startswith("/static/")


def _compress(response: Response) -> Response:
    """Compress public pages only: a secret beside a stranger's text could be guessed (BREACH)."""
    small = response.direct_passthrough or response.is_streamed or len(response.get_data()) < 500
    if has_session() or small or "Content-Encoding" in response.headers or not _worth_it(response):
        return response
    accepted = request.accept_encodings
    if accepted["br"] > 0:
        quality = 4  # half the time of 5, for 6 of a hundred bytes more
        response.set_data(brotli.compress(response.get_data(), quality=quality))
        response.headers["Content-Encoding"] = "br"
    elif accepted["gzip"] > 0:
        response.set_data(gzip.compress(response.get_data(), compresslevel=6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def _worth_it(response: Response) -> bool:
    return (response.mimetype or "").startswith(COMPRESSIBLE)
