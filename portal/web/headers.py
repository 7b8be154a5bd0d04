"""Headers of every response, errors included; a request id for the log and for people."""

import logging
import secrets
import time

from flask import Flask, Response, current_app, g, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from portal.core.tracing import request_id
from portal.web.visitor import has_session

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'"
)
log = logging.getLogger("simpul.request")


class PrivateSessions(SecureCookieSessionInterface):
    """Whatever read or wrote a session is for one person only, and kept by nobody."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed:
            response.headers["Cache-Control"] = "no-store"
        super().save_session(app, session, response)


def install(app: Flask) -> None:
    app.session_interface = PrivateSessions()
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    request_id.set(g.request_id)
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)  # a file that is given out has a stricter one
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["X-Frame-Options"] = "DENY"
    headers["X-Request-Id"] = g.get("request_id", "-")
    if current_app.config["SETTINGS"].secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    _say_who_may_keep_it(response)
    log.info(
        "id=%s %s %s %d %dms",
        g.get("request_id", "-"),
        request.method,
        _path(),
        response.status_code,
        (time.perf_counter() - g.get("started", time.perf_counter())) * 1000,
    )
    return response


def _say_who_may_keep_it(response: Response) -> None:
    """Private pages are kept by nobody; public ones differ by cookie: signed-in people see their own menu."""
    response.vary.add("Cookie")
    private = has_session() or request.method not in {"GET", "HEAD"}
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = (
            "no-store" if private or response.status_code >= 300 else "public, max-age=0, must-revalidate"
        )


def _path() -> str:
    """The path for the log, on one line; the secret of a mailed link is left out."""
    secret = (request.view_args or {}).get("token")
    return ascii(request.path.replace(secret, "…") if secret else request.path)[1:-1]
