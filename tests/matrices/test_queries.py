"""What the matrix counts, on both databases."""

from portal.commitments.rules import CommitmentStatus
from portal.matrices import queries
from portal.matrices.queries import Served
from tests import factories as make

BAHOROK = "12.05.01"


def test_coverage_counts_each_commitment_once_per_kecamatan(site):
    lines = [{"region_code": make.VILLAGE}, {"region_code": make.STABAT}, {"region_code": BAHOROK}]
    make.a_commitment(places=lines, strategy_number=2)
    found = queries.coverage()
    assert found.at(make.STABAT, 2) == Served(1, 1)
    assert found.at(BAHOROK, 2) == Served(1, 1)
    assert found.at(BAHOROK, 3) == Served(0, 0)


def test_coverage_keeps_district_wide_pledges_apart(site):
    make.a_commitment(places=[{"region_code": "12.05"}], strategy_number=1)
    assert queries.coverage().cells == {}
    assert queries.coverage().district == {1: Served(1, 1)}


def test_coverage_leaves_out_what_is_not_live(site):
    for status in CommitmentStatus:
        make.a_commitment(status=status)
    assert queries.coverage().at(make.STABAT, 5) == Served(2, 2)
