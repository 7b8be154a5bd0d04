"""What a pledge lacks before it may be submitted: pure rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.commitments.rules import FundingSource, SupportForm
from portal.drafts.completeness import (
    PeopleAnswer,
    PlaceAnswer,
    SupportAnswer,
    missing,
    missing_in_people,
    missing_in_places,
    missing_in_support,
)

MONEY, GOODS = SupportForm.MONEY, SupportForm.GOODS
PAID = PlaceAnswer("Desa A", rupiah=5)
COUNTED = PlaceAnswer("Desa B", quantity=Decimal(3))
EMPTY = PlaceAnswer("Desa C")
WHOLE = PeopleAnswer(date(2027, 1, 1), date(2027, 6, 1), "Bu Ani", "Direktur", "Pak Budi", "0811", "")


@pytest.mark.parametrize(
    ("unit", "places", "form", "fields"),
    [
        ("", [], None, ["places"]),
        ("", [PAID], MONEY, []),
        ("rumah", [COUNTED], MONEY, ["places-0-rupiah"]),
        ("rumah", [COUNTED, PAID], GOODS, ["places-1-quantity"]),
        ("", [COUNTED], GOODS, ["unit"]),
        ("", [COUNTED], None, ["unit"]),
        ("", [PAID], GOODS, ["unit", "places-0-quantity"]),
        ("rumah", [PAID, EMPTY], None, ["places-1-quantity"]),
        ("", [PlaceAnswer("Desa D", people=0)], None, []),
    ],
)
def test_money_needs_rupiah_and_the_rest_a_quantity(unit, places, form, fields) -> None:
    assert [gap.field for gap in missing_in_places(unit, places, form)] == fields


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        (SupportAnswer(None, None, "", False), ["support_form", "funding_source"]),
        (SupportAnswer(MONEY, FundingSource.TJSP, "", True), []),
        (SupportAnswer(GOODS, FundingSource.TJSP, "", False), []),
        (SupportAnswer(GOODS, FundingSource.TJSP, "", True), ["value_source"]),
        (SupportAnswer(GOODS, FundingSource.TJSP, "harga pasar", True), []),
    ],
)
def test_an_estimate_says_where_it_comes_from(answer: SupportAnswer, fields: list[str]) -> None:
    assert [gap.field for gap in missing_in_support(answer)] == fields


def test_a_pledge_names_its_period_authority_and_contact() -> None:
    nothing = PeopleAnswer(None, None, "", "", "", "", "")
    assert [gap.field for gap in missing_in_people(nothing)] == [
        "starts_on",
        "ends_on",
        "authoriser_name",
        "authoriser_position",
        "contact_name",
        "contact_phone",
    ]


def test_one_way_to_reach_the_contact_is_enough() -> None:
    by_mail = replace(WHOLE, contact_phone="", contact_email="b@contoh.id")
    assert missing_in_people(WHOLE) == missing_in_people(by_mail) == []


def test_gaps_come_in_the_order_of_the_steps() -> None:
    nothing = PeopleAnswer(None, None, "", "", "", "", "")
    gaps = missing("", [], SupportAnswer(None, None, "", False), nothing)
    assert [gap.step for gap in gaps] == sorted(gap.step for gap in gaps)
    assert {gap.step for gap in gaps} == {2, 3, 4}


def test_a_whole_pledge_lacks_nothing() -> None:
    assert missing("rumah", [PAID], SupportAnswer(MONEY, FundingSource.TJSP, "", True), WHOLE) == []


def test_swapped_dates_are_told_with_whatever_else_is_missing() -> None:
    swapped = replace(WHOLE, starts_on=WHOLE.ends_on, ends_on=WHOLE.starts_on, authoriser_name="")
    assert [gap.field for gap in missing_in_people(swapped)] == ["ends_on", "authoriser_name"]
