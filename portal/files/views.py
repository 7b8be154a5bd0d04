"""Giving a file out. Each room has its own route and its own door, and calls `send` or `show`."""

from io import BytesIO
from typing import Any, BinaryIO

from flask import Response, request, send_file

from portal.files.keeping import stream

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
FOR_ALL = "public, max-age=0, must-revalidate"


def send(stored: Any) -> Response:
    """The file as an attachment, whatever it is: never shown inside the site, kept by nobody on the way."""
    return _given(stream(stored), stored.size, stored.name, stored.media_type)


def show(stored: Any) -> Response:
    """A picture that was painted anew, shown on a page of ours; kept by nobody on the way."""
    return _given(stream(stored), stored.size, stored.name, stored.media_type, inline=True)


def publish(stored: Any, *, inline: bool) -> Response:
    """What everybody may see: browsers may keep it, but ask each time whether it still may be seen."""
    if stored.sha256 in request.if_none_match:
        response = Response(status=304)
    else:
        response = _given(stream(stored), stored.size, stored.name, stored.media_type, inline=inline)
    response.set_etag(stored.sha256)
    response.headers["Cache-Control"] = FOR_ALL
    return response


def give(data: bytes, name: str, media_type: str) -> Response:
    """Bytes as an attachment under a name (RFC 6266)."""
    return _given(BytesIO(data), len(data), name, media_type)


def _given(file: BinaryIO, size: int, name: str, media_type: str, inline: bool = False) -> Response:
    response = send_file(
        file, mimetype=media_type, as_attachment=not inline, download_name=name, etag=False, max_age=0
    )
    response.content_length = size
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
