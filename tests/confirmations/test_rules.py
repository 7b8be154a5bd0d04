"""Codes as people type them, and what is asked of an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.confirmations.rules import (
    ALPHABET,
    ANSWER_MOVES,
    CODE_LETTERS,
    ConfirmationStatus,
    Verdict,
    answer_may_move,
    grouped,
    has_phone_number,
    may_move,
    read_code,
    says_enough,
)

S = ConfirmationStatus


@given(st.text(ALPHABET, min_size=CODE_LETTERS, max_size=CODE_LETTERS))
def test_a_code_is_read_however_it_was_typed(code: str) -> None:
    careless = grouped(code).replace("0", "o").replace("1", "l").lower().replace("-", " - ")
    assert read_code(f" {careless}.") == code


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_none(typed: str) -> None:
    code = read_code(typed)
    assert code is None or (len(code) == CODE_LETTERS and set(code) <= set(ALPHABET))


def test_whoever_misses_something_says_what_or_shows_it() -> None:
    assert says_enough(Verdict.CONFIRMED, "", False)
    assert not says_enough(Verdict.PARTLY, " a ", False)
    assert says_enough(Verdict.DISPUTED, "Belum ada", False) and says_enough(Verdict.DISPUTED, "", True)


@pytest.mark.parametrize("text", ["hubungi 0812-3456-7890", "+62 812 3456 789", "wa 6281234567890."])
def test_a_phone_number_is_noticed(text: str) -> None:
    assert has_phone_number(text)


@pytest.mark.parametrize("text", ["Rp 08 juta", "10 dari 40 rumah", "tahun 2026", "0811", "1081234567890123"])
def test_other_numbers_are_none(text: str) -> None:
    assert not has_phone_number(text)


def test_what_was_refused_never_shows_and_a_refused_answer_is_written_anew() -> None:
    assert not any(may_move(S.REFUSED, new) or may_move(S.REPLACED, new) for new in S)
    assert may_move(S.PUBLISHED, S.REFUSED) and not may_move(S.PUBLISHED, S.WAITING)
    assert answer_may_move(S.REFUSED, S.WAITING) and not answer_may_move(S.PUBLISHED, S.WAITING)
    assert set(ANSWER_MOVES) == {None, S.WAITING, S.PUBLISHED, S.REFUSED}
