"""A list is walked page by page from either end and shows each commitment once."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.commitments.eyes import EVERYBODY, Eyes
from portal.commitments.models import NO_VALUE, Commitment
from portal.commitments.queries import all_commitments, list_commitments
from portal.commitments.rules import CommitmentStatus, Sort
from portal.commitments.selection import Selection, StateFilter
from portal.core.database import db
from portal.core.errors import UnknownFilter
from portal.core.keyset import START, Spot, Total
from portal.organisations.rules import OrganisationKind
from tests.factories import STABAT, VILLAGE, a_commitment, an_organisation

S = CommitmentStatus
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def a_register() -> None:
    """Eleven commitments full of ties and of what is not known; two that nobody may see."""
    ngo, office = (
        an_organisation(kind=OrganisationKind.NGO),
        an_organisation(kind=OrganisationKind.GOVERNMENT),
    )
    author = a_commitment(ngo, S.DRAFT, title="a").created_by
    a_commitment(ngo, S.SUBMITTED, title="a", created_by=author)
    for number, (status, starts, ends, heard, rupiah, verified) in enumerate([
        (S.VERIFIED, None, None, None, None, None),
        (S.VERIFIED, None, None, None, None, None),
        (S.VERIFIED, MARCH, MAY, MARCH, 5, NOON),
        (S.VERIFIED, MARCH, MAY, MARCH, 5, NOON),
        (S.VERIFIED, MARCH, MAY, None, 5, NOON),
        (S.VERIFIED, date(2026, 12, 1), date(2027, 5, 1), MAY, 9, None),
        (S.VERIFIED, date(2025, 3, 1), date(2027, 5, 1), MAY, 0, NOON),
        (S.COMPLETED, MARCH, MAY, MAY, 0, NOON),
        (S.COMPLETED, date(2025, 3, 1), None, None, None, None),
        (S.CANCELLED, MARCH, MAY, None, 7, NOON),
        (S.CANCELLED, MARCH, MAY, None, 7, NOON),
    ]):  # fmt: skip
        a_commitment(
            office if number % 3 else ngo,
            status,
            [{"region_code": VILLAGE if number % 2 else STABAT, "rupiah": rupiah}],
            title="Sama" if number % 2 else "sama lagi",
            strategy_number=2 + number % 2,
            starts_on=starts,
            ends_on=ends,
            heard_on=heard,
            verified_at=verified,
            created_by=author,
        )


def walked(selection: Selection, *, forward: bool, **how) -> list[str]:
    """The references of the whole list in its order, three at a time."""
    spot, pages = START if forward else Spot(last=True), []
    while True:
        page = list_commitments(selection, spot, size=3, **how)
        pages.append([row.reference for row in page.rows])
        cursor = page.after if forward else page.before
        if not cursor:
            return sum(pages if forward else pages[::-1], [])
        spot = Spot(after=cursor) if forward else Spot(before=cursor)


@pytest.mark.parametrize("sort", Sort)
def test_every_walk_meets_each_commitment_once_in_order(site, sort: Sort) -> None:
    a_register()
    asked = [
        *(Selection(state=state) for state in [None, *StateFilter]),
        Selection(year=2026),
        Selection(year=2025, state=StateFilter.COMPLETED),
        Selection(strategy=2),
        Selection(kind=OrganisationKind.NGO),
        Selection(words="sama"),
    ]
    fresh = {row.reference: row for row in all_commitments(Selection())}
    for selection in asked:
        there = walked(selection, forward=True, sort=sort)
        assert there == walked(selection, forward=False, sort=sort)
        assert there == [row.reference for row in all_commitments(selection, sort=sort)]
        assert len(there) == len(set(there)) <= len(fresh)
    assert len(walked(Selection(), forward=True, sort=sort)) == len(fresh) == 11
    assert len(walked(Selection(), forward=True, sort=sort, eyes=Eyes(published_only=False))) == 13


def test_old_links_name_a_page_by_its_number(site) -> None:
    a_register()
    whole = walked(Selection(), forward=True)
    third = list_commitments(Selection(), Spot(number=3), size=3)
    assert [row.reference for row in third.rows] == whole[6:9]
    assert (third.first, third.last, third.total) == (7, 9, Total(11))
    assert (third.before, third.after) == (whole[6], whole[8])
    assert not list_commitments(Selection(), Spot(number=5), size=3).exists


def test_a_page_begins_only_at_a_row_that_may_be_seen(site) -> None:
    a_register()
    hidden = db.session.scalar(select(Commitment.reference).where(Commitment.status == S.DRAFT))
    shown = all_commitments(Selection())[0].reference
    for cursor in (hidden, "KMT-2020-0001", "'; --", "9" * 100):
        for spot in (Spot(after=cursor), Spot(before=cursor)):
            with pytest.raises(UnknownFilter):
                list_commitments(Selection(), spot, eyes=EVERYBODY)
    assert not list_commitments(Selection(), Spot(before=shown)).exists
    assert list_commitments(Selection(), Spot(before=hidden), eyes=Eyes(published_only=False)).rows


def test_the_value_in_the_order_is_the_sum_of_the_lines(site) -> None:
    def value() -> int:
        return db.session.scalar(select(Commitment.order_value).where(Commitment.id == pledge.id))

    pledge = a_commitment(places=[{"region_code": VILLAGE, "rupiah": 5}, {"region_code": STABAT}])
    version, changed_at = pledge.version, pledge.updated_at
    assert value() == 5
    pledge.allocations[1].rupiah = 10**12
    db.session.commit()
    assert value() == 10**12 + 5
    pledge.allocations = pledge.allocations[1:]
    db.session.commit()
    assert value() == 10**12
    pledge.allocations[0].rupiah = None
    db.session.commit()
    assert value() == NO_VALUE
    db.session.refresh(pledge)
    assert (pledge.version, pledge.updated_at) == (version, changed_at)
