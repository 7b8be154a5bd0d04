"""A value that a template asks for and that failed while it was made is an error, never an empty place.

Jinja takes every AttributeError for "there is no such attribute", also one from inside a property: a whole
list could vanish from a page without a word.
"""

from typing import Any

from flask import Flask
from jinja2 import Undefined
from jinja2.utils import missing


class MissingNotBroken(Undefined):
    """Undefined for what does not exist; raises for an attribute that exists and broke."""

    def __init__(self, hint: Any = None, obj: Any = missing, name: Any = None, *rest: Any) -> None:
        if (
            obj is not missing
            and isinstance(name, str)
            and isinstance(getattr(type(obj), name, None), property)
        ):
            raise RuntimeError(f"{type(obj).__name__}.{name} failed while a template asked for it")
        super().__init__(hint, obj, name, *rest)


def install(app: Flask) -> None:
    app.jinja_env.undefined = MissingNotBroken
