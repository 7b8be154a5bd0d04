"""Attendance as counts from which no small one can be worked out."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.core.values import MASKED, SMALL_COUNT
from portal.meetings.hours import hour_is_known
from portal.meetings.rules import Sex
from portal.organisations.rules import OrganisationKind as Kind
from portal.public.fgd_rules import shown_kinds, shown_sexes

COUNTS = st.dictionaries(st.sampled_from(list(Kind)), st.integers(0, 40))


def test_few_people_of_several_kinds_stand_together() -> None:
    rows = shown_kinds({Kind.GOVERNMENT: 12, Kind.NGO: 3, Kind.COMMUNITY: 4})
    assert rows == [([Kind.GOVERNMENT], 12), ([Kind.NGO, Kind.COMMUNITY], 7)]


def test_a_pool_that_is_still_small_takes_in_the_next_kind() -> None:
    rows = shown_kinds({Kind.GOVERNMENT: 12, Kind.PRIVATE: 6, Kind.NGO: 2})
    assert rows == [([Kind.GOVERNMENT], 12), ([Kind.PRIVATE, Kind.NGO], 8)]


def test_a_small_meeting_says_only_that_it_was_small() -> None:
    assert shown_kinds({Kind.NGO: 1, Kind.OTHER: 2}) == [([Kind.NGO, Kind.OTHER], MASKED)]
    assert shown_sexes({Sex.FEMALE: 1, Sex.MALE: 2}) == []


def test_beside_few_women_the_men_are_the_rest() -> None:
    assert shown_sexes({Sex.FEMALE: 3, Sex.MALE: 20}) == [(Sex.MALE, None), (Sex.FEMALE, MASKED)]
    assert shown_sexes({Sex.FEMALE: 13, Sex.MALE: 20}) == [(Sex.MALE, 20), (Sex.FEMALE, 13)]
    assert shown_sexes({Sex.FEMALE: 6}) == [(Sex.MALE, 0), (Sex.FEMALE, 6)]


@given(COUNTS)
def test_no_row_is_small_and_together_they_are_everybody(counts: dict[Kind, int]) -> None:
    rows, total = shown_kinds(counts), sum(counts.values())
    if total >= SMALL_COUNT:
        assert all(isinstance(count, int) and count >= SMALL_COUNT for _kinds, count in rows)
        assert sum(count for _kinds, count in rows if isinstance(count, int)) == total
    named = [kind for kinds, _count in rows for kind in kinds]
    assert sorted(named) == sorted(kind for kind, count in counts.items() if count)


def test_midnight_stands_for_a_day_without_an_hour() -> None:
    assert not hour_is_known(datetime(2024, 12, 12, 17, 0, tzinfo=UTC))
    assert hour_is_known(datetime(2024, 12, 13, 2, 0, tzinfo=UTC))
