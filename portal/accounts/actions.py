"""What people do with their own account: sign in and out, change name, password or address."""

from dataclasses import dataclass

from portal.accounts import messages, queries, sign_ins
from portal.accounts.limits import SIGN_IN
from portal.accounts.models import User
from portal.accounts.passwords import check_password, hash_password, password_is
from portal.accounts.rules import Language, TokenPurpose
from portal.accounts.tokens import issue_token, void_tokens
from portal.audit.actions import record, set_fields
from portal.core.errors import Refused
from portal.core.throttle import forgive
from portal.core.wording import _l
from portal.notifications.actions import queue_mail, queue_mail_to

NOT_KNOWN = _l(
    "Alamat surel atau kata sandi tidak cocok. "
    "Bila Anda baru mendaftar, buka dahulu tautan konfirmasi di surel Anda."
)
NOT_YOUR_PASSWORD = _l("Kata sandi Anda saat ini tidak cocok")


@dataclass(frozen=True)
class SignedIn:
    """A session that began; the token belongs into the cookie and nowhere else."""

    user: User
    token: str


def sign_in(*, email: str, password: str, device: str = "", replaces: str = "") -> SignedIn:
    """Begin a session; the one that this browser held (`replaces`) ends.

    Raises Refused, in the same words and after the same work, for an unknown address, a wrong password, an
    address not confirmed and a closed account.
    """
    user = queries.by_email(email)
    matches = password_is(password, user.password_hash if user else None)
    if user is None or not matches or not user.is_active or user.email_confirmed_at is None:
        raise Refused(NOT_KNOWN)
    forgive(SIGN_IN, f"for {email}")
    sign_ins.end(replaces)
    record("session.begin", user, by=user)
    return SignedIn(user, sign_ins.begin(user, device))


def sign_out(token: str, *, by: User) -> None:
    """End the session of this token."""
    sign_ins.end(token)
    record("session.end", by, by=by)


def edit_account(user: User, *, name: str, language: Language, by: User) -> User:
    """Change one's name and language."""
    record("account.edit", user, by=by, changes=set_fields(user, {"name": name, "language": language}))
    return user


def change_password(user: User, *, current: str, password: str, by: User, device: str = "") -> SignedIn:
    """Choose another password: every session ends and a new one begins. Raises Refused at a field."""
    _ask_again(user, current)
    check_password(password, user.email, user.name)
    user.password_hash = hash_password(password)
    void_tokens(user, TokenPurpose.RESET)
    sign_ins.end_all(user)
    record("password.change", user, by=by)
    queue_mail(user, lambda: messages.password_changed(user))
    return SignedIn(user, sign_ins.begin(user, device))


def ask_new_email(user: User, *, current: str, email: str, by: User) -> None:
    """Ask for another address: a link goes there, and only following it makes the address count.

    An address that somebody has already is answered alike; its owner is told by mail.
    Raises Refused at a field.
    """
    _ask_again(user, current)
    if email == user.email:
        raise Refused(_l("Ini sudah alamat surel Anda"), "email")
    owner = queries.by_email(email)
    token = issue_token(user, TokenPurpose.CONFIRM, new_email=email)
    record("email.ask", user, by=by)
    if owner is not None:
        queue_mail(owner, lambda: messages.address_in_use(owner.name))
        return
    queue_mail_to(email, str(user.language), lambda: messages.new_email(user, token))


def _ask_again(user: User, current: str) -> None:
    """Whoever sits at an open screen is not yet the owner of the account."""
    if not password_is(current, user.password_hash):
        raise Refused(NOT_YOUR_PASSWORD, "current")
