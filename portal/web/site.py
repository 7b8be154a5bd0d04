"""Flask as this site needs it: an address that was made once is not put together again."""

from functools import lru_cache
from typing import Any

from flask import Flask, request

ADDRESSES = 4096


class Site(Flask):
    """A page names some sixty addresses, and routing takes 15 µs for each."""

    def __init__(self, *names: Any, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self._known = lru_cache(maxsize=ADDRESSES)(self._address)

    def url_for(self, endpoint: str, **values: Any) -> str:
        """The same as Flask's; in a request an address depends on its parts and the language alone."""
        given = {name: value for name, value in values.items() if value is not None}  # as routing takes it
        simple = all(name[0] != "_" and type(value) in (str, int) for name, value in given.items())
        if not (simple and request) or endpoint.startswith("."):
            return super().url_for(endpoint, **values)
        return self._known(request.script_root, endpoint, *given.items())

    def _address(self, _root: str, endpoint: str, *values: tuple[str, Any]) -> str:
        return super().url_for(endpoint, **dict(values))
