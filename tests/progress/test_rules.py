"""What a report lacks, which figures want a word, what is due when. Pure."""

from datetime import date

import pytest

from portal.core.values import Quarter
from portal.progress.checks import (
    NO_FIGURE,
    NO_REASON,
    NOT_EXPLAINED,
    PEOPLE_FIRST,
    SAME,
    TOO_MANY_DISABLED,
    TOO_MANY_SEXES,
    Concern,
    PlaceAnswer,
    ReportAnswer,
    concerns_of,
    faults_of,
    gaps_of,
)
from portal.progress.rules import (
    NOTHING,
    Figures,
    ReportState,
    ReportStatus,
    due_again,
    first_in_the_way,
    next_due,
    state_of,
    total_of,
)

S = ReportStatus
Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)
PLEDGE = Figures(rupiah=100, quantity=None, households=4, people=16)


def place(now: Figures, before: Figures = NOTHING, **given) -> PlaceAnswer:
    return PlaceAnswer(PLEDGE, before, now, **given)


def test_what_a_quarter_brought_is_a_difference_and_nothing_said_stays_nothing() -> None:
    assert Figures(rupiah=90, people=3) - Figures(rupiah=40) == Figures(rupiah=50, people=3)
    assert total_of([Figures(rupiah=1), Figures(people=2)]) == Figures(rupiah=1, people=2)


def test_more_than_promised_or_less_than_told_is_a_concern_and_no_pledge_is_none() -> None:
    assert concerns_of(place(Figures(rupiah=101, quantity=9))) == {"rupiah": Concern.ABOVE_PLEDGE}
    assert concerns_of(place(Figures(rupiah=100))) == {}
    before = Figures(rupiah=50, women=3)
    found = concerns_of(place(Figures(rupiah=49, women=2), before, percent=10, percent_before=20))
    assert found == dict.fromkeys(["rupiah", "women", "physical"], Concern.BELOW_LAST)


@pytest.mark.parametrize(
    ("now", "fault"),
    [
        (Figures(people=5, women=3, men=3), ("women", TOO_MANY_SEXES)),
        (Figures(people=5, disabled=6), ("disabled", TOO_MANY_DISABLED)),
        (Figures(women=1), ("people", PEOPLE_FIRST)),
    ],
)
def test_parts_of_people_fit_into_the_people(now, fault) -> None:
    assert faults_of(place(now)) == [fault]
    assert faults_of(place(Figures(people=5, women=3, men=2, disabled=5))) == []


def test_without_progress_only_the_reason_is_asked_for() -> None:
    assert [gap.sentence for gap in gaps_of(ReportAnswer(no_progress=True))] == [NO_REASON]
    assert gaps_of(ReportAnswer([place(Figures(women=1))], True, "Menunggu musim tanam.")) == []


def test_a_report_says_something_new() -> None:
    told = Figures(rupiah=50)
    assert [gap.sentence for gap in gaps_of(ReportAnswer([place(Figures())]))] == [NO_FIGURE]
    assert [gap.sentence for gap in gaps_of(ReportAnswer([place(told, told)]))] == [SAME]
    assert gaps_of(ReportAnswer([place(told, told)], is_final=True)) == []
    assert gaps_of(ReportAnswer([place(told, told, percent=50, percent_before=40)])) == []
    assert gaps_of(ReportAnswer([place(Figures(rupiah=0))])) == []


def test_a_concern_wants_an_explanation_and_a_number_once_told_stays_told() -> None:
    above = ReportAnswer([place(Figures(rupiah=101))])
    assert [gap.sentence for gap in gaps_of(above)] == [NOT_EXPLAINED]
    assert gaps_of(ReportAnswer(above.places, explanation="Ada tambahan dana.")) == []
    (gap,) = gaps_of(ReportAnswer([place(Figures(people=2), Figures(rupiah=5))]))
    assert (gap.field, gap.line) == ("rupiah", 0)


def test_reports_come_in_order_and_a_returned_one_holds_nobody_up() -> None:
    assert first_in_the_way(Q3, Q1, {}) == Q1
    assert first_in_the_way(Q3, Q1, {Q1: S.RETURNED, Q2: S.DRAFT}) == Q2
    assert first_in_the_way(Q3, Q1, {Q1: S.VERIFIED, Q2: S.SUBMITTED}) is None
    assert first_in_the_way(Q1, Q1, {}) is None


def test_the_next_date_is_that_of_the_most_urgent_one_not_handed_in() -> None:
    assert next_due(Q1, {}, 15) == date(2026, 4, 15)
    assert next_due(Q1, {Q1: (S.DRAFT, None)}, 15) == date(2026, 4, 15)
    assert next_due(Q1, {Q1: (S.VERIFIED, None), Q2: (S.SUBMITTED, None)}, 15) == date(2026, 10, 15)
    returned = {Q1: (S.RETURNED, date(2026, 7, 10)), Q2: (S.SUBMITTED, None)}
    assert next_due(Q1, returned, 15) == date(2026, 7, 25)
    assert next_due(Q1, {Q1: (S.RETURNED, date(2026, 7, 10))}, 15) == date(2026, 7, 15)


def test_a_return_gives_the_days_again_and_takes_none_away() -> None:
    assert due_again(Q1, date(2026, 3, 1), 15) == date(2026, 4, 15)
    assert due_again(Q1, date(2026, 12, 20), 15) == date(2027, 1, 4)


def test_what_nobody_began_is_open_until_its_day_has_passed() -> None:
    due = date(2026, 4, 15)
    assert state_of(None, due, due) is ReportState.OPEN
    assert state_of(None, due, date(2026, 4, 16)) is ReportState.OVERDUE
    assert state_of(S.RETURNED, due, date(2026, 5, 1)) is ReportState.RETURNED
