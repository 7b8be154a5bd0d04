"""Who works for an organisation, and that somebody always manages it."""

import pytest
from flask import Flask

from portal.accounts.models import MailedToken, User
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.organisations import colleague_actions as actions
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MemberRole, OrganisationStatus
from tests.factories import a_member, a_user, an_organisation
from tests.organisations.support import count, mails_to, verbs

CONTRIBUTOR, MANAGER = MemberRole.CONTRIBUTOR, MemberRole.MANAGER
NEW = {"name": "Budi", "email": "budi@contoh.id", "role": CONTRIBUTOR}


def _membership(user: User) -> Membership:
    return db.session.query(Membership).filter_by(user_id=user.id).one()


def _team(*roles: MemberRole) -> tuple[Organisation, list[User]]:
    organisation = an_organisation()
    return organisation, [a_member(organisation, role, password_hash="x") for role in roles]


def test_a_new_person_is_invited_by_a_link(site: Flask) -> None:
    organisation, (manager,) = _team(MANAGER)
    with transaction():
        membership = actions.invite(organisation, by=manager, **NEW)
    assert membership.is_pending
    (mail,) = mails_to("budi@contoh.id")
    assert "http://localhost/undangan/" in mail.body
    assert manager.name in mail.body
    assert verbs() == ["member.invite"]


def test_a_person_with_an_account_is_added_and_told(site: Flask) -> None:
    organisation, (manager,) = _team(MANAGER)
    person = a_user(email="budi@contoh.id", name="Budi Lain", password_hash="x")
    with transaction():
        membership = actions.invite(organisation, by=manager, **NEW)
    assert (membership.user_id, count(MailedToken)) == (person.id, 0)
    assert "/undangan/" not in mails_to("budi@contoh.id")[0].body
    assert person.name == "Budi Lain"


def test_a_colleague_is_not_invited_twice(site: Flask) -> None:
    organisation, (manager,) = _team(MANAGER)
    with transaction():
        actions.invite(organisation, by=manager, **NEW)
    with pytest.raises(Refused) as refusal, transaction():
        actions.invite(organisation, by=manager, **NEW)
    assert refusal.value.field == "email"


def test_a_rejected_organisation_invites_nobody(site: Flask) -> None:
    organisation = an_organisation(OrganisationStatus.REJECTED)
    with pytest.raises(NotAllowedNow), transaction():
        actions.invite(organisation, by=a_user(), **NEW)


def test_a_pending_invitation_is_sent_again_with_a_new_link(site: Flask) -> None:
    organisation, (manager,) = _team(MANAGER)
    with transaction():
        membership = actions.invite(organisation, by=manager, **NEW)
    with transaction():
        actions.resend(membership, by=manager)
    first, second = mails_to("budi@contoh.id")
    assert first.body != second.body
    assert [token.used_at is None for token in db.session.query(MailedToken).order_by(MailedToken.id)] == [
        False,
        True,
    ]


def test_an_accepted_invitation_is_not_sent_again(site: Flask) -> None:
    _organisation, (manager,) = _team(MANAGER)
    with pytest.raises(NotAllowedNow), transaction():
        actions.resend(_membership(manager), by=manager)


def test_a_contributor_becomes_manager_and_is_told(site: Flask) -> None:
    _organisation, (manager, colleague) = _team(MANAGER, CONTRIBUTOR)
    with transaction():
        actions.change_role(_membership(colleague), by=manager, role=MANAGER)
    assert _membership(colleague).role is MANAGER
    assert len(mails_to(colleague.email)) == 1
    assert verbs() == ["member.role"]


def test_a_colleague_is_taken_out_and_told(site: Flask) -> None:
    organisation, (manager, colleague) = _team(MANAGER, CONTRIBUTOR)
    with transaction():
        actions.remove(_membership(colleague), by=manager)
    assert colleague.role_in(organisation.id) is None
    assert (verbs(), len(mails_to(colleague.email))) == (["member.remove"], 1)


def test_a_contributor_leaves_without_mail(site: Flask) -> None:
    organisation, (_manager, colleague) = _team(MANAGER, CONTRIBUTOR)
    with transaction():
        actions.leave(organisation, by=colleague)
    assert colleague.role_in(organisation.id) is None
    assert (verbs(), mails_to(colleague.email)) == (["member.leave"], [])


def test_who_does_not_belong_cannot_leave(site: Flask) -> None:
    with pytest.raises(NotAllowedNow), transaction():
        actions.leave(an_organisation(), by=a_user())


@pytest.mark.parametrize("act", ["demote", "remove", "leave"])
def test_the_last_manager_stays(site: Flask, act: str) -> None:
    organisation, (manager, _colleague) = _team(MANAGER, CONTRIBUTOR)
    with pytest.raises(Refused), transaction():
        if act == "demote":
            actions.change_role(_membership(manager), by=manager, role=CONTRIBUTOR)
        elif act == "remove":
            actions.remove(_membership(manager), by=manager)
        else:
            actions.leave(organisation, by=manager)
    assert _membership(manager).role is MANAGER
    assert verbs() == []


def test_a_right_counts_from_the_moment_its_row_is_written_to_the_moment_it_is_gone(site):
    person, elsewhere = a_member(an_organisation()), an_organisation()
    with transaction():
        assert person.role_in(elsewhere.id) is None
        given = Membership(user_id=person.id, organisation_id=elsewhere.id, role=MemberRole.MANAGER)
        db.session.add(given)
        db.session.flush()
        assert person.role_in(elsewhere.id) == "manager"
        db.session.delete(given)
        db.session.flush()
        assert person.role_in(elsewhere.id) is None
