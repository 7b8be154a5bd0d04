"""The hash chain: each entry's hash covers its content and the hash before it. Pure."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

FIRST_HASH = "0" * 64


def entry_hash(previous: str, at: datetime, content: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash, the instant (UTC, microseconds) and the content as canonical JSON."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(
        f"{previous}\n{at.astimezone(UTC).isoformat(timespec='microseconds')}\n{text}".encode()
    ).hexdigest()
