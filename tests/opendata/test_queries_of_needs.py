"""The file of needs."""

import pytest

from portal.commitments.rules import CommitmentStatus
from portal.needs.rules import NeedStatus
from portal.places.rules import PocketStatus
from tests.factories import a_commitment, a_need, a_pocket
from tests.opendata.reading import table


def _line(need, **given):
    return {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id} | given


def test_a_need_stands_there_with_its_balance(browser) -> None:
    need = a_need()
    a_commitment(places=[_line(need, quantity=30, realised_quantity=10)])
    (row,) = table(browser.get("/data/kebutuhan.csv?strategi=5&wilayah=12.05&status=terbuka&tahun=2026"))
    assert [row[name] for name in ("needed", "pledged", "delivered", "open", "beyond")] == [
        *("40", "30", "10", "10", "0"),
    ]
    assert (row["reference"], row["state"], row["pocket"]) == (need.reference, "open", need.pocket.slug)
    assert table(browser.get("/data/kebutuhan.csv?status=terpenuhi")) == []
    browser.get("/data/kebutuhan.csv?status=diusulkan", status=400)
    browser.get("/data/kebutuhan.csv?jenis=swasta", status=400)


def test_only_what_everybody_may_see(browser) -> None:
    a_need(NeedStatus.PROPOSED)
    a_need(NeedStatus.DECLINED)
    a_need(pocket=a_pocket(status=PocketStatus.WITHDRAWN))
    assert table(browser.get("/data/kebutuhan.csv")) == []


@pytest.mark.parametrize(
    ("pledged", "shown"), [(3, ("<5", ">=36")), (38, (">=36", "<5")), (20, ("20", "20"))]
)
def test_few_people_are_masked_and_what_would_tell_them(browser, pledged: int, shown: tuple) -> None:
    need = a_need(unit="orang")
    a_commitment(status=CommitmentStatus.VERIFIED, places=[_line(need, quantity=pledged)])
    (row,) = table(browser.get("/data/kebutuhan.csv"))
    assert (row["pledged"], row["open"]) == shown
