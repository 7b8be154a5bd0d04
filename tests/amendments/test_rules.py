"""The life cycle, what was delivered already, and two promises side by side."""

from datetime import date
from decimal import Decimal

import pytest

from portal.amendments.comparison import Mark, added_up, compare
from portal.amendments.rules import (
    MOVES,
    AmendmentStatus,
    Delivered,
    Numbers,
    lowered_below_delivery,
    taken_out_after_delivery,
)
from portal.commitments.promised import Promise, PromisedLine
from portal.core.disclosure import AtLeast

S = AmendmentStatus


def line(key, rupiah=None, quantity=None, households=None, people=None):
    return PromisedLine(key, f"Tempat {key}", key, True, rupiah, quantity, households, people)


def promise(*lines, title="Judul", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)):
    return Promise(title, starts_on, ends_on, lines)


def test_a_request_ends_in_one_of_three_ways_and_stays_there():
    assert MOVES[S.REQUESTED] == {S.APPROVED, S.REJECTED, S.WITHDRAWN}
    assert not any(MOVES[end] for end in S if end is not S.REQUESTED)


def test_two_equal_promises_show_no_change():
    both = promise(line("a", 1, Decimal(2)), line("b"))
    compared = compare(both, both, added_up)
    assert not compared.changes
    assert {each.mark for each in (*compared.facts, *compared.places, *compared.sums)} == {Mark.SAME}


def test_what_stayed_changed_came_and_went_is_marked():
    old = promise(line("a", 5), line("b", 7, people=3), line("c", 1))
    new = promise(line("a", 5), line("b", 9), line("d", 2), ends_on=date(2027, 1, 1))
    compared = compare(old, new, added_up)
    assert [(each.key, each.mark) for each in compared.places] == [
        ("a", Mark.SAME), ("b", Mark.CHANGED), ("d", Mark.ADDED), ("c", Mark.REMOVED),
    ]  # fmt: skip
    assert [(each.name, each.mark) for each in compared.places[1].numbers] == [
        ("rupiah", Mark.UP), ("people", Mark.REMOVED),
    ]  # fmt: skip
    assert [(each.name, each.old, each.new, each.mark) for each in compared.sums] == [
        ("rupiah", 13, 16, Mark.UP), ("people", 3, None, Mark.REMOVED),
    ]  # fmt: skip
    assert [each.mark for each in compared.facts] == [Mark.SAME, Mark.SAME, Mark.CHANGED]


@pytest.mark.parametrize(("old", "new", "mark"), [
    ("<5", 40, Mark.CHANGED), ("<5", "<5", Mark.SAME), (AtLeast(41), AtLeast(51), Mark.CHANGED),
    (AtLeast(41), AtLeast(41), Mark.SAME), (40, AtLeast(41), Mark.CHANGED),
])  # fmt: skip
def test_masked_counts_say_only_that_they_changed(old, new, mark):
    compared = compare(promise(line("a", people=old)), promise(line("a", people=new)), lambda *_: None)
    assert compared.places[0].numbers[0].mark is mark


PRESENT = {
    "a": Delivered("A", Numbers(100, Decimal(10)), Numbers(60, Decimal(4))),
    "b": Delivered("B", Numbers(100), waits=True),
    "c": Delivered("C", Numbers(100), Numbers(0)),
}


@pytest.mark.parametrize(("kept", "gone"), [("abc", None), ("ab", None), ("bc", "A"), ("ac", "B")])
def test_a_place_where_something_arrived_or_waits_cannot_be_taken_out(kept, gone):
    fault = taken_out_after_delivery(PRESENT, kept)
    assert (fault is None) is (gone is None)


@pytest.mark.parametrize(("numbers", "falls"), [
    (Numbers(60, Decimal(4)), False), (Numbers(59, Decimal(4)), True), (Numbers(60, Decimal("3.9")), True),
    (Numbers(None, Decimal(10)), True), (Numbers(500, Decimal(10)), False),
])  # fmt: skip
def test_a_promise_below_what_was_realised_is_found(numbers, falls):
    assert bool(lowered_below_delivery(PRESENT, {"a": numbers})) is falls


def test_a_number_that_stays_is_no_reduction_however_much_was_realised():
    beyond = {"a": Delivered("A", Numbers(50, None), Numbers(60, Decimal(4)))}
    assert not lowered_below_delivery(beyond, {"a": Numbers(50, None)})
