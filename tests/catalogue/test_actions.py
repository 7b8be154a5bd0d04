"""Taking on a need."""

from decimal import Decimal

import pytest

from portal.catalogue.actions import take_need
from portal.catalogue.joining import TAKEN_ALREADY, Pair, drafts_for, join_need
from portal.commitments.need_balances import balances_of
from portal.commitments.rules import CommitmentStatus
from portal.core.database import transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.drafts.actions import save_places
from portal.needs.rules import NeedStatus
from tests.factories import a_commitment, a_member, a_need, an_organisation


def _take(need, quantity, organisation=None):
    organisation = organisation or an_organisation()
    member = a_member(organisation)
    with transaction():
        return take_need(need, by=member, organisation=organisation.slug, quantity=quantity), member


def test_a_draft_takes_the_need_over_rupiah_in_proportion(site) -> None:
    need = a_need(rupiah=800_000_001, rupiah_source="Taksiran desa")
    draft, _member = _take(need, Decimal(10))
    line = draft.allocations[0]
    assert (draft.strategy_number, draft.unit, draft.value_source) == (5, "unit rumah", "Taksiran desa")
    assert (line.pocket_id, line.need_id) == (need.pocket_id, need.id)
    assert (line.quantity, line.rupiah) == (Decimal(10), 200_000_000)


def test_no_more_can_be_taken_than_is_open(site) -> None:
    need = a_need()
    place = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
    a_commitment(status=CommitmentStatus.VERIFIED, places=[place | {"quantity": 35}])
    assert balances_of([need])[need.id].open == 5
    with pytest.raises(Refused) as refusal:
        _take(need, Decimal(6))
    assert str(refusal.value.reason) == "Yang masih terbuka tinggal 5 unit rumah"


@pytest.mark.parametrize("quantity", [None, Decimal(0)])
def test_nothing_cannot_be_taken(site, quantity) -> None:
    with pytest.raises(Refused):
        _take(a_need(), quantity)


def test_a_closed_need_cannot_be_taken(site) -> None:
    with pytest.raises(NotAllowedNow):
        _take(a_need(status=NeedStatus.CLOSED), Decimal(1))


def test_the_unit_stays_that_of_the_need(site) -> None:
    draft, member = _take(a_need(), Decimal(2))
    places = [{"place": draft.allocations[0].pocket.slug, "quantity": Decimal(3)}]
    with pytest.raises(Refused), transaction():
        save_places(draft, by=member, unit="paket", places=places)
    with transaction():
        save_places(draft, by=member, unit="unit rumah", places=places)
    assert draft.allocations[0].need_id is not None


def a_draft(member, **given):
    return a_commitment(
        member.memberships[0].organisation, CommitmentStatus.DRAFT, created_by=member, **given
    )


def test_a_draft_takes_a_need_on_in_the_needs_unit_and_keeps_its_other_lines(site) -> None:
    need, member = a_need(rupiah=400_000_000, rupiah_source="RAB desa"), a_member(an_organisation())
    draft = a_draft(member, unit="", places=[{"region_code": "12.05.07.2009", "households": 12}])
    with transaction():
        join_need(draft, need=need, by=member, quantity=Decimal(4))
    kept, line = draft.allocations
    assert (kept.households, kept.need_id) == (12, None)
    assert (line.need_id, line.quantity, line.rupiah) == (need.id, 4, 40_000_000)
    assert (draft.unit, draft.value_source) == ("unit rumah", "RAB desa")


def test_the_line_of_its_pocket_is_fitted_and_what_it_says_stays(site) -> None:
    need, member = a_need(rupiah=400_000_000), a_member(an_organisation())
    place = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id}
    draft = a_draft(member, unit="Unit Rumah", places=[place | {"quantity": 9, "rupiah": 7, "people": 30}])
    with transaction():
        join_need(draft, need=need, by=member, quantity=Decimal(5))
    (line,) = draft.allocations
    assert (line.need_id, line.quantity, line.rupiah, line.people) == (need.id, 5, 7, 30)
    assert Pair(need, draft).obstacle == TAKEN_ALREADY


def test_a_draft_that_counts_otherwise_is_left_as_it_is(site) -> None:
    need, member = a_need(), a_member(an_organisation())
    draft = a_draft(member, unit="paket", places=[{"region_code": "12.05.07.2009", "quantity": 3}])
    with pytest.raises(Refused) as refusal, transaction():
        join_need(draft, need=need, by=member, quantity=Decimal(4))
    assert "dihitung dalam unit rumah, draf Anda dalam paket" in str(refusal.value.reason)
    assert drafts_for(need, member.organisation_ids) == []
