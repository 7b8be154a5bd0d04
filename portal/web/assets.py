"""Static files by their hashed names, from the manifest that the asset build writes."""

import json
from functools import lru_cache
from pathlib import Path

DIST = Path(__file__).resolve().parents[2] / "static" / "dist"


class AssetsMissing(RuntimeError):
    """The front end was not built: run `make assets`."""


@lru_cache(maxsize=1)
def _manifest() -> dict[str, str]:
    path = DIST / "manifest.json"
    if not path.exists():
        raise AssetsMissing(f"{path.name} is missing: run `make assets`")
    return json.loads(path.read_text())


def asset(name: str) -> str:
    """The address of a built file, the same in both languages."""
    return "/static/" + _manifest()[name]
