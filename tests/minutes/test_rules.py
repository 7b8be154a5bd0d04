"""What is frozen, what is merged, what is overdue: pure."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.minutes.differences import differences
from portal.minutes.frozen import FrozenItem, FrozenPoint, Record, canonical_addendum, canonical_text
from portal.minutes.rules import (
    ActionItemState,
    ActionItemStatus,
    MinutesStatus,
    item_state,
    may_move,
    must_wait,
    text_hash,
)
from portal.minutes.three_way import merge

DAY = date(2026, 3, 2)
FROZEN = Record(
    reference="FGD-2026-0001",
    title="Kantong kemiskinan",
    starts_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    place="Ruang Pola",
    chair="Sekda",
    revision=3,
    text="# Pembukaan\n\n[kesimpulan]",
    points=[FrozenPoint("PT Contoh", "Kapan mulai?", "Bulan depan")],
    decisions=["Tujuh strategi"],
    items=[FrozenItem("Bangun 40 rumah", "PT Contoh", "", DAY, "high")],
)


def test_approved_minutes_never_move_again() -> None:
    assert not any(may_move(MinutesStatus.APPROVED, status) for status in MinutesStatus)
    assert may_move(MinutesStatus.AWAITING, MinutesStatus.DRAFT)
    assert not may_move(MinutesStatus.DRAFT, MinutesStatus.APPROVED)


@pytest.mark.parametrize(
    ("status", "due", "verified", "state"),
    [
        (ActionItemStatus.OPEN, None, False, ActionItemState.OPEN),
        (ActionItemStatus.OPEN, DAY, False, ActionItemState.OPEN),
        (ActionItemStatus.OPEN, date(2026, 3, 1), False, ActionItemState.OVERDUE),
        (ActionItemStatus.DONE, date(2026, 3, 1), False, ActionItemState.DONE),
        (ActionItemStatus.DONE, date(2026, 3, 1), True, ActionItemState.VERIFIED),
    ],
)
def test_an_item_is_overdue_from_the_day_after(
    status: ActionItemStatus, due: date | None, verified: bool, state: ActionItemState
) -> None:
    assert item_state(status, due, verified, DAY) is state


@pytest.mark.parametrize(
    ("until", "unanswered", "waits"),
    [(DAY, 1, True), (DAY, 0, False), (date(2026, 3, 1), 5, False), (None, 5, False)],
)
def test_the_chair_waits_until_all_answered_or_the_last_day_is_over(
    until: date | None, unanswered: int, waits: bool
) -> None:
    assert must_wait(until, DAY, unanswered) is waits


def test_the_frozen_text_says_everything_and_is_hashed_as_it_stands() -> None:
    text = canonical_text(FROZEN)
    assert text.startswith(
        "NOTULEN FGD-2026-0001\njudul: Kantong kemiskinan\nmulai: 2026-03-02T09:00+00:00\n"
    )
    for said in (
        "    # Pembukaan",
        "1. PT Contoh",
        "    Kapan mulai?",
        "    Tujuh strategi",
        "tenggat: 2026-03-02",
    ):
        assert said in text
    assert text_hash(text) == sha256(text.encode()).hexdigest()


def test_nothing_that_is_written_passes_for_a_heading() -> None:
    assert canonical_text(FROZEN).count("\n[kesimpulan]\n") == 1


def test_an_addendum_names_the_minutes_it_belongs_to() -> None:
    assert canonical_addendum("FGD-2026-0001", 2, "ab" * 32, "Koreksi").split("\n")[:2] == [
        "ADENDUM 2 NOTULEN FGD-2026-0001",
        f"naskah: {'ab' * 32}",
    ]


def test_two_who_change_different_lines_are_joined() -> None:
    assert merge("a\nb\nc", "A\nb\nc", "a\nb\nC") == "A\nb\nC"
    assert merge("a\nb\nc", "a\nb\nc\nd", "z\na\nb\nc") == "z\na\nb\nc\nd"


def test_two_who_change_the_same_line_are_not() -> None:
    assert merge("a\nb\nc", "a\nB\nc", "a\nbb\nc") is None
    assert merge("a\nb\nc", "a\nB\nc", "a\nB\nc") == "a\nB\nc"


LINES = some.lists(some.sampled_from(["a", "b", "", "c"]), max_size=12).map("\n".join)


@given(base=LINES, other=LINES)
def test_a_change_of_one_side_alone_is_taken_as_it_is(base: str, other: str) -> None:
    assert merge(base, other, base) == other
    assert merge(base, base, other) == other
    assert merge(base, other, other) == other


@given(old=LINES, new=LINES)
def test_a_comparison_leaves_no_word_out(old: str, new: str) -> None:
    passages = [passage for passage in differences(old, new) if passage.kind != "gap"]
    removed = [p.text for passage in passages for p in passage.pieces if p.kind == "removed"]
    assert len("".join(removed)) <= len(old)
    if all(passage.left_out == 0 for passage in differences(old, new)):
        kept = ["".join(p.text for p in passage.pieces if p.kind != "removed") for passage in passages]
        assert "\n".join(k for k, p in zip(kept, passages, strict=True) if p.kind != "removed") == new


def test_changed_words_are_marked_within_their_line() -> None:
    (passage,) = differences("empat puluh rumah", "lima puluh rumah")
    assert [(piece.kind, piece.text) for piece in passage.pieces] == [
        ("removed", "empat"),
        ("added", "lima"),
        ("same", " puluh rumah"),
    ]


def test_lines_far_from_a_change_are_only_counted() -> None:
    passages = differences("\n".join("abcdefghij"), "\n".join("abcdefghiX"))
    assert [(p.kind, p.left_out) for p in passages[:3]] == [("gap", 7), ("same", 0), ("same", 0)]
