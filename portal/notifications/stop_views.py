"""The page behind "Berhenti menerima surel seperti ini", and the one click of mail programs (RFC 8058)."""

from dataclasses import dataclass

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from portal.notifications import forms, inbox_actions, queries
from portal.notifications.rules import NoticeKind
from portal.notifications.stopping import read_stop_token
from portal.web.access import open_to_all
from portal.web.pages import page

bp = Blueprint("notices_stop", __name__)


@dataclass(frozen=True)
class Link:
    """Whose mail of which kind a link ends; no user when the link says nothing."""

    user_id: int | None = None
    kind: NoticeKind | None = None


def _read(token: str) -> Link:
    said = read_stop_token(token)
    return Link(*said) if said and queries.was_told(said[0]) else Link()


@bp.record_once
def _asks_no_token(state: BlueprintSetupState) -> None:
    """Mail programs post without a session. The signed word in the address allows what the view does, and
    only that; the cookie of whoever is signed in counts for nothing here."""
    state.app.extensions["csrf"].exempt(f"{__name__}.{stop.__name__}")


@bp.after_request
def _keep_the_address(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("/berhenti/<token>", methods=["GET", "POST"])
@open_to_all(load=_read)
def stop(link: Link) -> ResponseReturnValue:
    if link.user_id is None or link.kind is None:
        text, _status = page("notifications/unknown_stop.html")
        return text, 404
    form = forms.StopForm()
    if form.perform(inbox_actions.answer_stop_link, link.user_id, link.kind):
        return page("notifications/stopped.html", form=form, link=link, again=form.again.data)
    return page("notifications/stop.html", form=form, link=link)
