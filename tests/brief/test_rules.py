"""Which gaps come first, how months are counted, when the brief is sent."""

from datetime import date
from decimal import Decimal

import pytest

from portal.brief.rules import (
    OpenNeed,
    PocketFacts,
    Served,
    gaps_of,
    is_day_of_brief,
    months_since,
    overlaps_of,
    week_key,
)

TODAY = date(2026, 11, 24)


def pocket(key: int, poor: int | None = None, since: date = TODAY) -> PocketFacts:
    return PocketFacts(key, f"p{key}", f"P{key}", "Desa A", "Stabat", "12.05.07", poor, since, False)


def need(urgency: int, rupiah: int | None = None) -> OpenNeed:
    return OpenNeed(urgency, "Rumah", Decimal(4), "unit", rupiah)


def test_urgent_needs_come_first_then_rupiah_then_poor_households_then_the_longest_alone() -> None:
    pockets = [pocket(1, 900), pocket(2), pocket(3), pocket(4), pocket(5, 8), pocket(6, 8, date(2020, 1, 1))]
    needs = {(2, 2): need(1, 5), (3, 2): need(1, 9), (4, 2): need(0)}
    found = gaps_of(pockets, [2], [], needs, TODAY)
    assert [gap.pocket.id for gap in found] == [4, 3, 2, 1, 6, 5]


def test_a_served_pair_is_no_gap_and_other_strategies_of_the_pocket_stay_one() -> None:
    served = [Served("12.05.07", 1, 2, 1), Served("12.05.07", None, 3, 1)]
    found = gaps_of([pocket(1)], [2, 3], served, {}, TODAY)
    assert [(gap.pocket.id, gap.strategy) for gap in found] == [(1, 3)]


def test_three_leads_that_are_not_done_overlap() -> None:
    served = [Served("12.05.07", 1, 2, 3), Served("12.05.07", 1, 3, 2), Served("12.05.07", 2, 2, 5)]
    found = overlaps_of([pocket(1), pocket(2)], [*served, Served("12.05.07", 9, 2, 7)], 3)
    assert [(each.pocket.id, each.leads) for each in found] == [(2, 5), (1, 3)]


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (TODAY, 0),
        (date(2026, 10, 25), 0),
        (date(2026, 10, 24), 1),
        (date(2024, 11, 24), 24),
        (date(2027, 1, 1), 0),
    ],
)
def test_months_are_whole(since: date, months: int) -> None:
    assert months_since(since, TODAY) == months


def test_the_brief_is_sent_on_mondays_under_the_key_of_its_week() -> None:
    assert is_day_of_brief(date(2026, 11, 23)) and not is_day_of_brief(TODAY)
    assert week_key(date(2026, 11, 23)) == "brief:2026-W48" and week_key(date(2027, 1, 1)) == "brief:2026-W53"
