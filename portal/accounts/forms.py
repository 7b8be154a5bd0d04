"""The questions about one's own account."""

import logging

from flask import g, request

from portal.accounts.limits import ASKED_AGAIN, FORGOTTEN, LINK, NEW_EMAIL, SIGN_IN
from portal.accounts.rules import Language
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.web.fields import Choice, Email, Line, Password
from portal.web.forms import BaseForm, EditForm
from portal.web.visitor import current_actor

log = logging.getLogger("simpul.accounts")
WRITE_EMAIL = _l("Tulis alamat surel Anda")
NEW_PASSWORD = _l("Kata sandi baru")
USERNAME = {"type": "email", "autocomplete": "username", "inputmode": "email", "spellcheck": "false"}
HINT = _l("Paling sedikit 8 karakter. Beberapa kata yang Anda ingat lebih baik daripada satu kata.")


class SignInForm(BaseForm):
    limits = (SIGN_IN,)

    email = Email(_l("Alamat surel"), WRITE_EMAIL, render_kw=USERNAME)
    password = Password(_l("Kata sandi"), _l("Tulis kata sandi Anda"))

    def _show(self, refusal: Refused) -> None:
        log.warning("id=%s sign-in refused from %s", g.get("request_id", "-"), request.remote_addr)
        super()._show(refusal)


class SignOutForm(BaseForm):
    """Nothing to ask."""


class ForgottenForm(BaseForm):
    limits = (FORGOTTEN,)

    email = Email(_l("Alamat surel"), WRITE_EMAIL)


class NewPasswordForm(BaseForm):
    limits = (LINK,)

    password = Password(NEW_PASSWORD, _l("Tulis kata sandi baru"), new=True, description=HINT)


class AcceptForm(BaseForm):
    limits = (LINK,)

    name = Line(_l("Nama lengkap"), _l("Tulis nama lengkap Anda"), render_kw={"autocomplete": "name"})
    password = Password(_l("Kata sandi"), _l("Tulis kata sandi"), new=True, description=HINT)


class ConfirmForm(BaseForm):
    """Only a button: mail scanners open links, people press buttons."""

    limits = (LINK,)


class AccountForm(EditForm):
    name = Line(_l("Nama lengkap"), _l("Tulis nama lengkap Anda"), render_kw={"autocomplete": "name"})
    language = Choice(
        _l("Bahasa"), Language, _l("Pilih bahasa"), description=_l("Bahasa halaman dan surat untuk Anda.")
    )


class _AskedAgain(BaseForm):
    """Asks the present password; attempts are counted for the account."""

    def _for_whom(self) -> list[str]:
        return [f"user {current_actor().id}"]


class ChangePasswordForm(_AskedAgain):
    limits = (ASKED_AGAIN,)

    current = Password(_l("Kata sandi saat ini"), _l("Tulis kata sandi Anda saat ini"))
    password = Password(NEW_PASSWORD, _l("Tulis kata sandi baru"), new=True, description=HINT)


class NewEmailForm(_AskedAgain):
    limits = (NEW_EMAIL,)

    email = Email(_l("Alamat surel baru"), _l("Tulis alamat surel baru"))
    current = Password(_l("Kata sandi saat ini"), _l("Tulis kata sandi Anda saat ini"))
