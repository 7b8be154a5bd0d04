"""Giving a file out. Each room has its own route and its own door, and calls `send`."""

from io import BytesIO
from typing import Any

from flask import Response, send_file

from portal.files.keeping import open_file

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


def send(stored: Any) -> Response:
    """The file as an attachment, whatever it is: never shown inside the site, kept by nobody on the way."""
    return give(open_file(stored), stored.name, stored.media_type)


def give(data: bytes, name: str, media_type: str) -> Response:
    """Bytes as an attachment under a name (RFC 6266)."""
    response = send_file(
        BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name, etag=False
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
