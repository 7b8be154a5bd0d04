"""What an administrator does with other people's accounts: invite, give roles, close and open again."""

import logging
from collections.abc import Sequence

from sqlalchemy.orm.attributes import flag_modified

from portal.accounts import messages, queries, sign_ins
from portal.accounts.models import OfficeRole, User, VerifierStrategy
from portal.accounts.passwords import check_password, hash_password
from portal.accounts.rules import Language, OfficeRoleName, TokenPurpose
from portal.accounts.tokens import issue_token, void_tokens
from portal.audit.actions import Changes, record, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import LazyString, _, _l
from portal.notifications.actions import queue_mail

log = logging.getLogger("simpul.accounts")
Roles = Sequence[OfficeRoleName]
OWN_ROLE = _l("Anda tidak dapat mencabut peran administrator Anda sendiri. Mintalah administrator lain.")
OWN_ACCOUNT = _l("Anda tidak dapat menonaktifkan akun Anda sendiri. Mintalah administrator lain.")
LAST_ADMIN = _l("Harus selalu ada administrator yang aktif.")
VERIFIERS_ONLY = _l("Strategi hanya dibatasi untuk verifikator. Pilih juga peran verifikator.")


def invite_user(*, name: str, email: str, roles: Roles, strategies: Sequence[int], by: User) -> User:
    """Open an account for a new colleague in the office and mail its link. Raises Refused at a field."""
    if queries.by_email(email) is not None:
        raise Refused(_l("Orang ini sudah punya akun. Cari di daftar pengguna, lalu ubah perannya."), "email")
    user = User(name=name, email=email, language=Language.INDONESIAN)
    db.session.add(user)
    changes = _set_roles(user, roles, strategies)
    db.session.flush()
    record("user.invite", user, by=by, changes=changes)
    _mail_invitation(user, by)
    return user


def remind_user(user: User, *, by: User) -> None:
    """Send the invitation once more; the earlier link dies. Raises NotAllowedNow once it was accepted."""
    if user.password_hash is not None or not user.is_active:
        raise NotAllowedNow(_l("Undangan ini sudah diterima, atau akunnya tidak aktif."))
    record("user.remind", user, by=by)
    _mail_invitation(user, by)


def change_roles(user: User, *, roles: Roles, strategies: Sequence[int], by: User) -> User:
    """Give and take roles in the office; no strategies means all of them. Raises Refused at a field."""
    loses_admin = user.has_role(OfficeRoleName.ADMIN) and OfficeRoleName.ADMIN not in roles
    if loses_admin:
        _leave_an_admin(user, by, OWN_ROLE, "roles")
    changes = _set_roles(user, roles, strategies)
    flag_modified(user, "name")  # so that the version counts on: roles stand in a table of their own
    record("user.roles", user, by=by, changes=changes)
    log.info("roles of user %s changed by user %s", user.id, by.id)
    return user


def disable_user(user: User, *, by: User) -> None:
    """Close an account: its sessions end and its links die.

    Raises Refused for oneself and for the last administrator, NotAllowedNow when it is closed.
    """
    if not user.is_active:
        raise NotAllowedNow(_l("Akun ini sudah nonaktif."))
    _leave_an_admin(user, by, OWN_ACCOUNT, None)
    changes = set_fields(user, {"is_active": False})
    sign_ins.end_all(user)
    void_tokens(user)
    record("user.disable", user, by=by, changes=changes)
    log.info("user %s disabled by user %s", user.id, by.id)


def enable_user(user: User, *, by: User) -> None:
    """Open a closed account again. Raises NotAllowedNow when it is open."""
    if user.is_active:
        raise NotAllowedNow(_l("Akun ini sudah aktif."))
    record("user.enable", user, by=by, changes=set_fields(user, {"is_active": True}))
    log.info("user %s enabled by user %s", user.id, by.id)


def make_admin(*, email: str, name: str, password: str = "") -> tuple[User, str]:
    """Give an administrator's role from the command line, to a new person or to one who is known.

    Returns the person and the token of a link by which they set a password; no token where one was given.
    Raises Refused for a poor password.
    """
    user = queries.by_email(email)
    if user is None:
        user = User(name=name, email=email, language=Language.INDONESIAN)
        db.session.add(user)
    if not user.has_role(OfficeRoleName.ADMIN):
        user.office_roles.append(OfficeRole(role=OfficeRoleName.ADMIN))
    user.is_active = True
    db.session.flush()
    record("user.make_admin", user, by=None)
    if not password:
        return user, issue_token(user, TokenPurpose.INVITE)
    check_password(password, email, name)
    user.password_hash, user.email_confirmed_at = hash_password(password), now()
    sign_ins.end_all(user)
    return user, ""


def _set_roles(user: User, roles: Roles, strategies: Sequence[int]) -> Changes:
    if strategies and OfficeRoleName.VERIFIER not in roles:
        raise Refused(VERIFIERS_ONLY, "strategies")
    before = (sorted(user.roles), sorted(user.strategy_numbers))
    user.office_roles = [_held(user, role) for role in sorted(set(roles))]
    user.strategies = [_given(user, number) for number in sorted(set(strategies))]
    after = (sorted(user.roles), sorted(user.strategy_numbers))
    pairs = zip(("roles", "strategies"), before, after, strict=True)
    return {name: (old, new) for name, old, new in pairs if old != new}


def _held(user: User, role: OfficeRoleName) -> OfficeRole:
    return next((held for held in user.office_roles if held.role == role), None) or OfficeRole(role=role)


def _given(user: User, number: int) -> VerifierStrategy:
    kept = next((given for given in user.strategies if given.strategy_number == number), None)
    return kept or VerifierStrategy(strategy_number=number)


def _leave_an_admin(user: User, by: User, own: LazyString, field: str | None) -> None:
    """Administrators are locked while they are counted: two who remove each other wait in turn."""
    if user.id == by.id:
        raise Refused(own, field)
    if not set(queries.administrators(lock=True)) - {user.id}:
        raise Refused(LAST_ADMIN, field)


def _mail_invitation(user: User, by: User) -> None:
    token = issue_token(user, TokenPurpose.INVITE)
    queue_mail(user, lambda: messages.invitation(user.name, by.name, _("Kantor Sekda"), token))
