"""What people do for their organisation, and what the office decides."""

import pytest
from flask import Flask

from portal.accounts.models import MailedToken, User
from portal.accounts.rules import TokenPurpose
from portal.audit.models import AuditEntry
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.organisations import actions, office_actions, queries
from portal.organisations.models import Membership, Organisation
from portal.organisations.rules import MOVES, MemberRole, OrganisationKind, OrganisationStatus
from tests.factories import a_member, a_user, a_verifier, an_admin, an_organisation
from tests.organisations.support import PERSON, PROFILE, REASON, count, mails_to, verbs

S = OrganisationStatus


def test_an_organisation_registers_with_its_first_user(site: Flask) -> None:
    with transaction():
        actions.apply(**PERSON, **PROFILE, language="en")
    organisation = queries.get_organisation("pt-bakau-lestari")
    assert organisation is not None
    assert organisation.status is S.APPLIED
    assert organisation.focus_numbers == [3, 5]
    assert organisation.area_codes == ["12.05.01", "12.05.07"]
    assert [(m.user.email, m.role) for m in organisation.memberships] == [
        ("siti@contoh.id", MemberRole.MANAGER)
    ]
    assert verbs() == ["organisation.apply"]


def test_the_applicant_gets_a_link_in_the_language_of_the_form(site: Flask) -> None:
    with transaction():
        actions.apply(**PERSON, **PROFILE, language="en")
    token = db.session.query(MailedToken).one()
    (mail,) = mails_to("siti@contoh.id")
    assert (token.purpose, mail.language) == (TokenPurpose.CONFIRM, "en")
    assert "http://localhost/en/konfirmasi/" in mail.body
    assert token.token_hash not in mail.body


def test_an_address_with_an_account_creates_nothing_and_is_told(site: Flask) -> None:
    a_user(email="siti@contoh.id")
    with transaction():
        actions.apply(**PERSON, **PROFILE, language="id")
    assert (count(Organisation), count(User), count(AuditEntry), count(MailedToken)) == (0, 1, 0, 0)
    (mail,) = mails_to("siti@contoh.id")
    assert "http://localhost/ruang/lembaga/daftar" in mail.body


def test_a_password_is_worked_on_whether_or_not_there_is_an_account(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_user(email="siti@contoh.id")
    hashed: list[str] = []
    monkeypatch.setattr(actions, "hash_password", lambda password: hashed.append(password) or "x")
    with transaction():
        actions.apply(**PERSON, **PROFILE, language="id")
    assert len(hashed) == 1


def test_a_weak_password_and_a_missing_consent_are_refused(site: Flask) -> None:
    for wrong, field in (({"password": "password"}, "password"), ({"consent": False}, "consent")):
        with pytest.raises(Refused) as refusal, transaction():
            actions.apply(**(PERSON | wrong), **PROFILE, language="id")
        assert refusal.value.field == field
    assert count(User) == 0


def test_equal_names_get_addresses_of_their_own(site: Flask) -> None:
    by = a_user()
    with transaction():
        slugs = [actions.register_another(by=by, consent=True, **PROFILE).slug for _ in range(3)]
    assert slugs == ["pt-bakau-lestari", "pt-bakau-lestari-2", "pt-bakau-lestari-3"]


@pytest.mark.parametrize(
    ("name", "slug"), [("Daftar", "daftar-2"), ("Baru", "baru-2"), ("日", "ri"), ("!!", "mitra")]
)
def test_words_that_pages_use_and_names_without_letters_get_another_address(
    site: Flask, name: str, slug: str
) -> None:
    with transaction():
        made = actions.register_another(by=a_user(), consent=True, **(PROFILE | {"name": name}))
    assert made.slug == slug


def test_a_profile_is_edited_with_one_entry_that_names_what_changed(site: Flask) -> None:
    organisation = an_organisation(S.APPLIED)
    manager = a_member(organisation)
    with transaction():
        actions.edit_profile(organisation, by=manager, **(PROFILE | {"about": "**Tebal**"}))
    entry = db.session.query(AuditEntry).one()
    assert organisation.about_html == "<p><strong>Tebal</strong></p>"
    assert entry.changes["focus"] == [[], [3, 5]]
    assert "about_html" not in entry.changes


def test_a_change_of_areas_alone_moves_the_version_on(site: Flask) -> None:
    organisation = an_organisation(S.APPLIED)
    with transaction():
        actions.edit_profile(organisation, by=a_member(organisation), **PROFILE)
    before = organisation.version
    with transaction():
        changed = PROFILE | {"works_everywhere": True, "area_codes": []}
        actions.edit_profile(organisation, by=a_user(), **changed)
    assert organisation.version == before + 1
    assert [area.region_code for area in organisation.areas] == ["12.05"]


def test_the_name_of_a_verified_organisation_is_the_offices(site: Flask) -> None:
    organisation = an_organisation(S.VERIFIED)
    with pytest.raises(Refused), transaction():
        actions.edit_profile(organisation, by=a_member(organisation), **PROFILE)


def test_a_returned_application_goes_back_to_the_end_of_the_queue(site: Flask) -> None:
    early, late = an_organisation(S.RETURNED), an_organisation(S.APPLIED)
    with transaction():
        actions.resubmit(early, by=a_member(early))
    assert late.applied_at < early.applied_at
    assert early.reason == ""


DECISIONS = {
    "approve": (office_actions.approve, S.VERIFIED, False),
    "send_back": (office_actions.send_back, S.RETURNED, True),
    "reject": (office_actions.reject, S.REJECTED, True),
    "suspend": (office_actions.suspend, S.SUSPENDED, True),
    "restore": (office_actions.restore, S.VERIFIED, True),
}


@pytest.mark.parametrize("old", list(S), ids=str)
@pytest.mark.parametrize("name", DECISIONS)
def test_only_the_moves_of_the_life_cycle_are_made(site: Flask, name: str, old: S) -> None:
    action, new, wants_reason = DECISIONS[name]
    organisation, verifier = an_organisation(old), a_verifier()
    reason = {"reason": REASON} if wants_reason else {}
    allowed = new in MOVES[old] and (name == "restore") == (old is S.SUSPENDED)
    if allowed:
        with transaction():
            action(organisation, by=verifier, **reason)
        assert organisation.status is new
        assert len(verbs()) == 1
    else:
        with pytest.raises(NotAllowedNow), transaction():
            action(organisation, by=verifier, **reason)
        assert organisation.status is old
        assert verbs() == []


@pytest.mark.parametrize("name", [name for name, (_, _, wants) in DECISIONS.items() if wants])
def test_a_reason_is_demanded(site: Flask, name: str) -> None:
    organisation = an_organisation(S.APPLIED)
    with pytest.raises(Refused) as refusal, transaction():
        DECISIONS[name][0](organisation, by=a_verifier(), reason=" tidak ")
    assert refusal.value.field == "reason"


def test_managers_are_told_the_decision_and_its_reason(site: Flask) -> None:
    organisation = an_organisation(S.APPLIED)
    manager, contributor = a_member(organisation), a_member(organisation, MemberRole.CONTRIBUTOR)
    with transaction():
        office_actions.send_back(organisation, by=a_verifier(), reason=REASON)
    (mail,) = mails_to(manager.email)
    assert REASON in mail.body
    assert f"http://localhost/ruang/lembaga/{organisation.slug}" in mail.body
    assert mails_to(contributor.email) == []


def test_nobody_decides_about_an_organisation_they_belong_to(site: Flask) -> None:
    organisation, admin = an_organisation(S.APPLIED), an_admin()
    db.session.add(Membership(user_id=admin.id, organisation_id=organisation.id, role=MemberRole.CONTRIBUTOR))
    db.session.commit()
    with pytest.raises(Refused), transaction():
        office_actions.approve(organisation, by=admin)
    assert organisation.status is S.APPLIED


def test_the_office_corrects_name_and_kind_and_the_address_stays(site: Flask) -> None:
    organisation = an_organisation(S.VERIFIED, name="PT Salah", slug="pt-salah")
    with transaction():
        office_actions.correct(organisation, by=an_admin(), name="CV Benar", kind=OrganisationKind.NGO)
    assert (organisation.name, organisation.slug) == ("CV Benar", "pt-salah")
    assert verbs() == ["organisation.correct"]


def test_the_office_registers_a_verified_organisation_and_invites_its_manager(site: Flask) -> None:
    with transaction():
        made = office_actions.register(
            by=an_admin(), manager_name="Budi", manager_email="budi@contoh.id", **PROFILE
        )
    assert made.status is S.VERIFIED
    assert [m.role for m in made.memberships] == [MemberRole.MANAGER]
    assert verbs() == ["organisation.register"]
    assert "/undangan/" in mails_to("budi@contoh.id")[0].body


def test_a_manager_needs_both_name_and_address(site: Flask) -> None:
    for given, field in (
        ({"manager_name": "Budi"}, "manager_email"),
        ({"manager_email": "b@c.id"}, "manager_name"),
    ):
        with pytest.raises(Refused) as refusal, transaction():
            answers = {"manager_name": None, "manager_email": None} | given
            office_actions.register(by=an_admin(), **answers, **PROFILE)
        assert refusal.value.field == field
