"""A matrix from the summaries says what a matrix counted afresh says, on both databases."""

import random
from itertools import product

import pytest

from portal.commitments.selection import Chosen, Selection, StateFilter
from portal.core.database import transaction
from portal.gaps.pairs import PairFilter
from portal.gaps.queries import list_gaps
from portal.matrices import queries
from portal.matrices.coverage_queries import coverage
from portal.matrices.queries import Question
from portal.matrices.rules import Columns, Measure, Rows
from portal.matrices.summaries import Summaries, can_answer
from portal.organisations.rules import OrganisationKind
from portal.public.chapters import get_strategy_page
from portal.public.overview import headline, leads_by_kecamatan
from portal.public.regions import get_region_page
from portal.tallies import keeping
from portal.tallies.queries import are_kept
from tests import factories as make
from tests.matrices.counting import some_commitments

STABAT = Chosen(make.STABAT, make.STABAT, "Stabat")
DICE = random.Random(5)


def a_selection() -> Selection:
    """Every filter now and then, so that each meets each."""
    return Selection(
        state=DICE.choice([StateFilter.LIVE, *StateFilter]),
        year=DICE.choice([None, None, 2026]),
        kind=DICE.choice([None, None, OrganisationKind.PRIVATE]),
        strategy=DICE.choice([None, None, 5]),
        region=DICE.choice([None, None, STABAT]),
    )


def test_every_matrix_is_the_same_from_summaries_and_afresh(site):
    some_commitments(7)
    with transaction():
        keeping.rebuild()
    answered, every = 0, list(product(Rows, Columns, Measure))
    for rows, columns, measure in DICE.sample(every, 24):
        question = Question(rows, columns, measure, a_selection())
        if can_answer(question):
            answered += 1
            assert_same(question)
    assert answered > 12


def assert_same(question: Question) -> None:
    summaries = Summaries(question)
    assert summaries.whole(question) == queries.whole(question)
    assert summaries.column_totals(question) == queries.column_totals(question)
    if question.rows is Rows.ORGANISATION:
        page = summaries.leads(question, 1, 3)
        assert page == queries.leads(question, 1, 3)
        rows = [str(lead.id) for lead in page]
        assert summaries.cells(question, rows) == queries.cells(question, rows)
        return
    assert summaries.row_totals(question) == queries.row_totals(question)
    assert summaries.cells(question) == queries.cells(question)


@pytest.mark.parametrize(
    "finer",
    [{"words": "rumah"}, {"state": None}, {"region": Chosen(make.VILLAGE, make.VILLAGE, "")}, {"year": 1}],
)
def test_what_summaries_do_not_hold_is_counted_afresh(site, finer):
    with transaction():
        keeping.rebuild()
    asked = {"state": StateFilter.LIVE}
    assert can_answer(Question(Rows.VILLAGE, Columns.STATE, Measure.LEADS, Selection(**asked)))
    assert not can_answer(Question(Rows.VILLAGE, Columns.STATE, Measure.LEADS, Selection(**asked | finer)))


def test_home_map_and_places_say_the_same_from_summaries_and_afresh(site):
    some_commitments(8)
    afresh = told()
    with transaction():
        keeping.rebuild()
    assert are_kept() and told() == afresh


def told():
    villages, gaps = get_region_page(make.STABAT).villages, (list_gaps(), list_gaps(PairFilter(year=2026)))
    leads = [get_strategy_page(number).leads for number in range(1, 8)]
    return coverage(), coverage(2026), headline(), leads_by_kecamatan(), villages, gaps, leads
