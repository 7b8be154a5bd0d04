"""Pages behind mailed links. Their addresses are secrets: no other site learns them by the Referer header."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.accounts import forms, links, recovery
from portal.accounts.landing import way_on
from portal.core.wording import _
from portal.web.access import open_to_all
from portal.web.forms import BaseForm
from portal.web.pages import page

bp = Blueprint("accounts_links", __name__)


@bp.after_request
def _keep_the_address(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("/atur-sandi/<token>", methods=["GET", "POST"])
@open_to_all(load=links.reset)
def set_password(link: links.Link) -> ResponseReturnValue:
    form = forms.NewPasswordForm()
    if link.token and form.perform(recovery.set_password, link.token):
        flash(_("Kata sandi tersimpan. Silakan masuk."))
        return redirect(url_for("accounts.sign_in", **way_on()))
    return _page(link, "accounts/set_password.html", form)


@bp.route("/undangan/<token>", methods=["GET", "POST"])
@open_to_all(load=links.invitation)
def accept(link: links.Link) -> ResponseReturnValue:
    form = forms.AcceptForm(name=link.token.user.name if link.token else "")
    if link.token and form.perform(recovery.accept_invitation, link.token):
        flash(_("Akun Anda siap. Silakan masuk."))
        return redirect(url_for("accounts.sign_in"))
    return _page(link, "accounts/accept.html", form)


@bp.route("/konfirmasi/<token>", methods=["GET", "POST"])
@open_to_all(load=links.confirmation)
def confirm(link: links.Link) -> ResponseReturnValue:
    form = forms.ConfirmForm()
    if link.token and form.perform(recovery.confirm_email, link.token):
        flash(_("Alamat surel terkonfirmasi. Silakan masuk."))
        return redirect(url_for("accounts.sign_in", **way_on()))
    return _page(link, "accounts/confirm.html", form)


def _page(link: links.Link, template: str, form: BaseForm) -> Any:
    """The form while the link lives, else a page that leads on."""
    if link.token is None:
        text, _status = page("accounts/dead_link.html", purpose=link.purpose, way_on=way_on())
        return text, 410
    return page(template, form=form, user=link.token.user, new_email=link.token.new_email)
