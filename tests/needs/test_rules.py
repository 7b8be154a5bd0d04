"""Needed, pledged, delivered and open always add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.needs.rules import MOVES, Balance, NeedStatus, counted_pledge, may_move

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=3)


@given(needed=st.decimals(min_value=1, max_value=10**6, places=3), pledged=AMOUNTS, delivered=AMOUNTS)
def test_a_balance_adds_up(needed: Decimal, pledged: Decimal, delivered: Decimal) -> None:
    balance = Balance(needed, max(pledged, delivered), delivered)
    assert balance.delivered + balance.on_the_way + balance.open - balance.beyond == needed
    assert min(balance.open, balance.beyond) == 0


@pytest.mark.parametrize(
    ("promised", "delivered", "running", "counted"),
    [("10", None, True, "10"), ("10", "12", True, "12"), ("10", "4", False, "4"), ("10", None, False, "0")],
)
def test_a_promise_that_ended_counts_what_it_delivered(
    promised: str, delivered: str | None, running: bool, counted: str
) -> None:
    reached = Decimal(delivered) if delivered else None
    assert counted_pledge(Decimal(promised), reached, running) == Decimal(counted)


def test_not_quite_all_is_not_all() -> None:
    assert Balance(Decimal(1000), Decimal("999.9")).percent(Decimal("999.9")) == 99


def test_every_move_leads_somewhere_known() -> None:
    assert set(MOVES) == set(NeedStatus)
    assert not may_move(NeedStatus.DECLINED, NeedStatus.OPEN)
