"""Who is there at the same time, and what is needed instead."""

from datetime import date

import pytest

from portal.drafts.nearest import nearest_needs
from portal.drafts.presence import Period, presence_of_others
from portal.needs.rules import NeedPriority, NeedStatus
from tests.factories import (
    VILLAGE,
    a_commitment,
    a_need,
    a_pocket,
    an_organisation,
)

OTHER_VILLAGE, HINAI_VILLAGE = "12.05.07.2009", "12.05.10.2001"


@pytest.mark.parametrize(
    ("period", "overlaps"),
    [
        (Period(date(2026, 6, 30), date(2026, 12, 1)), True),
        (Period(date(2026, 7, 1), date(2026, 12, 1)), False),
        (Period(date(2025, 1, 1), date(2025, 12, 31)), False),
        (Period(date(2025, 1, 1)), True),
    ],
)
def test_only_a_pledge_of_the_same_time_is_an_overlap(site, period: Period, overlaps: bool) -> None:
    a_commitment(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    presence = presence_of_others(5, an_organisation().id, {VILLAGE}, period)
    assert (presence.at(VILLAGE) is not None) is overlaps


def test_the_nearest_open_needs_come_first_then_the_most_urgent(site) -> None:
    draft = a_commitment(places=[{"region_code": VILLAGE}])
    near, same = a_pocket(OTHER_VILLAGE), a_pocket(VILLAGE)
    a_need(pocket=a_pocket(HINAI_VILLAGE), title="elsewhere")
    a_need(pocket=a_pocket(HINAI_VILLAGE), title="elsewhere, urgent", priority=NeedPriority.URGENT)
    a_need(pocket=near, title="kecamatan", priority=NeedPriority.NORMAL)
    a_need(pocket=same, title="village", priority=NeedPriority.NORMAL)
    a_need(pocket=same, title="other strategy", strategy_number=3)
    a_need(NeedStatus.CLOSED, pocket=same, title="closed")
    met, own = a_need(pocket=same, title="met"), a_need(pocket=same, title="own")
    lines = [{"region_code": VILLAGE, "pocket_id": same.id, "need_id": n.id, "quantity": 40} for n in (met,)]
    a_commitment(places=lines)
    draft.allocations[0].need_id = own.id
    found = nearest_needs(draft, {VILLAGE})
    assert [(need.title, need.distance) for need in found] == [
        ("village", 0),
        ("kecamatan", 1),
        ("elsewhere, urgent", 2),
    ]
    assert found[0].open == 40
