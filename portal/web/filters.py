"""Reads filters out of an address. An unknown value is said kindly, never guessed."""

import re
from datetime import date
from typing import TypeVar

from flask import request

from portal.core.errors import UnknownFilter
from portal.core.wording import Word
from portal.web.fields import clean_line

W = TypeVar("W", bound=Word)


def text(name: str, maximum: int = 100) -> str:
    """A word to look for; empty where none was given."""
    return (clean_line(request.args.get(name, "")) or "")[:maximum]


def word(name: str, words: type[W]) -> W | None:
    """One member of a fixed choice by its address word. Raises UnknownFilter."""
    slug = text(name)
    if not slug:
        return None
    member = words.from_slug(slug)
    if member is None:
        raise UnknownFilter(name, slug)
    return member


def number(name: str, least: int, most: int) -> int | None:
    """A whole number within bounds. Raises UnknownFilter."""
    given = text(name)
    if not given:
        return None
    if not re.fullmatch(r"\d{1,9}", given) or not least <= int(given) <= most:
        raise UnknownFilter(name, given)
    return int(given)


def year(name: str = "tahun") -> int | None:
    """A year. Raises UnknownFilter."""
    return number(name, 2000, 2100)


def day(name: str) -> date | None:
    """A day as YYYY-MM-DD. Raises UnknownFilter."""
    given = text(name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise UnknownFilter(name, given) from error


def page_number() -> int:
    """The page asked for, from 1. Raises UnknownFilter."""
    return number("halaman", 1, 1_000_000) or 1
