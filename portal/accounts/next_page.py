"""Where a person goes after signing in: never off this site, always in the person's own language. Pure."""

import re
from urllib.parse import unquote, urlencode, urlsplit

ENGLISH = "/en"
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ufeff\u200b-\u200f\u202a-\u202e]")
DOORS = {"/masuk", "/keluar"}


def safe_next(asked: str | None) -> str | None:
    """The path and query that `?next=` asks for, without language prefix; None unless plainly one of ours."""
    if not asked or len(asked) > 2000 or _is_odd(asked):
        return None
    path = _without_language(asked)
    if _is_odd(path) or re.split(r"[?#]", path)[0].rstrip("/") in DOORS:
        return None
    return path


def carrying(path: str, way_on: str) -> str:
    """The path of a mailed link with the page behind it (as `safe_next` gives it), where there is one."""
    return f"{path}?{urlencode({'next': way_on})}" if way_on else path


def in_language(path: str, language: str) -> str:
    """One of our paths, with or without prefix, in a language."""
    bare = _without_language(path)
    return bare if language != "en" else ENGLISH + ("" if bare == "/" else bare)


def _is_odd(asked: str) -> bool:
    """Browsers read // and backslashes as another site, drop tabs and line ends; servers undo %-codes."""
    path = re.split(r"[?#]", asked)[0]
    for _round in range(3):
        if not path.startswith("/") or "//" in path or _ODD.search(path):
            return True
        path = unquote(path)
    parts = urlsplit(asked)
    return bool(_ODD.search(asked) or parts.scheme or parts.netloc)


def _without_language(path: str) -> str:
    bare = re.sub(rf"^{ENGLISH}(?=[/?#]|$)", "", path)
    return bare if bare.startswith("/") else "/" + bare
