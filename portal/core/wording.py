"""Words for screens: Indonesian is the source text, English comes from the catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Self

from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask_babel import force_locale, get_locale
from flask_babel.speaklater import LazyString

__all__ = ["LazyString", "Word", "_", "_l", "ngettext", "number_words", "plural", "speaking", "spoken"]

CATALOGUES = Path(__file__).resolve().parents[1] / "translations"
_spoken: ContextVar[str | None] = ContextVar("spoken_language", default=None)


def spoken() -> str:
    """The language that is spoken now: "id" or "en".

    A page asks for it some thousand times; flask-babel needs 5 µs for each answer, so the door of a request
    (web.locale) notes it where it is at hand, and flask-babel is asked outside of requests only.
    """
    return _spoken.get() or str(get_locale() or "id")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say what follows in this language, whatever the language of the page."""
    token = _spoken.set(language)
    try:
        with force_locale(language):
            yield
    finally:
        _spoken.reset(token)


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(CATALOGUES, [language])


@lru_cache(maxsize=8192)
def _phrase(message: str, language: str) -> str:
    return str(_catalogue(language).ugettext(message))


def _(message: str, **values: Any) -> str:
    """A text in the language that is spoken now."""
    text = _phrase(message, spoken())
    return text % values if values else text


def _l(message: str, **values: Any) -> LazyString:
    """A text translated when it is shown, for words that stand at module level."""
    return LazyString(_, message, **values)


@lru_cache(maxsize=8192)
def number_words(value: int | Decimal, pattern: str, language: str) -> str:
    """A number as people write it in a language; the same few stand on every page."""
    return format_decimal(value, pattern, locale=language)


def plural(one: str, many: str, num: int) -> str:
    """The translated form for a number, with the number in it as people write it: 1.190 komitmen."""
    text = _catalogue(spoken()).ungettext(one, many, num)
    return str(text).replace("%(num)d", number_words(num, "#,##0.###", spoken()))


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """A text that differs by number."""
    return plural(one, many, num) % {"num": num, **values}


class Word(str, Enum):
    """A fixed choice: `value` is stored, `slug` stands in addresses, `label` stands on screens."""

    slug: str
    label: LazyString

    def __new__(cls, value: str, slug: str, label: LazyString) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.slug = slug
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def of(cls, value: str) -> Self:
        """The member that is stored as `value`. Raises ValueError for the rest."""
        for member in cls:
            if member.value == value:
                return member
        raise ValueError(f"{value!r} is no {cls.__name__}")

    @classmethod
    def from_slug(cls, slug: str) -> Self | None:
        """The member whose address word this is, or None."""
        return next((member for member in cls if member.slug == slug), None)
