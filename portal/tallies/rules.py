"""What one line adds to the summaries, and under which keys they stand. Pure.

A *node* is where something is counted: the whole register, a row of the matrix, or a lead. A *key* is a node
with what is counted there: of one or of any kind of lead, state, strategy and first year. Numbers of
commitments and sums are added up over these; leads and last days are not (`changes.py`, `days.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from portal.core.values import SMALL_COUNT

ANY = ""
ANY_NUMBER = 0
NO_YEAR = 1  # of a commitment without a first day
LIVE = "live"
SILENT = "silent"
CANCELLED = "cancelled"


class Axis(StrEnum):
    """The kinds of nodes; `row_key` and `within` of each are those of the matrix' rows."""

    ALL = "all"
    KECAMATAN = "kecamatan"
    VILLAGE = "village"
    POCKET = "pocket"
    LEAD = "lead"
    WORKER = "worker"  # a lead within a kecamatan, or at work for the whole kabupaten


class Line(NamedTuple):
    """One line of a public commitment as it is counted. `kecamatan_code` is empty for the kabupaten.

    `pocket_id` is None where everybody sees only the village. `reported_on`: the day of its last verified
    report.
    """

    commitment_id: int
    allocation_id: int
    organisation_id: int
    kind: str
    strategy_number: int
    year: int
    state: str
    reported_on: date | None
    is_example: bool
    region_code: str
    kecamatan_code: str
    pocket_id: int | None
    rupiah: int | None
    realised: int | None
    people: int | None
    reached: int | None

    @property
    def whose(self) -> "Whose":
        return Whose(self.kind, self.state, self.strategy_number, self.year)


class Whose(NamedTuple):
    """What is said of a commitment besides its places."""

    kind: str
    state: str
    strategy_number: int
    year: int


class Node(NamedTuple):
    axis: Axis
    within: str
    row_key: str


class Key(NamedTuple):
    """The primary key of a summary, in the order of its columns."""

    axis: Axis
    kind: str
    state: str
    strategy_number: int
    year: int
    within: str
    row_key: str

    @property
    def node(self) -> Node:
        return Node(self.axis, self.within, self.row_key)


class Sums(NamedTuple):
    """What is added up. `valued` commitments have a line with a rupiah value.

    Each sum stands with the number of lines that give it and of commitments with a line that does not.
    `achieved` is realised of lines that have both, `promised` what was pledged on these. `…_masked` lines
    have 1 to 4 people in a desa and count as one.
    """

    commitments: int = 0
    silent: int = 0
    examples: int = 0
    valued: int = 0
    rupiah: int = 0
    rupiah_given: int = 0
    rupiah_unstated: int = 0
    realised: int = 0
    realised_given: int = 0
    realised_unstated: int = 0
    achieved: int = 0
    promised: int = 0
    achieved_given: int = 0
    achieved_unstated: int = 0
    people: int = 0
    people_given: int = 0
    people_unstated: int = 0
    people_masked: int = 0
    reached: int = 0
    reached_given: int = 0
    reached_unstated: int = 0
    reached_masked: int = 0


def nodes_of(line: Line) -> Iterator[Node]:
    """The whole, its kecamatan (or the kabupaten), its region, its pocket or what lies outside, its lead,
    and the lead there.
    """
    wide = line.kecamatan_code or line.region_code
    yield Node(Axis.ALL, "", "")
    yield Node(Axis.KECAMATAN, "", wide)
    yield Node(Axis.VILLAGE, line.kecamatan_code, line.region_code)
    yield Node(Axis.POCKET, line.kecamatan_code, wide if line.pocket_id is None else str(line.pocket_id))
    yield Node(Axis.LEAD, "", str(line.organisation_id))
    yield Node(Axis.WORKER, wide, str(line.organisation_id))


def keys_of(node: Node, whose: Whose) -> list[Key]:
    """Every key under which this is counted. A lead is of one kind; what is cancelled serves nobody.

    Who works in a kecamatan is asked by strategy alone.
    """
    axis, within, row_key = node
    if axis is Axis.WORKER:
        live = Key(axis, whose.kind, LIVE, whose.strategy_number, ANY_NUMBER, within, row_key)
        return [] if whose.state == CANCELLED else [live]
    kinds = (whose.kind,) if axis is Axis.LEAD else (whose.kind, ANY)
    states = (CANCELLED,) if whose.state == CANCELLED else (whose.state, LIVE)
    strategies, years = (whose.strategy_number, ANY_NUMBER), (whose.year, ANY_NUMBER)
    every = product((axis,), kinds, states, strategies, years, (within,), (row_key,))
    return [Key(*each) for each in every]


def counts_under(key: Key, whose: Whose) -> bool:
    """Whether `key` is among the keys of a node for `whose`."""
    return (
        key.kind in (ANY, whose.kind)
        and key.strategy_number in (ANY_NUMBER, whose.strategy_number)
        and key.year in (ANY_NUMBER, whose.year)
        and (key.state == whose.state or (key.state == LIVE and whose.state != CANCELLED))
    )


def summed(lines: Sequence[Line]) -> Sums:
    """What the lines of one commitment at one node add: the commitment counts once."""
    both = [line for line in lines if line.rupiah is not None and line.realised is not None]
    return Sums(
        1,
        int(lines[0].state == SILENT),
        int(lines[0].is_example),
        int(any(line.rupiah is not None for line in lines)),
        *_money(line.rupiah for line in lines),
        *_money(line.realised for line in lines),
        sum(line.realised or 0 for line in both),
        sum(line.rupiah or 0 for line in both),
        len(both),
        int(len(both) < len(lines)),
        *_heads((line, line.people) for line in lines),
        *_heads((line, line.reached) for line in lines),
    )


def _money(amounts: Iterable[int | None]) -> tuple[int, int, int]:
    said = list(amounts)
    given = [amount for amount in said if amount is not None]
    return sum(given), len(given), int(len(given) < len(said))


def _heads(counts: Iterable[tuple[Line, int | None]]) -> tuple[int, int, int, int]:
    total = given = unstated = masked = 0
    for line, count in counts:
        if count is None:
            unstated = 1
            continue
        given += 1
        few = 0 < count < SMALL_COUNT and line.kecamatan_code not in ("", line.region_code)
        masked += few
        total += 1 if few else count
    return total, given, unstated, masked
