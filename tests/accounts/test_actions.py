"""What people do with accounts, on both databases."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts import actions, links, office_actions, recovery, sign_ins
from portal.accounts.models import MailedToken, User
from portal.accounts.passwords import hash_password, password_is
from portal.accounts.rules import Language, OfficeRoleName, TokenPurpose
from portal.accounts.tokens import issue_token
from portal.audit.models import AuditEntry
from portal.core.clock import at, now
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.notifications.models import OutboxMail
from tests.factories import a_user, a_verifier, an_admin

OLD, NEW = "kuda sawah bambu", "perahu nelayan senja"
R = OfficeRoleName


def a_person(**given: object) -> User:
    return a_user(password_hash=hash_password(OLD), **given)


def mails() -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


def recorded() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_the_right_password_begins_a_session(site: Flask) -> None:
    person = a_person()
    with transaction():
        signed_in = actions.sign_in(email=person.email, password=OLD, device="Peramban")
    assert sign_ins.find(signed_in.token).user_id == person.id
    assert recorded() == ["session.begin"]


@pytest.mark.parametrize(
    "given", [{"is_active": False}, {"email_confirmed_at": None}, {"password_hash": None}, {}]
)
def test_every_refusal_at_the_door_says_the_same(site: Flask, given: dict[str, object]) -> None:
    person = a_user(**({"password_hash": hash_password(OLD)} | given))
    password = OLD if given else "salah sekali"
    with pytest.raises(Refused) as refusal, transaction():
        actions.sign_in(email=person.email, password=password)
    assert refusal.value.reason is actions.NOT_KNOWN


def test_an_unknown_address_is_refused_in_the_same_words(site: Flask) -> None:
    with pytest.raises(Refused) as refusal, transaction():
        actions.sign_in(email="tidak-ada@contoh.id", password=OLD)
    assert refusal.value.reason is actions.NOT_KNOWN


def test_a_new_password_ends_every_other_session(site: Flask) -> None:
    person = a_person()
    with transaction():
        other = sign_ins.begin(person)
        mine = actions.change_password(person, current=OLD, password=NEW, by=person)
    assert sign_ins.find(other).ended_at is not None
    assert sign_ins.find(mine.token).ended_at is None
    assert password_is(NEW, person.password_hash)
    assert [mail.subject for mail in mails()] == ["Kata sandi Anda telah diganti"]


def test_a_wrong_present_password_changes_nothing(site: Flask) -> None:
    person = a_person()
    with pytest.raises(Refused) as refusal, transaction():
        actions.change_password(person, current="salah sekali", password=NEW, by=person)
    assert refusal.value.field == "current"
    assert password_is(OLD, person.password_hash)


def test_a_new_address_counts_only_once_its_link_was_followed(site: Flask) -> None:
    person = a_person(email="lama@contoh.id")
    with transaction():
        actions.ask_new_email(person, current=OLD, email="baru@contoh.id", by=person)
    assert person.email == "lama@contoh.id"
    assert mails()[0].recipient == "baru@contoh.id"
    token = mails()[0].body.split("/konfirmasi/")[1].split()[0]
    with transaction():
        recovery.confirm_email(links.confirmation(token).token)
    assert person.email == "baru@contoh.id"
    assert mails()[1].recipient == "lama@contoh.id"


def test_the_owner_of_an_address_hears_that_somebody_wanted_it(site: Flask) -> None:
    owner, person = a_person(), a_person()
    with transaction():
        actions.ask_new_email(person, current=OLD, email=owner.email, by=person)
    assert [(mail.recipient, mail.subject) for mail in mails()] == [
        (owner.email, "Ada yang memakai alamat surel Anda")
    ]


def test_an_address_taken_meanwhile_is_refused(site: Flask) -> None:
    person = a_person(email="lama@contoh.id")
    token = issue_token(person, TokenPurpose.CONFIRM, new_email="baru@contoh.id")
    a_user(email="baru@contoh.id")
    with pytest.raises(Refused), transaction():
        recovery.confirm_email(links.confirmation(token).token)
    db.session.refresh(person)
    assert person.email == "lama@contoh.id"


def test_a_forgotten_password_brings_a_link_for_an_hour(site: Flask) -> None:
    person = a_person()
    with transaction():
        recovery.ask_for_password(email=person.email, language="id")
    token = mails()[0].body.split("/atur-sandi/")[1].split()[0]
    assert links.reset(token).token is not None
    with at(now() + timedelta(minutes=61)):
        assert links.reset(token).token is None
    assert token not in db.session.scalars(select(MailedToken.token_hash)).all()


@pytest.mark.parametrize("given", [None, {"is_active": False}, {"password_hash": None}])
def test_without_a_usable_account_a_mail_says_so_to_its_owner_alone(
    site: Flask, given: dict[str, object] | None
) -> None:
    email = "tidak-ada@contoh.id" if given is None else a_user(**given).email
    with transaction():
        recovery.ask_for_password(email=email, language="en")
    assert [(mail.recipient, mail.language) for mail in mails()] == [(email, "en")]
    assert "/atur-sandi/" not in mails()[0].body


def test_a_link_works_once_and_ends_all_sessions(site: Flask) -> None:
    person = a_person(email_confirmed_at=None)
    token = issue_token(person, TokenPurpose.RESET)
    session = sign_ins.begin(person)
    db.session.commit()
    link = links.reset(token).token
    with transaction():
        recovery.set_password(link, password=NEW)
    assert sign_ins.find(session).ended_at is not None
    assert person.email_confirmed_at is not None
    with pytest.raises(NotAllowedNow), transaction():
        recovery.set_password(link, password=OLD)
    assert password_is(NEW, person.password_hash)


def test_a_poor_password_does_not_spend_the_link(site: Flask) -> None:
    token = issue_token(a_person(), TokenPurpose.RESET)
    db.session.commit()
    with pytest.raises(Refused), transaction():
        recovery.set_password(links.reset(token).token, password="password1")
    assert links.reset(token).token is not None


def test_a_later_link_replaces_the_earlier_one(site: Flask) -> None:
    person = a_person()
    first, second = (issue_token(person, TokenPurpose.RESET) for _n in range(2))
    assert links.reset(first).token is None
    assert links.reset(second).token is not None


def test_a_link_opens_only_its_own_door(site: Flask) -> None:
    token = issue_token(a_person(), TokenPurpose.CONFIRM)
    assert links.reset(token).token is None
    assert links.invitation(token).token is None


def test_an_invited_verifier_is_narrowed_to_strategies(site: Flask) -> None:
    with transaction():
        user = office_actions.invite_user(
            name="Budi", email="budi@contoh.id", roles=[R.VERIFIER], strategies=[2, 5], by=an_admin()
        )
    assert (user.roles, user.strategy_numbers) == ({R.VERIFIER}, {2, 5})
    token = mails()[0].body.split("/undangan/")[1].split()[0]
    with transaction():
        recovery.accept_invitation(links.invitation(token).token, name="Budi Santoso", password=NEW)
    assert (user.name, user.email_confirmed_at is not None) == ("Budi Santoso", True)
    assert recorded() == ["user.invite", "invitation.accept"]


def test_somebody_with_an_account_is_not_invited_again(site: Flask) -> None:
    with pytest.raises(Refused) as refusal, transaction():
        office_actions.invite_user(
            name="Budi", email=a_user().email, roles=[R.SEKDA], strategies=[], by=an_admin()
        )
    assert refusal.value.field == "email"


def test_an_invitation_can_be_sent_again_until_it_is_accepted(site: Flask) -> None:
    admin, invited = an_admin(), a_user(R.SEKDA, email_confirmed_at=None)
    with transaction():
        office_actions.remind_user(invited, by=admin)
    assert len(mails()) == 1
    with pytest.raises(NotAllowedNow), transaction():
        office_actions.remind_user(a_person(), by=admin)


def test_roles_change_with_one_entry_that_says_what_changed(site: Flask) -> None:
    verifier = a_verifier(1)
    version = verifier.version
    with transaction():
        office_actions.change_roles(verifier, roles=[R.VERIFIER, R.NOTE_TAKER], strategies=[], by=an_admin())
    entry = db.session.scalars(select(AuditEntry)).one()
    assert entry.changes == {"roles": [["verifier"], ["note_taker", "verifier"]], "strategies": [[1], []]}
    assert verifier.version == version + 1


def test_strategies_narrow_verifiers_only(site: Flask) -> None:
    with pytest.raises(Refused) as refusal, transaction():
        office_actions.change_roles(a_user(), roles=[R.SEKDA], strategies=[1], by=an_admin())
    assert refusal.value.field == "strategies"


def test_administrators_neither_demote_nor_disable_themselves(site: Flask) -> None:
    admin = an_admin()
    an_admin()
    with pytest.raises(Refused), transaction():
        office_actions.change_roles(admin, roles=[], strategies=[], by=admin)
    with pytest.raises(Refused), transaction():
        office_actions.disable_user(admin, by=admin)


def test_the_last_active_administrator_stays(site: Flask) -> None:
    last, closed = an_admin(), a_user(R.ADMIN, is_active=False)
    with pytest.raises(Refused), transaction():
        office_actions.disable_user(last, by=closed)
    with pytest.raises(Refused), transaction():
        office_actions.change_roles(last, roles=[R.SEKDA], strategies=[], by=closed)


def test_a_closed_account_loses_its_sessions_and_links(site: Flask) -> None:
    person = a_person()
    session, token = sign_ins.begin(person), issue_token(person, TokenPurpose.RESET)
    db.session.commit()
    with transaction():
        office_actions.disable_user(person, by=an_admin())
    assert sign_ins.find(session).ended_at is not None
    assert links.reset(token).token is None
    with transaction():
        office_actions.enable_user(person, by=an_admin())
    assert person.is_active
    assert links.reset(token).token is None


def test_a_mail_is_worded_in_its_readers_language(site: Flask) -> None:
    person = a_person(language=Language.ENGLISH)
    with transaction():
        recovery.ask_for_password(email=person.email, language="id")
    assert "http://localhost/en/atur-sandi/" in mails()[0].body
