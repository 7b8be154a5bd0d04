"""What is said to have happened to a commitment between two days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.commitments.rules import CommitmentStatus
from portal.history.change_rules import ChangeKind, Line, Side, changes_of

WELL = Line("a/0", "Desa A", rupiah=100, quantity=Decimal(4), realised_rupiah=10)
LESS = replace(WELL, realised_rupiah=9)
BRIDGE = Line("b/0", "Desa B", quantity=Decimal(1))
RUNS = Side(CommitmentStatus.VERIFIED, date(2026, 1, 1), date(2026, 6, 30), {"a/0": WELL})


def told(before, after):
    return {
        each.kind: [(move.name, move.old, move.new) for move in each.moves]
        for each in changes_of(before, after)
    }


def with_line(line, side=RUNS):
    return replace(side, lines=side.lines | {line.key: line})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (RUNS, RUNS, {}),
        (RUNS, with_line(replace(WELL, rupiah=150)), {ChangeKind.GROWN: [("rupiah", 100, 150)]}),
        (RUNS, with_line(replace(WELL, rupiah=None)), {ChangeKind.SHRUNK: [("rupiah", 100, None)]}),
        (RUNS, with_line(BRIDGE), {ChangeKind.GROWN: [("quantity", None, 1)]}),
        (with_line(BRIDGE), RUNS, {ChangeKind.SHRUNK: [("quantity", 1, None)]}),
        (RUNS, with_line(Line("c/0", "Desa C")), {ChangeKind.GROWN: [("place", None, None)]}),
        (RUNS, with_line(LESS), {ChangeKind.CORRECTED: [("realised_rupiah", 10, 9)]}),
        (
            RUNS,
            replace(RUNS, ends_on=date(2026, 9, 30)),
            {ChangeKind.MOVED: [("ends_on", date(2026, 6, 30), date(2026, 9, 30))]},
        ),
    ],
)  # fmt: skip
def test_a_promise_grows_shrinks_and_moves_place_by_place(before, after, expected):
    assert told(before, after) == expected


def test_what_is_new_tells_its_promise_and_what_it_delivered_already():
    assert told(None, RUNS) == {
        ChangeKind.NEW: [("rupiah", None, 100), ("quantity", None, 4)],
        ChangeKind.DELIVERED: [("realised_rupiah", None, 10)],
    }


def test_what_was_called_off_tells_its_first_promise_and_only_once():
    off = replace(RUNS, status=CommitmentStatus.CANCELLED, first={"a/0": replace(WELL, rupiah=70)})
    assert told(RUNS, off) == {ChangeKind.CANCELLED: [("rupiah", 70, None), ("quantity", 4, None)]}
    assert told(off, off) == {}


def test_completion_is_delivery():
    done = replace(RUNS, status=CommitmentStatus.COMPLETED)
    assert told(RUNS, done) == {ChangeKind.DELIVERED: [("status", None, CommitmentStatus.COMPLETED)]}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [(1, 4, []), (4, 1, []), (4, 5, ["grown"]), (5, 4, ["shrunk"]), (None, 3, ["grown"]), (3, 0, ["shrunk"])],
)
def test_which_way_a_masked_count_went_is_not_told(old, new, kinds):
    for name, value in (("people", int), ("quantity", Decimal)):
        before, after = (
            with_line(
                Line("d/0", "Desa D", is_small_area=True, **{name: None if n is None else value(n)}),
            )
            for n in (old, new)
        )
        assert [each.kind.value for each in changes_of(before, after, "keluarga")] == kinds
