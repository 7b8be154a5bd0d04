"""What the code on the paper opens: a short form on a phone, without an account and without a name."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.confirmations import actions, entering, published
from portal.confirmations.queries import desk_of
from portal.files import views as files
from portal.web.access import open_to_all
from portal.web.pages import page
from portal.web.uploads import takes_files

bp = Blueprint("confirmations", __name__)


@bp.route("/konfirmasi")
@open_to_all
def enter() -> ResponseReturnValue:
    return entering.asked_for_code()


@bp.route("/k/<code>", methods=["GET", "POST"])
@open_to_all(load=desk_of)
@takes_files
def speak(desk: Any) -> ResponseReturnValue:
    if not desk.is_open:
        return entering.turned_away(desk)
    form = entering.voice_form(desk.deliveries)
    if form.perform(actions.send_by_code, desk):
        return redirect(url_for(".thanks", komitmen=form.delivery.data))
    return page("confirmations/speak.html", form=form, desk=desk)


@bp.route("/konfirmasi/terima-kasih")
@open_to_all
def thanks() -> ResponseReturnValue:
    return entering.thanked()


@bp.route("/komitmen/<reference>/konfirmasi/<int:confirmation_id>/foto")
@open_to_all(load=published.get_photo)
def photo(found: Any) -> ResponseReturnValue:
    return files.publish(found, inline=True)


@bp.route("/komitmen/<reference>/konfirmasi/<int:confirmation_id>/foto-kecil")
@open_to_all(load=published.get_thumbnail)
def thumbnail(found: Any) -> ResponseReturnValue:
    return files.publish(found, inline=True)
