"""The office decides about commitments: each move once, by somebody else, with a reason."""

import pytest
from sqlalchemy import select

from portal.accounts.rules import Language, OfficeRoleName
from portal.audit.actions import record
from portal.audit.models import AuditEntry
from portal.commitments.rules import MOVES, CommitmentStatus
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.notifications.models import OutboxMail
from portal.organisations.models import Membership
from portal.organisations.rules import MemberRole, OrganisationStatus
from portal.reviews import actions
from tests.factories import a_commitment, a_member, a_user, a_verifier, an_admin, an_organisation

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("site")]
S = CommitmentStatus
REASON = "Sebutkan jumlah per desa."
ACTIONS = {
    S.VERIFIED: actions.verify_commitment,
    S.RETURNED: actions.return_commitment,
    S.REJECTED: actions.reject_commitment,
    S.COMPLETED: actions.complete_commitment,
}
ALLOWED = [(old, new) for old in S for new in ACTIONS if new in MOVES[old]]
FORBIDDEN = [(old, new) for old in S for new in ACTIONS if new not in MOVES[old]]


def decide(commitment, status, by, reason=REASON):
    with transaction():
        return ACTIONS[status](commitment, by=by, reason=reason)


def entries():
    return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()


@pytest.mark.parametrize(("old", "new"), ALLOWED, ids=str)
def test_an_allowed_move_is_made_and_leaves_one_entry(old, new):
    commitment, verifier = a_commitment(status=old), a_verifier()
    before = len(entries())
    decide(commitment, new, verifier)
    assert commitment.status is new
    added = entries()[before:]
    assert [entry.changes["status"] for entry in added] == [[old.value, new.value]]
    assert added[0].actor_id == verifier.id and added[0].reason == REASON


@pytest.mark.parametrize(("old", "new"), FORBIDDEN, ids=str)
def test_any_other_move_is_refused_and_changes_nothing(old, new):
    commitment, verifier = a_commitment(status=old), a_verifier()
    before = (len(entries()), commitment.version)
    with pytest.raises(NotAllowedNow):
        decide(commitment, new, verifier)
    db.session.refresh(commitment)
    assert (len(entries()), commitment.version, commitment.status) == (*before, old)


@pytest.mark.parametrize("new", [S.RETURNED, S.REJECTED])
@pytest.mark.parametrize("reason", ["", None, "terlalu", " "])
def test_returning_and_rejecting_need_a_reason(new, reason):
    commitment = a_commitment(status=S.SUBMITTED)
    with pytest.raises(Refused) as refused:
        decide(commitment, new, a_verifier(), reason)
    assert refused.value.field == "reason"


def test_closing_needs_a_reason():
    with pytest.raises(Refused):
        decide(a_commitment(status=S.VERIFIED), S.COMPLETED, a_verifier(), "")


def test_a_verified_commitment_forgets_why_it_was_returned():
    commitment = a_commitment(status=S.SUBMITTED, reason="Dulu kurang jelas", verified_at=None)
    decide(commitment, S.VERIFIED, a_verifier(), "")
    assert commitment.reason == "" and commitment.verified_at is not None


def test_nobody_verifies_what_they_wrote():
    author = a_verifier()
    commitment = a_commitment(status=S.SUBMITTED, created_by=author)
    with pytest.raises(Refused):
        decide(commitment, S.VERIFIED, author)
    assert commitment.status is S.SUBMITTED


def test_nobody_verifies_what_their_organisation_wrote():
    organisation, verifier = an_organisation(), a_verifier()
    db.session.add(
        Membership(user_id=verifier.id, organisation_id=organisation.id, role=MemberRole.CONTRIBUTOR)
    )
    db.session.commit()
    db.session.refresh(verifier)
    with pytest.raises(Refused):
        decide(a_commitment(organisation, S.SUBMITTED), S.VERIFIED, verifier)


def test_nobody_verifies_what_they_edited_before_they_left_the_organisation():
    verifier, commitment = a_verifier(), a_commitment(status=S.SUBMITTED)
    with transaction():
        record("commitment.save_what", commitment, by=verifier)
    with pytest.raises(Refused):
        decide(commitment, S.VERIFIED, verifier)
    assert decide(commitment, S.VERIFIED, a_verifier()).status is S.VERIFIED


def test_a_verifier_narrowed_to_other_strategies_is_refused():
    with pytest.raises(Refused):
        decide(a_commitment(status=S.SUBMITTED, strategy_number=5), S.VERIFIED, a_verifier(2, 3))


@pytest.mark.parametrize(
    "roles", [(OfficeRoleName.ADMIN,), (OfficeRoleName.SEKDA,), (OfficeRoleName.NOTE_TAKER,)]
)
def test_other_roles_do_not_verify(roles):
    with pytest.raises(Refused):
        decide(a_commitment(status=S.SUBMITTED), S.VERIFIED, a_user(*roles))


def test_the_organisation_must_be_verified_first():
    waiting = an_organisation(OrganisationStatus.APPLIED)
    with pytest.raises(Refused):
        decide(a_commitment(waiting, S.SUBMITTED), S.VERIFIED, a_verifier())


def test_a_suspended_organisation_can_still_be_returned():
    suspended = an_organisation(OrganisationStatus.SUSPENDED)
    assert decide(a_commitment(suspended, S.SUBMITTED), S.RETURNED, a_verifier()).status is S.RETURNED


def test_the_author_and_the_managers_hear_of_it_in_their_language():
    organisation = an_organisation()
    author = a_member(organisation, MemberRole.CONTRIBUTOR, email="penulis@contoh.id")
    a_member(organisation, MemberRole.MANAGER, email="boss@contoh.id", language=Language.ENGLISH)
    a_member(organisation, MemberRole.CONTRIBUTOR, email="rekan@contoh.id")
    a_member(organisation, MemberRole.MANAGER, email="pergi@contoh.id", is_active=False)
    commitment = a_commitment(organisation, S.SUBMITTED, created_by=author)
    decide(commitment, S.RETURNED, a_verifier())
    mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    assert [mail.recipient for mail in mails] == ["penulis@contoh.id", "boss@contoh.id"]
    assert all(REASON in mail.body and commitment.reference in mail.subject for mail in mails)
    assert f"http://localhost/ruang/komitmen/{commitment.reference}" in mails[0].body
    assert f"http://localhost/en/ruang/komitmen/{commitment.reference}" in mails[1].body


def test_an_administrator_who_is_also_a_verifier_may_verify():
    both = a_user(OfficeRoleName.ADMIN, OfficeRoleName.VERIFIER)
    assert decide(a_commitment(status=S.SUBMITTED), S.VERIFIED, both).status is S.VERIFIED


def test_an_administrator_alone_does_not_close():
    with pytest.raises(Refused):
        decide(a_commitment(), S.COMPLETED, an_admin())
