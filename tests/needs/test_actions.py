"""Needs are entered by the office, proposed by those who may, decided once."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.commitments.need_balances import balances_of
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.needs import actions, queries
from portal.needs.models import Need
from portal.needs.rules import Balance, NeedStatus
from portal.notifications.models import Notice
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from tests.factories import a_commitment, a_member, a_need, a_pocket, a_verifier, an_organisation

ANSWERS = {
    "strategy_number": 5,
    "title": "Rumah layak huni",
    "quantity": Decimal(40),
    "unit": "unit rumah",
    "rupiah": 800_000_000,
    "rupiah_source": "Taksiran desa",
    "year": 2026,
    "priority": "urgent",
    "basis": "village_meeting",
}
S = NeedStatus


def _do(action, *targets, **answers) -> Need:
    with transaction():
        return action(*targets, **answers)


def test_the_office_enters_a_need_and_it_is_public_at_once(site) -> None:
    need = _do(actions.enter_need, by=a_verifier(), pocket_slug=a_pocket().slug, **ANSWERS)
    assert need.reference.startswith("KBT-")
    assert queries.get_published_need(need.reference) is not None


@pytest.mark.parametrize(
    ("kind", "status", "may"),
    [
        (OrganisationKind.COMMUNITY, OrganisationStatus.VERIFIED, True),
        (OrganisationKind.GOVERNMENT, OrganisationStatus.VERIFIED, True),
        (OrganisationKind.PRIVATE, OrganisationStatus.VERIFIED, False),
        (OrganisationKind.COMMUNITY, OrganisationStatus.APPLIED, False),
    ],
)
def test_who_may_propose(site, kind: OrganisationKind, status: OrganisationStatus, may: bool) -> None:
    organisation = an_organisation(status, kind=kind)
    answers = {
        "by": a_member(organisation),
        "organisation": organisation.slug,
        "pocket_slug": a_pocket().slug,
    }
    if may:
        need = _do(actions.propose_need, **answers, **ANSWERS)
        assert need.status is S.PROPOSED and queries.get_published_need(need.reference) is None
    else:
        with pytest.raises(Refused):
            _do(actions.propose_need, **answers, **ANSWERS)


def test_a_proposal_is_decided_once_and_never_by_who_made_it(site) -> None:
    need, verifier = a_need(status=S.PROPOSED), a_verifier()
    _do(actions.accept_need, need, by=verifier)
    with pytest.raises(NotAllowedNow):
        _do(actions.decline_need, need, by=verifier, reason="Sudah tercatat di tempat lain")
    own = a_need(status=S.PROPOSED, created_by=verifier)
    with pytest.raises(Refused):
        _do(actions.accept_need, own, by=verifier)


def test_a_closed_need_says_why_and_can_be_opened_again(site) -> None:
    need, verifier = a_need(), a_verifier()
    with pytest.raises(Refused):
        _do(actions.close_need, need, by=verifier, reason="")
    _do(actions.close_need, need, by=verifier, reason="Dipenuhi lewat Dana Desa 2026")
    assert _do(actions.reopen_need, need, by=verifier, reason="Ternyata belum selesai").status is S.OPEN


@pytest.mark.parametrize(
    "wrong",
    [{"quantity": Decimal(0)}, {"rupiah_source": ""}, {"pocket_slug": "tidak-ada"}, {"strategy_number": 9}],
)
def test_a_bad_answer_is_refused_at_its_field(site, wrong: dict) -> None:
    with pytest.raises(Refused) as refusal:
        _do(actions.enter_need, **{"by": a_verifier(), "pocket_slug": a_pocket().slug, **ANSWERS} | wrong)
    assert refusal.value.field == next(iter(wrong))


def test_pledges_and_deliveries_count_for_the_need_they_took(site) -> None:
    need = a_need(quantity=Decimal(40))
    place = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
    running, done, cancelled = (
        CommitmentStatus.VERIFIED,
        CommitmentStatus.COMPLETED,
        CommitmentStatus.CANCELLED,
    )
    a_commitment(status=running, places=[place | {"quantity": 10, "realised_quantity": 4}])
    a_commitment(status=done, places=[place | {"quantity": 10, "realised_quantity": 8}])
    a_commitment(status=cancelled, places=[place | {"quantity": 10}])
    a_commitment(status=CommitmentStatus.SUBMITTED, places=[place | {"quantity": 10}])
    assert balances_of([need])[need.id] == Balance(Decimal(40), Decimal(18), Decimal(12))


def test_who_decides_and_who_proposed_are_told(site) -> None:
    verifier, narrowed = a_verifier(), a_verifier(1)
    community = an_organisation(kind=OrganisationKind.COMMUNITY)
    proposer, place = a_member(community), a_pocket().slug
    need = _do(actions.propose_need, by=proposer, organisation=community.slug, pocket_slug=place, **ANSWERS)
    assert _told(verifier) == [f"Usulan kebutuhan {need.reference} menunggu keputusan"]
    assert _told(narrowed) == [] == _told(proposer)
    _do(actions.decline_need, need, by=verifier, reason="Sudah tercatat di tempat lain")
    assert _told(proposer) == [f"Usulan kebutuhan {need.reference} tidak diterima"]


def _told(person) -> list[str]:
    return list(db.session.scalars(select(Notice.title).filter_by(user_id=person.id)))
