"""One word of five for a cell: the first that applies."""

from hypothesis import given
from hypothesis import strategies as some

from portal.matrices.grid import Column, Count, Counts, Row, build
from portal.matrices.mark_rules import CellMark, Weight, mark_of
from portal.matrices.rules import Measure, Thresholds

WEIGHTS = some.builds(
    Weight,
    gap=some.just(False),
    commitments=some.integers(0, 3),
    stale=some.booleans(),
    overlap=some.booleans(),
    covered=some.none() | some.integers(0, 100),
)


def test_nobody_where_somebody_is_expected_is_a_gap_whatever_the_need():
    assert mark_of(Weight(gap=True, covered=0), 50) is CellMark.GAP
    assert mark_of(Weight(covered=0), 50) is None


def test_silence_comes_before_overlap_and_overlap_before_thinness():
    assert mark_of(Weight(commitments=3, stale=True, overlap=True, covered=0), 50) is CellMark.STALE
    assert mark_of(Weight(commitments=3, overlap=True, covered=0), 50) is CellMark.OVERLAP
    assert mark_of(Weight(commitments=3, covered=49), 50) is CellMark.THIN


def test_half_of_the_need_is_enough_and_without_a_need_nothing_is_thin():
    assert mark_of(Weight(commitments=1, covered=50), 50) is CellMark.SERVED
    assert mark_of(Weight(commitments=1), 50) is CellMark.SERVED
    assert mark_of(Weight(commitments=1, covered=0), None) is CellMark.SERVED


@given(WEIGHTS, some.none() | some.integers(0, 100))
def test_every_cell_with_somebody_has_exactly_one_word(weight, least):
    assert (mark_of(weight, least) is None) == (weight.commitments == 0)


def test_a_share_counts_each_need_the_same_and_rounds_down():
    assert Count(needs=3, covered=10_000 + 3_333).need_share == 44
    assert Count(needs=1, covered=9_999).need_share == 99
    assert Count().need_share is None


def test_marks_stand_on_places_under_strategies_only():
    rows, columns = [Row("A", "A"), Row("0", "Seluruh", apart=True)], [Column("2", "S2")]
    two = Count(2, 2, needs=1, covered=0)
    counts = Counts({("A", "2"): two, ("0", "2"): two}, {}, {}, two)
    told = build(rows, columns, counts, Measure.LEADS, Thresholds(True, 6, 3, 50))
    assert [line.cells[0].mark for line in told.lines] == [CellMark.THIN, None]
    assert told.thin == (told.lines[0].cells[0],)
    silent = build(rows, columns, counts, Measure.LEADS, Thresholds())
    assert [line.cells[0].mark for line in silent.lines] == [None, None]
