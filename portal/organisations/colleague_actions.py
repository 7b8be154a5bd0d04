"""Who works for an organisation: inviting, roles, leaving. There is always one who manages it."""

from portal.accounts.models import User
from portal.accounts.rules import TokenPurpose
from portal.accounts.tokens import issue_token
from portal.audit.actions import record, set_fields
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import _l
from portal.notifications.actions import notify, queue_mail
from portal.notifications.rules import NoticeKind
from portal.organisations import messages, queries
from portal.organisations.actions import NOT_NOW
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MemberRole, may_be_edited

LAST_MANAGER = _l("Lembaga harus punya pengelola. Jadikan rekan lain pengelola lebih dahulu.")
ALREADY_HERE = _l("Orang ini sudah menjadi rekan")
NOT_PENDING = _l("Undangan ini sudah diterima.")


def invite(organisation: Organisation, *, by: User, name: str, email: str, role: MemberRole) -> Membership:
    """Make a person a colleague, whether or not there is an account under the address.

    Raises NotAllowedNow for a rejected organisation, Refused when the person is a colleague already.
    """
    if not may_be_edited(organisation.status):
        raise NotAllowedNow(NOT_NOW)
    membership = add_person(organisation, name, email, role, inviter=by)
    record("member.invite", organisation, by=by, changes={"member": (None, email), "role": (None, role)})
    return membership


def add_person(
    organisation: Organisation, name: str, email: str, role: MemberRole, *, inviter: User
) -> Membership:
    """The colleague's row and the mail; recorded by whoever calls. Raises Refused for a colleague already."""
    person = queries.person_with_email(email)
    if person is None:
        person = User(name=name, email=email, password_hash=None)
        db.session.add(person)
        db.session.flush()
    elif person.role_in(organisation.id) is not None:
        raise Refused(ALREADY_HERE, "email")
    membership = Membership(user=person, organisation=organisation, role=role)
    db.session.add(membership)
    _send(membership, inviter)
    return membership


def resend(membership: Membership, *, by: User) -> Membership:
    """Send an invitation once more; the earlier link stops working. Raises NotAllowedNow once accepted."""
    if not membership.is_pending:
        raise NotAllowedNow(NOT_PENDING)
    _send(membership, by)
    record("member.remind", membership.organisation, by=by, changes={"member": (None, membership.user.email)})
    return membership


def change_role(membership: Membership, *, by: User, role: MemberRole) -> Membership:
    """Make a colleague manager or contributor. Raises Refused for the last manager."""
    if role is not MemberRole.MANAGER:
        _keep_a_manager(membership, "role")
    changes = set_fields(membership, {"role": role})
    record("member.role", membership.organisation, by=by, changes=_about(membership) | changes)
    person = membership.user
    if changes and person.id != by.id:
        notify(person, NoticeKind.ORGANISATION, lambda: messages.role_changed(membership))
    return membership


def remove(membership: Membership, *, by: User) -> None:
    """Take a colleague out, or leave oneself. Raises Refused for the last manager."""
    _keep_a_manager(membership, None)
    organisation, person = membership.organisation, membership.user
    verb = "member.leave" if person.id == by.id else "member.remove"
    record(verb, organisation, by=by, changes={"member": (person.email, None)})
    db.session.delete(membership)
    db.session.flush()
    db.session.expire(person, ["memberships"])
    if person.id != by.id:
        notify(person, NoticeKind.ORGANISATION, lambda: messages.removed(organisation))


def leave(organisation: Organisation, *, by: User) -> None:
    """Leave an organisation oneself. Raises Refused for its last manager."""
    mine = next((each for each in queries.colleagues_of(organisation) if each.user_id == by.id), None)
    if mine is None:
        raise NotAllowedNow(NOT_NOW)
    remove(mine, by=by)


def _send(membership: Membership, inviter: User) -> None:
    person, organisation = membership.user, membership.organisation
    if person.password_hash is not None:
        notify(person, NoticeKind.ORGANISATION, lambda: messages.added(organisation, inviter))
        return
    token = issue_token(person, TokenPurpose.INVITE)
    queue_mail(person, lambda: messages.invited(organisation, person, inviter, token))


def _keep_a_manager(membership: Membership, field: str | None) -> None:
    managers = {each.id for each in queries.managers_of(membership.organisation_id)}
    if managers == {membership.id}:
        raise Refused(LAST_MANAGER, field)


def _about(membership: Membership) -> dict[str, tuple[str, str]]:
    return {"member": (membership.user.email, membership.user.email)}
