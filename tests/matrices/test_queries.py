"""What the matrix counts, on both databases, against a recount in Python."""

from itertools import product

import pytest

from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Selection, StateFilter
from portal.matrices import coverage_queries, queries
from portal.matrices.coverage_queries import Served
from portal.matrices.matrix import read_matrix
from portal.matrices.queries import Question
from portal.matrices.reading import district
from portal.matrices.rules import Columns, Measure, Rows
from portal.organisations.rules import OrganisationStatus
from tests import factories as make
from tests.matrices.counting import column_key, recount, row_key, some_commitments

BAHOROK = "12.05.01"
LIVE = Selection(state=StateFilter.LIVE)


def test_coverage_counts_each_commitment_once_per_kecamatan(site):
    lines = [{"region_code": make.VILLAGE}, {"region_code": make.STABAT}, {"region_code": BAHOROK}]
    make.a_commitment(places=lines, strategy_number=2)
    found = coverage_queries.coverage()
    assert found.at(make.STABAT, 2) == Served(1, 1)
    assert found.at(BAHOROK, 2) == Served(1, 1)
    assert found.at(BAHOROK, 3) == Served(0, 0)


def test_coverage_keeps_district_wide_pledges_apart(site):
    make.a_commitment(places=[{"region_code": "12.05"}], strategy_number=1)
    assert coverage_queries.coverage().cells == {}
    assert coverage_queries.coverage().district == {1: Served(1, 1)}


def test_coverage_leaves_out_what_is_not_live(site):
    for status in CommitmentStatus:
        make.a_commitment(status=status)
    make.a_commitment(make.an_organisation(OrganisationStatus.APPLIED))
    assert coverage_queries.coverage().at(make.STABAT, 5) == Served(2, 2)


@pytest.mark.parametrize("seed", [1, 2])
def test_cells_and_totals_equal_a_recount_for_every_matrix(site, seed):
    some_commitments(seed)
    for measure in Measure:
        assert queries.whole(ask(Rows.KIND, Columns.KIND, measure))[0] == recount(measure, lambda *_: 0).get(
            0
        )
        for rows in Rows:
            by_row = recount(measure, lambda c, line, rows=rows: row_key(rows, c, line))
            assert queries.row_totals(ask(rows, Columns.KIND, measure)) == by_row
        for columns in Columns:
            by_column = recount(measure, lambda c, _, columns=columns: column_key(columns, c))
            assert queries.column_totals(ask(Rows.KIND, columns, measure)) == by_column


@pytest.mark.parametrize("rows", Rows)
def test_every_cell_equals_a_recount(site, rows):
    some_commitments(3)
    for columns, measure in product(Columns, (Measure.PEOPLE, Measure.ACHIEVED)):
        expected = recount(
            measure,
            lambda c, line, columns=columns: (row_key(rows, c, line), column_key(columns, c)),
        )
        assert queries.cells(ask(rows, columns, measure)) == expected


@pytest.mark.parametrize("rows", [rows for rows in Rows if rows is not Rows.ORGANISATION])
def test_every_line_has_a_row(site, rows):
    """Nothing that is counted in a total is missing from the rows."""
    some_commitments(4)
    question = ask(rows, Columns.STRATEGY, Measure.COMMITMENTS)
    grid = read_matrix(question, 1, district(), size=1000).grid
    assert {line.row.key for line in grid.lines if line.total.commitments} == set(
        queries.row_totals(question)
    )


def test_partners_are_paged_by_name_and_each_has_its_cells(site):
    for name in ("PT Cendana", "badan amal", "PT Aren"):
        make.a_commitment(make.an_organisation(name=name))
    question = ask(Rows.ORGANISATION, Columns.STRATEGY, Measure.COMMITMENTS)
    first, second = (read_matrix(question, page, district(), size=2) for page in (1, 2))
    assert [line.row.name for line in first.page.rows] == ["badan amal", "PT Aren"]
    assert [line.row.name for line in second.page.rows] == ["PT Cendana"]
    assert all(line.cells[4].count.commitments == 1 for line in first.page.rows)
    assert first.grid.whole.commitments == 3


def ask(rows, columns, measure, selection=LIVE):
    return Question(rows, columns, measure, selection)
