"""Sending a file as the script of a page does."""

import base64
from hashlib import sha256
from typing import Any

from tests.browser import Browser
from tests.files.making import PDF

ADDRESS = "/unggahan"
PIECE = 64 * 1024


def a_pdf(size: int, seed: bytes = b"isi") -> bytes:
    """A PDF of this many bytes that no packing makes smaller."""
    filling = b"".join(sha256(seed + bytes([n % 256, n // 256])).digest() for n in range(size // 32 + 1))
    return PDF[:9] + filling[: size - len(PDF)] + PDF[9:]


def digest(data: bytes) -> str:
    return f"sha-256=:{base64.b64encode(sha256(data).digest()).decode()}:"


def begin(browser: Browser, data: bytes, name: str = "laporan.pdf", status: int = 201, **other: Any) -> Any:
    """Announce a file; gives what the site says."""
    answers = {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()} | other
    return browser.post(ADDRESS, answers, status).response.json


def patch(browser: Browser, upload_id: str, offset: Any, piece: bytes, **headers: str) -> Any:
    """Send one piece; gives the response."""
    given = {"Upload-Offset": str(offset), "Content-Digest": digest(piece)} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return browser.client.patch(
        f"{ADDRESS}/{upload_id}", data=piece, headers=given, content_type="application/offset+octet-stream"
    )


def send(browser: Browser, data: bytes, name: str = "laporan.pdf") -> Any:
    """A whole file, checked and kept; gives what the site says of it."""
    upload = begin(browser, data, name)
    for offset in range(0, len(data), PIECE):
        assert patch(browser, upload["id"], offset, data[offset : offset + PIECE]).status_code == 200
    return browser.post(f"{ADDRESS}/{upload['id']}/selesai", status=200).response.json
