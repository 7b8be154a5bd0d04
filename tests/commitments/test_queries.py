"""Lists of commitments: who sees what, in which order, with which sums."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.commitments.eyes import EVERYBODY, Eyes, eyes_of
from portal.commitments.queries import all_commitments, counts_by_status, list_commitments, unfinished_of
from portal.commitments.rules import CommitmentState, CommitmentStatus, Sort
from portal.commitments.selection import Selection
from portal.core import clock
from portal.drafts.presence import Period, presence_of_others
from portal.organisations.rules import OrganisationStatus
from tests.factories import STABAT, VILLAGE, a_commitment, a_pocket, an_organisation
from tests.progress.support import on

S = CommitmentStatus
OTHER_VILLAGE = "12.05.07.2009"
HINAI_VILLAGE = "12.05.10.2001"


def titles(**options) -> list[str]:
    return [row.title for row in all_commitments(Selection(), **options)]


def test_everybody_sees_what_is_published_and_members_their_own(site) -> None:
    own = an_organisation()
    for status in S:
        a_commitment(own, status, title=status.value)
    a_commitment(an_organisation(OrganisationStatus.APPLIED), title="of an applicant")
    assert set(titles(eyes=EVERYBODY)) == {"verified", "completed", "cancelled"}
    assert set(titles(eyes=eyes_of({own.id}))) == {status.value for status in S}
    assert len(titles(eyes=Eyes(published_only=False))) == len(S) + 1
    assert titles(eyes=eyes_of(set())) == []


def test_a_row_sums_its_lines_and_keeps_valued_and_unvalued_apart(site) -> None:
    pocket = a_pocket(VILLAGE)
    places = [
        {"region_code": VILLAGE, "pocket_id": pocket.id, "rupiah": 10**12, "quantity": Decimal("1.5")},
        {"region_code": VILLAGE, "rupiah": 1, "households": 3},
        {"region_code": HINAI_VILLAGE, "people": 7},
    ]
    a_commitment(places=places)
    (row,) = list_commitments(Selection()).rows
    assert (row.rupiah, row.sums.places, row.sums.valued_places) == (10**12 + 1, 3, 2)
    assert (row.sums.quantity, row.sums.households, row.sums.people) == (Decimal("1.5"), 3, 7)
    assert row.place_text == "2 kecamatan"


@pytest.mark.parametrize(
    ("unit", "lines", "told"),
    [
        (
            "ton",
            [{"rupiah": 100_000_000, "realised_rupiah": 40_000_000}],
            "Rp40\xa0juta dari Rp100\xa0juta (40\xa0%)",
        ),
        ("ton", [{"rupiah": 2, "realised_rupiah": 3}, {"rupiah": 9}], "Rp3 dari Rp2 (150\xa0%)"),
        ("ton", [{"quantity": Decimal("2.5"), "realised_quantity": 1}], "1 dari 2,5 ton (40\xa0%)"),
        ("keluarga", [{"quantity": 5, "realised_quantity": 2}], None),
        ("ton", [{"realised_rupiah": 3}, {"rupiah": 9}], None),
    ],
)
def test_a_row_says_how_far_it_has_come(site, unit, lines, told) -> None:
    places = [{"region_code": code} | line for code, line in zip((VILLAGE, STABAT), lines, strict=False)]
    a_commitment(unit=unit, places=places)
    (row,) = list_commitments(Selection()).rows
    assert (row.achievement.text if row.achievement else None) == told


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ([], "Tempat belum dipilih"),
        ([VILLAGE], "Desa Pantai Gemi, Kec. Stabat"),
        ([VILLAGE, OTHER_VILLAGE], "2 tempat di Kec. Stabat"),
        ([STABAT], "Kecamatan Stabat"),
        ([VILLAGE, HINAI_VILLAGE], "2 kecamatan"),
        ([VILLAGE, "12.05"], "Seluruh kabupaten"),
    ],
)
def test_a_row_says_where_in_a_few_words(site, codes: list[str], text: str) -> None:
    a_commitment(places=[{"region_code": code} for code in codes])
    assert list_commitments(Selection()).rows[0].place_text == text


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.NEWEST, ["b", "C", "a", "done"]),
        (Sort.DEADLINE, ["a", "C", "b", "done"]),
        (Sort.VALUE, ["C", "b", "done", "a"]),
        (Sort.TITLE, ["a", "b", "C", "done"]),
        (Sort.QUIET, ["C", "b", "a", "done"]),
    ],
)
def test_lists_have_five_orders(site, sort: Sort, expected: list[str]) -> None:
    told = [
        ("done", S.COMPLETED, date(2026, 2, 1), 3),
        ("a", S.VERIFIED, date(2026, 3, 1), None),
        ("C", S.VERIFIED, date(2026, 4, 1), 9),
        ("b", S.VERIFIED, date(2026, 5, 1), 5),
    ]
    for day, (title, status, ends_on, rupiah) in enumerate(told, 1):
        a_commitment(
            status=status,
            places=[{"region_code": VILLAGE, "rupiah": rupiah}],
            title=title,
            ends_on=ends_on,
            verified_at=datetime(2026, 1, day, tzinfo=UTC),
            heard_on=None if title == "a" else date(2026, 2, day),
        )
    assert titles(sort=sort) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (CommitmentState.PLANNED, ["later", "undated"]),
        (CommitmentState.RUNNING, ["now"]),
        (CommitmentState.LATE, ["over", "owing"]),
        (CommitmentState.SILENT, ["silent"]),
        (CommitmentState.DRAFT, ["draft"]),
    ],
)
def test_states_follow_the_calendar_of_stabat(site, state: CommitmentState, expected: list[str]) -> None:
    own = an_organisation()
    present = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 3, 1)}
    a_commitment(own, title="over", starts_on=date(2027, 1, 1), ends_on=date(2027, 2, 28))
    a_commitment(own, title="owing", **present, report_due_on=date(2027, 2, 28))
    a_commitment(own, title="silent", **present, heard_on=date(2026, 8, 31))
    a_commitment(own, title="now", **present, report_due_on=date(2027, 3, 1), heard_on=date(2026, 9, 1))
    a_commitment(own, title="later", starts_on=date(2027, 3, 2), ends_on=date(2027, 4, 1))
    a_commitment(own, title="undated", starts_on=None, ends_on=None)
    a_commitment(own, S.DRAFT, title="draft")
    with clock.at(datetime(2027, 2, 28, 17, 30, tzinfo=UTC)):  # already 1 March in WIB
        rows = all_commitments(Selection(), eyes=eyes_of({own.id}, state), sort=Sort.TITLE)
    assert [row.title for row in rows] == expected
    assert {row.state for row in rows} == {state}


def test_percent_and_underscore_are_looked_for_literally(site) -> None:
    a_commitment(title="Naik 50% di_sini")
    a_commitment(title="Naik 50 di sini")
    for words in ("50%", "DI_SINI"):
        assert [row.title for row in all_commitments(Selection(words=words))] == ["Naik 50% di_sini"]


def test_what_was_not_sent_yet_is_listed_with_the_reason(site) -> None:
    own = an_organisation()
    a_commitment(own, S.RETURNED, title="returned", reason="Sebut desanya")
    a_commitment(own, S.DRAFT, title="draft")
    a_commitment(own, S.SUBMITTED, title="submitted")
    a_commitment(status=S.DRAFT, title="of others")
    assert [(each.title, each.reason) for each in unfinished_of({own.id})] == [
        ("returned", "Sebut desanya"),
        ("draft", ""),
    ]
    assert counts_by_status({own.id}) == {"returned": 1, "draft": 1, "submitted": 1}


@on("2026-07-02")
def test_others_are_present_in_the_village_its_kecamatan_and_not_elsewhere(site) -> None:
    own, other = an_organisation(), an_organisation()
    pocket = a_pocket(VILLAGE)
    both = [{"region_code": VILLAGE, "pocket_id": pocket.id}, {"region_code": VILLAGE}]
    a_commitment(other, places=both)
    a_commitment(other, S.CANCELLED)
    a_commitment(other, S.SUBMITTED)
    a_commitment(other, strategy_number=3)
    a_commitment(own)
    a_commitment(an_organisation(), places=[{"region_code": "12.05"}])
    presence = presence_of_others(5, own.id, {VILLAGE, STABAT, HINAI_VILLAGE, "12.05"}, Period())
    for code in (VILLAGE, STABAT, "12.05"):
        overlap = presence.at(code)
        assert overlap is not None
        assert (overlap.partners, len(overlap.named), overlap.more) == (1, 1, 0)
    assert presence.at(HINAI_VILLAGE) is None
    assert presence.at(OTHER_VILLAGE) is None
