"""Whatever is promised, reported, amended, completed or called off: a need and its parts add up."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from portal.amendments import office_actions
from portal.catalogue.queries import row_of
from portal.commitments.models import Commitment
from portal.commitments.need_balances import balances_of
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db, transaction
from portal.needs.rules import NeedState, counted_pledge
from tests.amendments.support import REASON, a_promise, ask, ask_to_cancel
from tests.factories import a_member, a_need, a_verifier

pytestmark = pytest.mark.both_databases
AMOUNT = some.integers(0, 60_000).map(lambda n: Decimal(n) / 1000)
STEP = some.tuples(some.sampled_from(["report", "amend", "cancel", "complete"]), some.integers(0, 2), AMOUNT)


def _do(what: str, pledge: Commitment, amount: Decimal, verifier) -> None:
    """One thing that happens to a promise; what arrived is told in its line, as verification does."""
    if pledge.status is not CommitmentStatus.VERIFIED:
        return
    if what in {"report", "complete"}:
        pledge.allocations[0].realised_quantity = amount
        pledge.status = CommitmentStatus.COMPLETED if what == "complete" else pledge.status
        db.session.commit()
        return
    line, partner = pledge.allocations[0], a_member(pledge.organisation)
    place = {"place": line.pocket.slug, "rupiah": 1_000, "quantity": amount + 1, "households": None}
    if what == "amend" and amount + 1 != line.quantity:
        asked = ask(pledge, partner, [place | {"people": None}], below_known=True)
    elif what == "cancel":
        asked = ask_to_cancel(pledge, partner)
    else:
        return
    with transaction():
        office_actions.approve(asked, by=verifier, reason=REASON, below_known=True)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(promised=some.lists(AMOUNT, min_size=3, max_size=3), steps=some.lists(STEP, max_size=6))
def test_needed_is_delivered_on_the_way_and_open_without_what_is_beyond(site, promised, steps) -> None:
    need, verifier = a_need(), a_verifier()
    place = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
    pledges = [a_promise(places=[place | {"quantity": amount}]) for amount in promised]
    for what, number, amount in steps:
        _do(what, pledges[number], amount, verifier)
        db.session.expire_all()
        balance = balances_of([need])[need.id]
        assert balance.delivered + balance.on_the_way + balance.open - balance.beyond == need.quantity
        assert min(balance.open, balance.beyond) == 0 <= min(balance.on_the_way, balance.delivered)
        assert balance.pledged == sum(
            counted_pledge(
                line.quantity or Decimal(0), line.realised_quantity, each.status is CommitmentStatus.VERIFIED
            )
            for each in pledges
            for line in each.allocations
        )
        assert all(line.need_id == need.id for each in pledges for line in each.allocations)
        assert (row_of(need, public=True).state is NeedState.MET) is (balance.delivered >= need.quantity)


def test_a_place_taken_out_of_a_promise_counts_no_longer_for_the_need(site) -> None:
    need = a_need()
    there = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
    pledge = a_promise(places=[there | {"quantity": 7}, {"region_code": "12.05", "quantity": 1}])
    assert balances_of([need])[need.id].pledged == 7
    pledge.allocations = [line for line in pledge.allocations if line.need_id is None]
    db.session.commit()
    db.session.expire_all()
    assert balances_of([need])[need.id].pledged == 0
