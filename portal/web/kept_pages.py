"""Keeps finished public pages and gives them again while nothing has changed.

A page is kept only when its door says so (`public_page`), nobody is signed in, no session was touched, and it
is whole (not streamed). Its key holds host, address, language and encoding; it is good for one
day (WIB) and one state of the register, since dates and acts are all that change a public page.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, NamedTuple, Self

from portal.core.clock import today
from portal.core.held import register_in
from portal.web.logs import say

MOST_PAGES = 2000
MOST_BYTES = 32 * 1024 * 1024
PUBLIC_PAGE = "simpul.public_page"
OF_ONE_ANSWER = {"x-request-id", "etag"}
OF_THE_BODY = {"content-length", "content-type", "content-encoding"}
Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Key = tuple[str, ...]


class Kept(NamedTuple):
    """A finished answer: its headers with a body, and without one for who has the same body already."""

    version: object
    headers: Headers
    unchanged: Headers
    body: bytes
    tag: str

    @classmethod
    def of(cls, version: object, headers: Headers, body: bytes) -> Self:
        tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
        lasting = [*(each for each in headers if each[0].lower() not in OF_ONE_ANSWER), ("ETag", tag)]
        unchanged = [each for each in lasting if each[0].lower() not in OF_THE_BODY]
        return cls(version, lasting, unchanged, body, tag)


class KeptPages:
    """Stands before Flask. `version` says in a moment in which state the register is."""

    def __init__(
        self,
        app: Callable[..., Iterable[bytes]],
        version: Callable[[], int | None],
        cookie: str,
        most: int = MOST_PAGES,
    ) -> None:
        self.app = app
        self.register = object()  # ours: two sites in one process share no answers
        self.version = version
        self.cookie = f"{cookie}="
        self.most = most
        self.pages: OrderedDict[Key, Kept] = OrderedDict()
        self.bytes = 0
        self.lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or self.cookie in environ.get("HTTP_COOKIE", ""):
            return self.app(environ, start_response)
        state = self.version()
        if state is None:
            return self.app(environ, start_response)  # the database is gone: Flask says so
        key, version = _key(environ), (self.register, state, today())
        kept = self.pages.get(key)
        if kept is not None and kept.version == version:
            return _give(kept, environ, start_response)
        return self._make(environ, start_response, key, version)

    def _make(self, environ: Environ, start_response: Any, key: Key, version: object) -> Iterable[bytes]:
        answer: list[Any] = []

        def note(status: str, headers: Headers, *rest: Any) -> Any:
            answer[:] = [status, headers]
            if not _may_keep(environ, status, headers):
                return start_response(status, headers, *rest)
            return lambda _data: None

        with register_in(version):
            parts = self.app(environ, note)
        status, headers = answer
        if not _may_keep(environ, status, headers):
            return parts
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        kept = Kept.of(version, headers, body)
        self._keep(key, kept)
        return _give(kept, environ, start_response, dict(headers).get("X-Request-Id"))

    def _keep(self, key: Key, kept: Kept) -> None:
        with self.lock:
            old = self.pages.pop(key, None)
            self.bytes += len(kept.body) - (len(old.body) if old else 0)
            self.pages[key] = kept
            while len(self.pages) > self.most or self.bytes > MOST_BYTES:
                _key_gone, gone = self.pages.popitem(last=False)
                self.bytes -= len(gone.body)


def _key(environ: Environ) -> Key:
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    names = ("HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "wsgi.url_scheme")
    return (*(environ.get(name, "") for name in names), encoding if "q=0" not in accepted else accepted)


def _may_keep(environ: Environ, status: str, headers: Headers) -> bool:
    names = {name.lower(): value for name, value in headers}
    public = names.get("cache-control", "").startswith("public") and "set-cookie" not in names
    return (
        bool(environ.get(PUBLIC_PAGE)) and status.startswith("200") and public and "content-length" in names
    )


def _give(kept: Kept, environ: Environ, start_response: Any, made_as: str | None = None) -> Iterable[bytes]:
    """The page, or 304 where the visitor has the same one; each answer has its own request id.

    `made_as`: the id of the request that made the page just now, which has its line in the log already.
    """
    same = kept.tag in environ.get("HTTP_IF_NONE_MATCH", "")
    request_id, status = made_as or secrets.token_hex(6), "304 NOT MODIFIED" if same else "200 OK"
    headers = kept.unchanged if same else kept.headers
    start_response(status, [*headers, ("X-Request-Id", request_id)])
    if made_as is None:
        say("simpul.request", f"id={request_id} GET {ascii(environ['PATH_INFO'])[1:-1]} {status[:3]} kept")
    return [] if same else [kept.body]
