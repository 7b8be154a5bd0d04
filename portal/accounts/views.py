"""Pages of one's own account: signing in and out, name, language, password and address."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.accounts import actions, forms, recovery, sessions
from portal.accounts.landing import landing, way_on
from portal.accounts.next_page import in_language
from portal.core.wording import _
from portal.policy import Permission
from portal.web.access import allowed, open_to_all
from portal.web.context import mark_examples
from portal.web.locale import language
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("accounts", __name__)


@bp.route("/masuk", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    if request.method == "GET" and current_actor().is_authenticated:
        return redirect(landing(current_actor()))
    form = forms.SignInForm()
    device, held = request.user_agent.string, sessions.token_in_cookie()
    if form.perform(actions.sign_in, device=device, replaces=held):
        sessions.put_in_cookie(form.result.token)
        return redirect(landing(form.result.user))
    return page("accounts/sign_in.html", form=form, way_on=way_on())


@bp.route("/keluar", methods=["POST"])
@open_to_all
def sign_out() -> ResponseReturnValue:
    if current_actor().is_authenticated:
        forms.SignOutForm().perform(actions.sign_out, sessions.token_in_cookie(), by=current_actor())
    sessions.forget_cookie()
    response = redirect(url_for("public.home"))
    response.headers["Clear-Site-Data"] = '"storage"'  # drafts that a script kept on this device
    return response


@bp.route("/lupa-sandi", methods=["GET", "POST"])
@open_to_all
def forgotten() -> ResponseReturnValue:
    form, onward = forms.ForgottenForm(), way_on()
    if form.perform(recovery.ask_for_password, language=language(), way_on=onward.get("next", "")):
        return page("accounts/forgotten_sent.html", email=form.email.data, way_on=onward)
    return page("accounts/forgotten.html", form=form, way_on=onward)


@bp.route("/akun", methods=["GET", "POST"])
@allowed(Permission.ACCOUNT_OWN)
def account() -> ResponseReturnValue:
    user = current_actor()
    form = forms.AccountForm(obj=user)
    if form.perform(actions.edit_account, user, by=user):
        flash(_("Data akun tersimpan."))
        return redirect(in_language(url_for(".account"), str(user.language)))
    mark_examples([user])
    return page("accounts/account.html", form=form, user=user)


@bp.route("/akun/sandi", methods=["GET", "POST"])
@allowed(Permission.ACCOUNT_OWN)
def change_password() -> ResponseReturnValue:
    user = current_actor()
    form = forms.ChangePasswordForm()
    if form.perform(actions.change_password, user, by=user, device=request.user_agent.string):
        sessions.put_in_cookie(form.result.token)
        flash(_("Kata sandi diganti. Sesi lain sudah diakhiri."))
        return redirect(url_for(".account"))
    return page("accounts/change_password.html", form=form, user=user)


@bp.route("/akun/surel", methods=["GET", "POST"])
@allowed(Permission.ACCOUNT_OWN)
def change_email() -> ResponseReturnValue:
    user = current_actor()
    form = forms.NewEmailForm()
    if form.perform(actions.ask_new_email, user, by=user):
        flash(_("Kami mengirim tautan ke alamat baru. Alamat lama berlaku sampai tautan itu dibuka."))
        return redirect(url_for(".account"))
    return page("accounts/change_email.html", form=form, user=user)
