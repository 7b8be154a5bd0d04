"""What people do by a link from a mail: set a new password, accept an invitation, confirm an address."""

from portal.accounts import messages, queries, sign_ins
from portal.accounts.limits import SIGN_IN
from portal.accounts.models import MailedToken, User
from portal.accounts.passwords import check_password, hash_password
from portal.accounts.rules import TokenPurpose
from portal.accounts.tokens import issue_token, spend_token, void_tokens
from portal.audit.actions import record, set_fields
from portal.core.clock import now
from portal.core.errors import NotAllowedNow, Refused
from portal.core.throttle import forgive
from portal.core.wording import _l
from portal.notifications.actions import queue_mail, queue_mail_to

SPENT = _l("Tautan ini sudah dipakai atau sudah lewat waktunya.")


def ask_for_password(*, email: str, language: str, way_on: str = "") -> None:
    """Send a link to a new password; an address without a usable account gets a mail that says so.

    Whoever asks learns nothing: the answer is the same and a mail is written in any case.
    """
    user = queries.by_email(email)
    if user is None or not user.is_active or user.password_hash is None:
        queue_mail_to(email, language, messages.no_account)
        return
    token = issue_token(user, TokenPurpose.RESET)
    record("password.ask", user, by=None)
    queue_mail(user, lambda: messages.reset(user, token, way_on))


def set_password(link: MailedToken, *, password: str) -> User:
    """Set a new password by a mailed link: all sessions end; the link has also proved the address.

    Raises Refused at the field, NotAllowedNow when the link was used meanwhile.
    """
    user = _spend(link)
    check_password(password, user.email, user.name)
    user.password_hash = hash_password(password)
    user.email_confirmed_at = user.email_confirmed_at or now()
    void_tokens(user)
    sign_ins.end_all(user)
    forgive(SIGN_IN, f"for {user.email}")
    record("password.reset", user, by=user)
    queue_mail(user, lambda: messages.password_changed(user))
    return user


def accept_invitation(link: MailedToken, *, name: str, password: str) -> User:
    """Open the account one was invited to. Raises as `set_password` does."""
    user = _spend(link)
    check_password(password, user.email, name)
    changes = set_fields(user, {"name": name})
    user.password_hash = hash_password(password)
    user.email_confirmed_at = now()
    sign_ins.end_all(user)
    record("invitation.accept", user, by=user, changes=changes)
    return user


def confirm_email(link: MailedToken) -> User:
    """Confirm the address of a registration, or let a new address take the place of the old one.

    Raises NotAllowedNow when the link was used meanwhile, Refused when somebody else has the address by now.
    """
    user = _spend(link)
    if not link.new_email:
        user.email_confirmed_at = now()
        record("email.confirm", user, by=user)
        return user
    former = user.email
    if queries.by_email(link.new_email) is not None:
        raise Refused(_l("Alamat surel ini sudah dipakai akun lain."))
    queue_mail_to(former, str(user.language), lambda: messages.email_changed(user))
    changes = set_fields(user, {"email": link.new_email})
    void_tokens(user)
    record("email.change", user, by=user, changes=changes)
    return user


def _spend(link: MailedToken) -> User:
    if not spend_token(link):
        raise NotAllowedNow(SPENT)
    return link.user
