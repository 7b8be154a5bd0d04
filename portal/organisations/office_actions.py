"""What the office decides about an organisation. Nobody decides about one they belong to."""

from collections.abc import Callable
from functools import partial
from typing import Unpack

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.core.clock import now
from portal.core.errors import NotAllowedNow, Refused
from portal.core.reasons import demanded
from portal.core.wording import _l
from portal.notifications.actions import Notification, Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.organisations import messages
from portal.organisations.actions import NOT_NOW
from portal.organisations.colleague_actions import add_person
from portal.organisations.models import Organisation
from portal.organisations.profiles import Profile, new_organisation
from portal.organisations.queries import managers_of
from portal.organisations.rules import (
    MemberRole,
    OrganisationKind,
    OrganisationStatus,
    may_move,
)
from portal.policy import Permission, can

S = OrganisationStatus
NOT_YOURS = _l("Anda tidak berwenang memeriksa lembaga ini.")
NAME_OF_MANAGER = _l("Isi nama pengelola pertama")
EMAIL_OF_MANAGER = _l("Isi surel pengelola pertama")
Word = Callable[[Organisation], Notification]


def approve(organisation: Organisation, *, by: User) -> Organisation:
    """The organisation is what it says: public from here, and it may submit commitments."""
    if organisation.status is S.SUSPENDED:
        raise NotAllowedNow(NOT_NOW)  # `restore` is the way back, and says why
    return _move(organisation, S.VERIFIED, by, "organisation.approve", "", messages.approved)


def send_back(organisation: Organisation, *, by: User, reason: str) -> Organisation:
    """Return an application to be mended; `reason` says what."""
    demanded(reason)
    return _move(organisation, S.RETURNED, by, "organisation.return", reason, messages.returned)


def reject(organisation: Organisation, *, by: User, reason: str) -> Organisation:
    """Refuse an application for good."""
    demanded(reason)
    return _move(organisation, S.REJECTED, by, "organisation.reject", reason, messages.rejected)


def suspend(organisation: Organisation, *, by: User, reason: str) -> Organisation:
    """A verified organisation may submit nothing until it is restored; what it promised stays public."""
    demanded(reason)
    return _move(organisation, S.SUSPENDED, by, "organisation.suspend", reason, messages.suspended)


def restore(organisation: Organisation, *, by: User, reason: str) -> Organisation:
    """A suspended organisation works again; `reason` says why."""
    demanded(reason)
    if organisation.status is not S.SUSPENDED:
        raise NotAllowedNow(NOT_NOW)
    return _move(organisation, S.VERIFIED, by, "organisation.restore", reason, messages.restored)


def correct(organisation: Organisation, *, by: User, name: str, kind: OrganisationKind) -> Organisation:
    """Correct the legal name or the kind; the address stays. Raises NotAllowedNow for a merged one."""
    _may_vet(by, organisation)
    if organisation.merged_into_id is not None:
        raise NotAllowedNow(NOT_NOW)
    changes = set_fields(organisation, {"name": name, "kind": kind})
    record("organisation.correct", organisation, by=by, changes=changes)
    return organisation


def register(
    *, by: User, manager_name: str | None, manager_email: str | None, **profile: Unpack[Profile]
) -> Organisation:
    """The office registers an organisation itself: verified from the start, perhaps with a manager."""
    if manager_email and not manager_name:
        raise Refused(NAME_OF_MANAGER, "manager_name")
    if manager_name and not manager_email:
        raise Refused(EMAIL_OF_MANAGER, "manager_email")
    organisation = new_organisation(profile, status=S.VERIFIED, applied_at=now(), decided_at=now())
    if manager_name and manager_email:
        add_person(organisation, manager_name, manager_email, MemberRole.MANAGER, inviter=by)
    record("organisation.register", organisation, by=by)
    return organisation


def _move(
    organisation: Organisation, new: OrganisationStatus, by: User, verb: str, reason: str, word: Word
) -> Organisation:
    """Change the status, record it, tell the managers.

    Raises NotAllowedNow for a move that MOVES has not; a second decision at the same moment finds no row of
    the version it read and fails with StaleDataError.
    """
    _may_vet(by, organisation)
    if not may_move(organisation.status, new):
        raise NotAllowedNow(NOT_NOW)
    changes = set_fields(organisation, {"status": new, "decided_at": now(), "reason": reason})
    changes.pop("reason", None)  # the entry says it in its own place
    record(verb, organisation, by=by, changes=changes, reason=reason)
    said = partial(word, organisation)
    managers = [Telling(membership.user, said) for membership in managers_of(organisation.id)]
    notify_many(NoticeKind.ORGANISATION, managers)
    return organisation


def _may_vet(by: User, organisation: Organisation) -> None:
    if not can(by, Permission.ORGANISATION_VET, organisation):
        raise Refused(NOT_YOURS)
