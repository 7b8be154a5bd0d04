"""Codes as they are drawn."""

from portal.confirmations.rules import CODE_LETTERS
from portal.sheets.rules import new_code


def test_a_new_code_has_ten_letters_that_nobody_mistakes() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == CODE_LETTERS and not set(code) & set("ILOU") for code in codes)
