"""What was typed into a form that could not be taken: shown once more, so that nothing typed is lost."""

from flask import current_app, request

LEAST = 20  # shorter answers are quicker typed than copied
NEVER_SHOWN = {"csrf_token", "once", "version", "password", "current"}


def typed_texts() -> list[str]:
    """The longer texts of this post, if one of our own pages sent it."""
    if not _is_from_here():
        return []
    answers = request.form.items(multi=True)
    return [text for name, text in answers if name not in NEVER_SHOWN and len(text.strip()) >= LEAST]


def _is_from_here() -> bool:
    """Browsers name the sending site; what another site wrote is not repeated in our name."""
    here = {current_app.config["SETTINGS"].base_url, request.host_url.rstrip("/")}
    return request.method == "POST" and request.headers.get("Origin") in here
