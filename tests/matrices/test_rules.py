"""Steps of the colour ladder and the grid itself: pure, against a naive recount."""

from hypothesis import given
from hypothesis import strategies as some

from portal.core.disclosure import AtLeast
from portal.matrices.grid import Column, Count, Counts, Row, build, pages_of
from portal.matrices.rules import COUNT_BOUNDS, Measure, Thresholds, amount_bounds, level_of

STRATEGIES = tuple(Column(str(n), f"S{n}", delivering=n in (2, 3, 4, 5)) for n in range(1, 8))
PLEDGES = some.lists(
    some.tuples(some.sampled_from("ABC0"), some.sampled_from("1234567"), some.integers(1, 5)), max_size=40
)


def counted(pledges):
    """Distinct counts as the queries would give them; each pledge is (row, column, lead)."""

    def count(chosen):
        return Count(len(chosen), len({lead for _, _, lead in chosen}))

    cells = {(r, c): count([p for p in pledges if p[:2] == (r, c)]) for r, c, _ in pledges}
    rows = {r: count([p for p in pledges if p[0] == r]) for r, _, _ in pledges}
    columns = {c: count([p for p in pledges if p[1] == c]) for _, c, _ in pledges}
    return Counts(cells, rows, columns, count(pledges))


def grid_of(pledges, limits=None, pockets=6, measure=Measure.COMMITMENTS):
    rows = [Row(key, key, pockets=pockets) for key in "ABC"] + [Row("0", "Seluruh kabupaten", apart=True)]
    return build(
        rows, STRATEGIES, counted(pledges), measure, limits or Thresholds(gaps=True, overlap_leads=3)
    )


def test_count_steps_are_those_of_the_design():
    assert [level_of(n, COUNT_BOUNDS) for n in range(9)] == [0, 1, 2, 3, 3, 4, 4, 5, 5]


@given(some.lists(some.integers(0, 10**12), max_size=60))
def test_amount_steps_rise_and_the_largest_is_on_the_highest(values):
    bounds = amount_bounds(values)
    assert list(bounds) == sorted(set(bounds)) and len(bounds) <= 4
    levels = [level_of(value, bounds) for value in sorted(values)]
    assert levels == sorted(levels)
    if any(values):
        assert levels[-1] == len(bounds) + 1


@given(PLEDGES)
def test_every_cell_and_total_is_the_distinct_count_it_was_given(pledges):
    grid, counts = grid_of(pledges), counted(pledges)
    for line in grid.lines:
        assert line.total == counts.rows.get(line.row.key, Count())
        for cell in line.cells:
            assert cell.count == counts.cells.get((cell.row.key, cell.column.key), Count())
    assert grid.totals == tuple(counts.columns.get(column.key, Count()) for column in STRATEGIES)
    assert grid.whole.commitments == len(pledges)


@given(PLEDGES)
def test_a_gap_is_an_empty_cell_of_a_delivering_strategy_in_a_place(pledges):
    grid, filled = grid_of(pledges), {(row, column) for row, column, _ in pledges}
    empty = [(r, c) for r in "ABC" for c in "2345" if (r, c) not in filled]
    assert grid.gaps == len(empty) and grid.possible == 12
    assert grid.empty[0] is None and grid.empty[1] == sum(c == "2" for _, c in empty)
    assert grid.empty_rows == sum(all((r, c) in empty for c in "2345") for r in "ABC")


@given(PLEDGES)
def test_district_wide_pledges_colour_nothing(pledges):
    district = grid_of(pledges).lines[-1]
    assert all(cell.level == 0 and not cell.gap and not cell.overlap for cell in district.cells)


@given(PLEDGES, some.integers(0, 9))
def test_a_gap_comes_first_where_there_are_many_pockets(pledges, pockets):
    grid = grid_of(pledges, Thresholds(gaps=True, priority_pockets=6), pockets)
    assert grid.priority == (grid.gaps if pockets >= 6 else 0)


@given(PLEDGES)
def test_an_overlap_is_a_cell_with_many_leads_whatever_is_measured(pledges):
    counts = counted(pledges)
    wanted = {k for k, count in counts.cells.items() if count.leads >= 3 and k[0] != "0"}
    for measure in Measure:
        found = {(cell.row.key, cell.column.key) for cell in grid_of(pledges, measure=measure).overlaps}
        assert found == wanted


def test_without_thresholds_nothing_is_marked():
    grid = grid_of([("A", "2", lead) for lead in range(9)], Thresholds())
    assert not grid.gaps and not grid.overlaps


def test_one_masked_line_is_masked_and_several_say_the_least():
    assert Count(1, 1, amount=1, masked=1, given=1).people == "<5"
    assert Count(2, 2, amount=104, masked=1, given=2).people == AtLeast(104)
    assert Count(2, 2, amount=12, given=2).people == 12
    assert Count(2, 2).people is None


@given(some.lists(some.integers(1, 30), min_size=1, max_size=20), some.integers(5, 60))
def test_pages_keep_groups_whole_and_lose_nothing(sizes, size):
    rows = [Row(f"{g}-{n}", "x", group=str(g)) for g, length in enumerate(sizes) for n in range(length)]
    lines = build(rows, STRATEGIES, counted([]), Measure.COMMITMENTS, Thresholds()).lines
    pages = pages_of(lines, size)
    assert [line for page in pages for line in page] == list(lines)
    homes = [{line.row.group for line in page} for page in pages]
    assert sum(len(home) for home in homes) == len(set().union(*homes))
