"""What people do for their own organisation: apply, register another, edit the profile, send it in again."""

from typing import Unpack

from portal.accounts.models import User
from portal.accounts.passwords import check_password, hash_password
from portal.accounts.rules import Language, TokenPurpose
from portal.accounts.tokens import issue_token
from portal.audit.actions import record, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.notifications.actions import notify, queue_mail
from portal.notifications.rules import NoticeKind
from portal.organisations import messages, queries
from portal.organisations.models import Membership, Organisation
from portal.organisations.profiles import Profile, new_organisation, put_profile
from portal.organisations.rules import (
    MemberRole,
    OrganisationStatus,
    may_be_edited,
    may_move,
    names_are_settled,
)

S = OrganisationStatus
NOT_NOW = _l("Langkah ini tidak bisa dilakukan sekarang: status lembaga sudah berubah.")
CONSENT_WANTED = _l("Centang persetujuan untuk melanjutkan")
SETTLED = _l("Nama dan jenis lembaga terverifikasi diubah oleh Kantor Sekda.")


def apply(
    *,
    person_name: str,
    email: str,
    password: str,
    consent: bool,
    language: str,
    way_on: str = "",
    **profile: Unpack[Profile],
) -> None:
    """A visitor registers an organisation with its first user; `way_on`: the page that sent for it.

    Where the address already has an account nothing is created: that person is told by mail. The answer and
    the work on the password are the same, so nobody learns who has an account. Raises Refused at a field.
    """
    _demand(consent)
    check_password(password, email, person_name, profile["name"])
    password_hash = hash_password(password)
    known = queries.person_with_email(email)
    if known is not None:
        queue_mail(known, lambda: messages.has_account(known, profile["name"]))
        return
    user = _first_user(person_name, email, password_hash, language)
    organisation, token = _applied(profile, user), issue_token(user, TokenPurpose.CONFIRM)
    queue_mail(user, lambda: messages.applied_and_confirm(organisation, user, token, way_on))


def register_another(*, by: User, consent: bool, **profile: Unpack[Profile]) -> Organisation:
    """A person with an account registers an organisation and manages it. Raises Refused at a field."""
    _demand(consent)
    organisation = _applied(profile, by)
    notify(by, NoticeKind.ORGANISATION, lambda: messages.applied(organisation))
    return organisation


def edit_profile(organisation: Organisation, *, by: User, **profile: Unpack[Profile]) -> Organisation:
    """Change what an organisation says about itself.

    Raises NotAllowedNow for a rejected one, Refused when the name of a verified one should change.
    """
    if not may_be_edited(organisation.status):
        raise NotAllowedNow(NOT_NOW)
    if names_are_settled(organisation.status) and ("name" in profile or "kind" in profile):
        raise Refused(SETTLED, "name")
    changes = put_profile(organisation, profile)
    record("organisation.edit", organisation, by=by, changes=changes)
    return organisation


def resubmit(organisation: Organisation, *, by: User) -> Organisation:
    """Send a mended application back to the office. Raises NotAllowedNow unless it was returned."""
    if not may_move(organisation.status, S.APPLIED):
        raise NotAllowedNow(NOT_NOW)
    changes = set_fields(organisation, {"status": S.APPLIED, "applied_at": now(), "reason": ""})
    record("organisation.resubmit", organisation, by=by, changes=changes)
    return organisation


def _first_user(name: str, email: str, password_hash: str, language: str) -> User:
    user = User(name=name, email=email, password_hash=password_hash, language=Language.of(language))
    db.session.add(user)
    db.session.flush()
    return user


def _applied(profile: Profile, manager: User) -> Organisation:
    organisation = new_organisation(profile, status=S.APPLIED, applied_at=now())
    db.session.add(Membership(user=manager, organisation=organisation, role=MemberRole.MANAGER))
    record("organisation.apply", organisation, by=manager)
    return organisation


def _demand(consent: bool) -> None:
    if not consent:
        raise Refused(CONSENT_WANTED, "consent")
