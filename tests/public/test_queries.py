"""What the public pages read: only what is public, in a steady order, with honest sums."""

from decimal import Decimal

import pytest
from flask import Flask

from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Chosen
from portal.core.database import db
from portal.core.disclosure import AtLeast
from portal.organisations.models import FocusStrategy, WorkArea
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.models import PocketFigure
from portal.places.rules import PocketStatus
from portal.public.chapters import get_strategy_page
from portal.public.overview import headline, leads_by_kecamatan, overview
from portal.public.partners import Moved, PartnerFilter, PartnerSort, get_partner, list_partners
from portal.public.pledges import get_pledge, years
from portal.public.pockets import PocketFilter, PocketSort, get_pocket_page, list_pockets
from portal.public.regions import get_region_page
from tests.factories import STABAT, VILLAGE, a_commitment, a_pocket, an_organisation

DELIVERING = [2, 3, 4, 5]
BAHOROK = "12.05.01"


def place(code: str = STABAT) -> Chosen:
    return Chosen(code, code, code)


def a_figure(pocket_id: int, value: int, year: int = 2025) -> None:
    db.session.add(
        PocketFigure(
            pocket_id=pocket_id, indicator_code="poor_households", year=year, value=Decimal(value), source="S"
        )
    )
    db.session.commit()


def test_partners_are_ordered_by_what_they_pledged(site: Flask) -> None:
    small, large = an_organisation(name="A kecil"), an_organisation(name="B besar")
    a_commitment(small, places=[{"region_code": VILLAGE, "rupiah": 5}])
    a_commitment(large, places=[{"region_code": VILLAGE, "rupiah": 9}])
    a_commitment(small, CommitmentStatus.CANCELLED)
    rows = list_partners(PartnerFilter(sort=PartnerSort.VALUE)).rows
    assert [(row.name, row.commitments, row.rupiah) for row in rows] == [("B besar", 1, 9), ("A kecil", 1, 5)]


def test_partners_are_found_by_kind_focus_place_and_name(site: Flask) -> None:
    there = an_organisation(name="Yayasan Bakau", kind=OrganisationKind.NGO)
    an_organisation(name="PT Lain")
    db.session.add_all(
        [
            FocusStrategy(organisation_id=there.id, strategy_number=3),
            WorkArea(organisation_id=there.id, region_code=STABAT),
        ]
    )
    db.session.commit()
    for wanted in (
        PartnerFilter(kind=OrganisationKind.NGO),
        PartnerFilter(strategy=3),
        PartnerFilter(region=place()),
        PartnerFilter(words="bakau yayasan"),
    ):
        assert [row.slug for row in list_partners(wanted).rows] == [there.slug]


def test_a_merged_partner_leads_to_the_one_that_was_kept(site: Flask) -> None:
    kept = an_organisation()
    merged = an_organisation(OrganisationStatus.SUSPENDED, merged_into_id=kept.id)
    assert get_partner(merged.slug) == Moved(kept.slug)
    assert [row.slug for row in list_partners(PartnerFilter()).rows] == [kept.slug]


def test_a_profile_adds_up_live_promises_and_counts_the_unvalued(site: Flask) -> None:
    partner = an_organisation()
    a_commitment(partner)
    a_commitment(partner, places=[{"region_code": "12.05"}])
    a_commitment(partner, CommitmentStatus.CANCELLED)
    shown = get_partner(partner.slug)
    assert not isinstance(shown, Moved) and shown is not None
    assert (shown.rupiah, shown.unvalued, shown.pledged) == (100_000_000, 1, 3)
    assert [region.code for region in shown.kecamatan] == [STABAT] and shown.whole_kabupaten


def test_pockets_in_need_come_first_and_say_what_they_lack(site: Flask) -> None:
    needy, other = a_pocket(name="B"), a_pocket(name="A")
    a_figure(needy.id, 80)
    a_figure(other.id, 3)
    a_commitment(places=[{"region_code": VILLAGE, "pocket_id": needy.id}], strategy_number=3)
    rows = list_pockets(PocketFilter(), DELIVERING).rows
    assert [(row.name, row.poor_households, row.gaps) for row in rows] == [
        ("B", 80, [2, 4, 5]),
        ("A", "<5", [2, 3, 4, 5]),
    ]


def test_a_cancelled_pledge_serves_nobody(site: Flask) -> None:
    pocket = a_pocket()
    a_commitment(
        status=CommitmentStatus.CANCELLED,
        places=[{"region_code": VILLAGE, "pocket_id": pocket.id}],
        strategy_number=3,
    )
    assert list_pockets(PocketFilter(gap=3), DELIVERING).total == 1


def test_a_served_or_lifted_pocket_is_no_gap(site: Flask) -> None:
    served = a_pocket()
    a_pocket(status=PocketStatus.LIFTED)
    a_commitment(places=[{"region_code": VILLAGE, "pocket_id": served.id}], strategy_number=3)
    assert list_pockets(PocketFilter(gap=3), DELIVERING).total == 0


@pytest.mark.parametrize(("code", "total"), [(VILLAGE, 1), (STABAT, 1), ("12.05", 2), (BAHOROK, 1)])
def test_pockets_are_found_by_their_place(site: Flask, code: str, total: int) -> None:
    a_pocket()
    a_pocket("12.05.01.2002")
    assert list_pockets(PocketFilter(region=place(code), sort=PocketSort.NAME), DELIVERING).total == total


def test_a_pledge_shows_small_counts_of_a_village_masked(site: Flask) -> None:
    lines = [
        {"region_code": VILLAGE, "households": 3, "quantity": 3},
        {"region_code": STABAT, "households": 2, "quantity": 40},
    ]
    shown = get_pledge(a_commitment(places=lines, unit="KK").reference)
    assert shown is not None
    assert [(line.households, line.quantity) for line in shown.lines] == [("<5", "<5"), (2, 40)]
    assert shown.sums.households == AtLeast(3) and shown.sums.quantity == AtLeast(41)


def test_a_pledge_of_things_is_counted_exactly(site: Flask) -> None:
    shown = get_pledge(a_commitment(places=[{"region_code": VILLAGE, "quantity": Decimal("2.5")}]).reference)
    assert shown is not None and shown.sums.quantity == Decimal("2.5")


def test_neighbours_are_other_partners_at_the_same_place(site: Flask) -> None:
    mine, other = a_commitment(), a_commitment()
    a_commitment(places=[{"region_code": "12.05.01.2002"}])
    a_commitment(status=CommitmentStatus.CANCELLED)
    shown = get_pledge(mine.reference)
    assert shown is not None and [each.reference for each in shown.neighbours] == [other.reference]


def test_gaps_are_pairs_of_kecamatan_and_delivering_strategy(site: Flask) -> None:
    a_commitment(strategy_number=5)
    a_commitment(strategy_number=5, places=[{"region_code": "12.05"}])
    a_commitment(strategy_number=1)
    district = overview()
    assert (district.pairs, district.gaps) == (92, 91)
    stabat = next(row for row in district.kecamatan if row.region.code == STABAT)
    assert stabat.missing == [2, 3, 4]


def test_who_waits_most_has_many_pockets_and_many_gaps(site: Flask) -> None:
    a_pocket("12.05.01.2002")
    a_pocket(), a_pocket(name="Lain")
    assert [row.region.code for row in overview().waiting(5)] == [STABAT, BAHOROK]


def test_the_headline_counts_live_commitments_and_verified_partners(site: Flask) -> None:
    partner = an_organisation(is_example=True)
    a_commitment(partner)
    a_commitment(partner, CommitmentStatus.COMPLETED, places=[{"region_code": VILLAGE}])
    a_commitment(partner, CommitmentStatus.CANCELLED)
    an_organisation(OrganisationStatus.APPLIED)
    numbers = headline()
    assert (numbers.partners, numbers.commitments, numbers.unvalued) == (1, 2, 1)
    assert numbers.rupiah == 100_000_000 and numbers.has_examples
    assert leads_by_kecamatan() == {STABAT: 1}


def test_an_empty_register_has_an_empty_headline(site: Flask) -> None:
    numbers = headline()
    assert (numbers.partners, numbers.commitments, numbers.rupiah, numbers.updated_at) == (0, 0, None, None)
    assert years() == [] and overview().waiting(5) == []


def test_a_kecamatan_counts_its_villages(site: Flask) -> None:
    a_pocket()
    a_commitment()
    shown = get_region_page(STABAT)
    assert shown is not None
    row = next(row for row in shown.villages if row.region.code == VILLAGE)
    assert (row.pockets, row.commitments) == (1, 1)


def test_a_strategy_names_the_kecamatan_without_a_partner(site: Flask) -> None:
    a_commitment(strategy_number=3)
    shown = get_strategy_page(3)
    assert shown is not None and "Stabat" not in shown.unserved and len(shown.unserved) == 22


def test_a_pocket_page_tells_its_own_commitments_from_those_nearby(site: Flask) -> None:
    pocket = a_pocket()
    own = a_commitment(places=[{"region_code": VILLAGE, "pocket_id": pocket.id}])
    near = a_commitment(places=[{"region_code": STABAT}])
    shown = get_pocket_page(pocket.slug)
    assert shown is not None
    assert [row.reference for row in shown.commitments.rows] == [own.reference]
    assert [row.reference for row in shown.nearby] == [near.reference]
