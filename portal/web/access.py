"""The doors of the site. Every route has exactly one; the door loads what the view shows or changes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.core.wording import _
from portal.policy import Permission, can, may_know_of
from portal.web.kept_pages import PUBLIC_PAGE
from portal.web.typed import typed_texts
from portal.web.visitor import current_actor

View = Callable[..., ResponseReturnValue]
Loader = Callable[..., Any]


def allowed(permission: Permission, load: Loader | None = None) -> Callable[[View], View]:
    """Let in whoever has the permission on the loaded thing; a stranger learns nothing (404)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(**parts: Any) -> ResponseReturnValue:
            actor = current_actor()
            if not actor.is_authenticated:
                return ask_to_sign_in()
            thing = _load(load, parts)
            if not can(actor, permission, thing):
                abort(403 if thing is None or may_know_of(actor, permission, thing) else 404)
            return view(thing) if load else view(**parts)

        opened.door = permission  # type: ignore[attr-defined]
        return opened

    return decorate


def open_to_all(view: View | None = None, *, load: Loader | None = None) -> Any:
    """A page without a door-keeper. `load` must read through `published`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(**parts: Any) -> ResponseReturnValue:
            return view(_load(load, parts)) if load else view(**parts)

        opened.door = "open"  # type: ignore[attr-defined]
        return opened

    return decorate(view) if view else decorate


def public_page(view: View | None = None, *, load: Loader | None = None) -> Any:
    """A page that is the same for every visitor: once finished it may be kept and given again."""

    def decorate(view: View) -> View:
        opened = open_to_all(view, load=load)

        @wraps(view)
        def kept(**parts: Any) -> ResponseReturnValue:
            request.environ[PUBLIC_PAGE] = True
            return opened(**parts)

        kept.door = "open"  # type: ignore[attr-defined]
        return kept

    return decorate(view) if view else decorate


def do_not_keep() -> None:
    """What this page lacks now is known in a minute, without any act: it is made anew until then."""
    request.environ[PUBLIC_PAGE] = False


def _load(load: Loader | None, parts: dict[str, Any]) -> Any:
    if any("\0" in part for part in parts.values() if isinstance(part, str)):
        abort(404)  # nothing is called so, and PostgreSQL refuses to look
    if load is None:
        return None
    thing = load(**parts)
    if thing is None:
        abort(404)
    return thing


def ask_to_sign_in() -> ResponseReturnValue:
    """Lead a reader to the sign-in page and back; show a writer what was typed, for the session is over."""
    door = current_app.config["SIGN_IN_ENDPOINT"]
    if request.method != "POST":
        return redirect(url_for(door, next=request.full_path.rstrip("?")))
    shown = {
        "title": _("Sesi Anda sudah berakhir"),
        "message": _("Masuk lagi untuk melanjutkan."),
        "typed": typed_texts(),
        "way_on": url_for(door, next=request.full_path.rstrip("?") if _answers_get() else None),
    }
    return render_template("errors/session_over.html", **shown), 401


def _answers_get() -> bool:
    """Whether the address can be opened again after signing in."""
    return request.url_rule is not None and "GET" in (request.url_rule.methods or ())


__all__ = ["allowed", "ask_to_sign_in", "current_user", "open_to_all", "public_page"]
