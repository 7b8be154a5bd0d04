"""The base of every form: it checks the answers, opens the transaction, and gives a refusal its place."""

import secrets
from collections.abc import Callable
from typing import Any, ClassVar

from flask import request
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Field, HiddenField, PasswordField, StringField

from portal.core.database import transaction
from portal.core.errors import Clash, NotAllowedNow, Refused, TooOften
from portal.core.once import use_form
from portal.core.throttle import Limit, count_attempt, refuse_beyond
from portal.core.values import has_possible_nik
from portal.core.wording import LazyString, _l
from portal.web.visitor import current_actor

STATUSES: dict[type[Refused], int] = {NotAllowedNow: 409, TooOften: 429}
MACHINERY = {"csrf_token", "version", "once"}
POSSIBLE_NIK = _l("Teks ini memuat 16 angka berurutan yang mungkin NIK. Hapus data pribadi warga.")
CHANGED_MEANWHILE = _l(
    "Data ini berubah sejak Anda membukanya. Bandingkan isian Anda dengan yang tersimpan, lalu simpan lagi."
)
ACCOUNT_CLOSED = _l("Akun Anda dinonaktifkan. Tidak ada yang disimpan; hubungi Kantor Sekda.")


class BaseForm(FlaskForm):
    """A form whose `perform` is the only way from a page to an action."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Answers come from a form. A body of JSON would bring numbers and lists where texts belong."""
            return None if request.is_json else super().wrap_formdata(form, formdata)

    limits: ClassVar[tuple[Limit, ...]] = ()
    clash: dict[str, object]
    form_errors: list[Any]
    result: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clash = {}
        self._refused_with = 422

    def perform(self, action: Callable[..., Any], *targets: Any, **fixed: Any) -> bool:
        """Run the action with the answers as keywords, in one transaction. False when anything was refused.

        The action's return value is kept in `result`.
        """
        if not self.validate_on_submit():
            return False
        try:
            self._count_attempts()
            with transaction():
                _refuse_who_was_closed_out()
                self._begin(targets)
                self.result = action(*targets, **self.answers(), **fixed)
        except Refused as refusal:
            self._show(refusal)
        except Clash as clash:
            self._show_clash(clash)
        except StaleDataError:
            self._show_clash(Clash({}))
        return not self.errors

    def turn_away(self, reason: str | LazyString, field: str) -> None:
        """Refuse what came in an address (a code in a link): counted like a post, answered with 404."""
        try:
            self._count_attempts()
        except TooOften as refusal:
            self._show(TooOften(refusal.reason, field))
        else:
            self._show(Refused(reason, field))
            self._refused_with = 404

    def answers(self) -> dict[str, Any]:
        """What was answered, by field name, without the form's own machinery."""
        return {name: value for name, value in self.data.items() if name not in MACHINERY}

    @property
    def http_status(self) -> int:
        """The HTTP status of the page that shows this form again."""
        return self._refused_with if self.errors else 200

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        for field in self:
            if _is_free_text(field) and has_possible_nik(field.data or ""):
                field.errors = [*field.errors, POSSIBLE_NIK]
                valid = False
        return valid

    def _begin(self, targets: tuple[Any, ...]) -> None:
        """What a kind of form does first inside the transaction."""

    def _count_attempts(self) -> None:
        for limit in self.limits:
            place, times = f"from {request.remote_addr}", limit.from_one_place or limit.times
            for who, allowed in (
                (place, times),
                *((f"for {name}", limit.times) for name in self._for_whom()),
            ):
                with transaction():
                    count_attempt(limit, who)
                refuse_beyond(limit, who, allowed)

    def _for_whom(self) -> list[str]:
        """Whose account the attempt is about."""
        email = self._fields.get("email")
        return [email.data] if email is not None and email.data else []

    def _show(self, refusal: Refused) -> None:
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors = [*self.form_errors, refusal.reason]
        else:
            field.errors = [*field.errors, str(refusal.reason)]
        self._refused_with = STATUSES.get(type(refusal), 422)

    def _show_clash(self, clash: Clash) -> None:
        self.clash = dict(clash.stored)
        self.form_errors = [*self.form_errors, CHANGED_MEANWHILE]
        self._refused_with = 409


class CreateForm(BaseForm):
    """Makes something new, once: of equal posts only the first counts."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def _begin(self, targets: tuple[Any, ...]) -> None:
        use_form((self.once.data or "")[:64])


class EditForm(BaseForm):
    """Changes something that others may change too: it names the version it began from."""

    version = HiddenField()

    def stored_in(self, target: Any) -> dict[str, object]:
        """What stands in the target now, by question; a form with other questions than columns says it."""
        return {
            field.name: getattr(target, field.name, None) for field in self if field.name not in MACHINERY
        }

    def _begin(self, targets: tuple[Any, ...]) -> None:
        target = targets[0]
        if self.version.data != str(target.version):
            stored = self.stored_in(target)
            now_there = {name: value for name, value in stored.items() if value != self.data[name]}
            self.version.data = str(target.version)
            self.version.raw_data = None
            raise Clash(now_there)


def _refuse_who_was_closed_out() -> None:
    """The door saw an account in force; while this act waited for its turn it may have been disabled."""
    actor = current_actor()
    if actor.id is not None and not actor.is_active:
        raise NotAllowedNow(ACCOUNT_CLOSED)


def _is_free_text(field: Field) -> bool:
    return (
        isinstance(field, StringField)
        and not isinstance(field, PasswordField)
        and isinstance(field.data, str)
    )
