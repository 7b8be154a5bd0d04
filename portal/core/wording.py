"""Words for screens: Indonesian is the source text, English comes from the catalogue."""

from enum import Enum
from typing import Any, Self

from babel.numbers import format_decimal
from flask_babel import get_locale, get_translations, lazy_gettext
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

__all__ = ["LazyString", "Word", "_", "_l", "ngettext", "plural"]


def _l(message: str, **values: Any) -> LazyString:
    """A text translated when it is shown, for words that stand at module level."""
    return lazy_gettext(message, **values)


def plural(one: str, many: str, num: int) -> str:
    """The translated form for a number, with the number in it as people write it: 1.190 komitmen."""
    text = get_translations().ungettext(one, many, num)
    return str(text).replace("%(num)d", format_decimal(num, locale=get_locale()))


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
