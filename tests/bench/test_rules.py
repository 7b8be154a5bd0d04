"""The tables of `flask bench` say what was measured and whether it is what was asked for."""

from pathlib import Path

import pytest

from portal.bench.entrants import BARE, Entrant, last_link, take_turns
from portal.bench.keeping import SQLITE, Register
from portal.bench.table import fresh_tables, kept_table, peer_table
from portal.bench.targets import FRESH, KEPT, growth, verdict
from portal.registers.sizes import Size


def registers() -> list[Register]:
    sizes = (Size(10_000), Size(1_000_000), Size(10_000, 83_000))
    return [Register(size, SQLITE, "sqlite:///x.db", Path("x")) for size in sizes]


@pytest.mark.parametrize(
    ("value", "goal", "at_most", "said"),
    [
        (0.2, 0.2, False, "0.200 (≥ 0.2: reached)"),
        (0.1996, 0.2, False, "0.200 (≥ 0.2: NOT reached)"),
        (1.2, 1.15, True, "1.200 (≤ 1.15: NOT reached)"),
        (250.4, 250, True, "250 (≤ 250: NOT reached)"),
        (12.5, None, False, "12"),
    ],
)
def test_a_value_stands_with_its_goal(value: float, goal: float | None, at_most: bool, said: str) -> None:
    assert verdict(value, goal, at_most=at_most) == said


def test_growth_is_from_the_smallest_to_the_biggest_register() -> None:
    assert growth({1_000_000: 3.0, 10_000: 2.0, 100_000: 9.0}) == 1.5
    assert growth({10_000: 2.0}) is None


def test_pages_built_fresh_have_a_column_for_each_size_and_a_table_for_each_number_of_villages() -> None:
    medians = {(BARE, None): 0.4} | {
        (asked.name, each): 2.0 * each.size.commitments**0.01 for asked in FRESH for each in registers()
    }
    lines = list(fresh_tables(medians, registers()))
    assert [line for line in lines if line.startswith("###")] == [
        "### SQLite, 23 kecamatan, 277 villages",
        "### SQLite, 23 kecamatan, 83,000 villages",
    ]
    assert "|  | page | 10,000 | 1,000,000 | × bare at most | growth |" in lines
    reached = "| P2 | matrix kecamatan × strategi | 2.19 | 2.30 | 0.174 (≥ 0.2: NOT reached) |"
    assert f"{reached} 1.047 (≤ 1.1: reached) |" in lines
    assert "|  | matrix desa × strategi | 2.19 | 0.182 |  |" in lines  # nothing is asked of so many rows
    assert all(line.count("|") == lines[6].count("|") for line in lines[6:19])


def test_peers_that_were_not_there_leave_a_dash() -> None:
    medians = {(name, each): 1.0 for name in (FRESH[0].name, FRESH[6].name) for each in registers()}
    lines = list(peer_table(medians, registers()))
    assert len(lines) == 2 + 2 * 2
    assert lines[2] == "| matrix kecamatan × strategi | SQLite, 10,000 × 277 | 1.00 | – | – |"


def test_kept_pages_stand_with_their_sizes() -> None:
    medians = {(BARE, None): 0.4} | {(f"{path}{what}", None): 0.5 for path in KEPT for what in ("", " 304")}
    lines = list(kept_table(medians, dict.fromkeys(KEPT, (2048, 1024))))
    assert lines[4] == "| / | 0.50 | 0.800 (≥ 1: NOT reached) | 0.800 (≥ 1.2: NOT reached) | 2.0 | 1.0 |"


def test_everybody_takes_a_turn_in_each_round_and_the_slow_in_three() -> None:
    turns: list[str] = []
    times = iter([9.0, 1.0, 2.0, 1.0, 7.0, 1.0, 3.0, 4.0, 5.0, 6.0])

    def turn(name: str) -> float:
        turns.append(name)
        return next(times)

    two = [Entrant(("a", None), lambda: turn("a")), Entrant(("b", None), lambda: turn("b"), is_slow=True)]
    assert take_turns(two, 4) == {("a", None): 5.0, ("b", None): 1.0}
    assert turns == ["a", "b"] * 3 + ["a"]


def test_the_last_page_is_where_the_pager_leads() -> None:
    link = '<a href="/komitmen?hal={n}"{more}>'
    numbered = "".join(link.format(n=n, more="") for n in (1, 2, 9)) + link.format(n=2, more=' rel="next"')
    marked = link.format(n=2, more=' rel="next"') + '<a rel="last" href="/komitmen?ujung=1&amp;x=2">'
    assert last_link(f'<nav class="pager">{numbered}</nav>') == "/komitmen?hal=9"
    assert last_link(f'<nav class="pager">{marked}</nav>') == "/komitmen?ujung=1&x=2"
    assert not last_link("<p>satu halaman</p>")
