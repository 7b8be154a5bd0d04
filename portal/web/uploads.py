"""Taking files: the question for one, and the routes that accept more than a form's worth of bytes."""

from collections.abc import Callable, Collection
from typing import Any

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField, FileRequired
from wtforms.validators import Optional

from portal.core.wording import Word, _l

MOST_FILE_BYTES = 10 * 1024 * 1024
MOST_FILES_BYTES = 20 * 1024 * 1024  # of several that are sent with one form; the script sends each by itself
FORM_BYTES = 1024 * 1024  # the questions beside the file
View = Callable[..., ResponseReturnValue]


class Upload(FileField):
    """One file of the given kinds (Words; the slug is the extension). Keeping it checks its content."""

    def __init__(
        self, label: Any, kinds: Collection[Word], required: str | None = None, **options: Any
    ) -> None:
        rules = [FileRequired(required) if required else Optional()]
        options.setdefault("render_kw", {"accept": ",".join(f".{kind.slug}" for kind in kinds)})
        words = ", ".join(str(kind.label) for kind in kinds)
        options.setdefault("description", _l("%(kinds)s. Paling besar 10 MB.", kinds=words))
        super().__init__(label, rules, **options)


def takes_files(view: View) -> View:
    """Say under a door that this route takes a file of up to 10 MB."""
    view.most_bytes = MOST_FILE_BYTES + FORM_BYTES  # type: ignore[attr-defined]
    return view


def takes_many_files(view: View) -> View:
    """Say under a door that this route takes several files, of up to 20 MB together."""
    view.most_bytes = MOST_FILES_BYTES + FORM_BYTES  # type: ignore[attr-defined]
    return view


def install(app: Flask) -> None:
    app.url_value_preprocessor(_set_limit)


def _set_limit(endpoint: str | None, _parts: dict[str, Any] | None) -> None:
    """Before anything reads the body: the CSRF check is the first that does."""
    most = getattr(current_app.view_functions.get(endpoint or ""), "most_bytes", None)
    if most is not None:
        request.max_content_length = most
