"""Parts of pages that are finished once: what a macro made of its arguments it gives again.

For macros that look at nothing but their arguments (imported without context): `{{ finished(macro, …) }}`.
Texts among the arguments are plain: one that is markup already would be taken for the same text unescaped.
"""

from typing import Any

from flask import Flask, request

from portal.core.wording import spoken

MOST_PARTS = 2048
_parts: dict[Any, Any] = {}


def finished(macro: Any, *arguments: Any) -> Any:
    """What the macro makes of these arguments, all of them hashable, in the language of the page.

    A macro is known by its name, which no other macro may have. Types of arguments count too: words of
    different enumerations are equal where they are stored alike.
    """
    key = (macro.name, spoken(), request.script_root, arguments, tuple(map(type, arguments)))
    part = _parts.get(key)
    if part is None:
        part = macro(*arguments)
        if len(_parts) >= MOST_PARTS:
            _parts.clear()  # rare, and any page fills it again
        _parts[key] = part
    return part


def install(app: Flask) -> None:
    """Templates ask for it."""
    app.jinja_env.globals["finished"] = finished
    app.jinja_env.filters["tuple"] = tuple
