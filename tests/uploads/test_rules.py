"""Pieces and limits, without a database."""

import pytest

from portal.uploads import rules
from tests.uploads.sending import digest

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("offset", "length", "size", "fits"),
    [
        (0, rules.LEAST_PIECE, MB, True),
        (0, rules.MOST_PIECE, MB, True),
        (0, rules.LEAST_PIECE - 1, MB, False),
        (0, rules.MOST_PIECE + 1, MB, False),
        (MB - 10, 10, MB, True),
        (MB - 10, 11, MB, False),
        (MB, 0, MB, False),
        (0, 10, 10, True),
    ],
)
def test_pieces_have_a_least_and_a_greatest_size_but_the_last(
    offset: int, length: int, size: int, fits: bool
) -> None:
    assert rules.fits(offset, length, size) is fits


@pytest.mark.parametrize(
    "header", ["", "sha-256=", "sha-256=:AAAA:", digest(b"other"), "md5=:AAAA:", "\0" * 99]
)
def test_a_digest_of_something_else_is_none(header: str) -> None:
    assert not rules.is_digest_of(header, b"piece")
    assert rules.is_digest_of(f"md5=:AA==:, {digest(b'piece')}", b"piece")


def test_there_is_room_up_to_each_limit() -> None:
    assert rules.room_for(MB, (rules.MOST_OPEN - 1, 0), 0) is None
    assert rules.room_for(MB, (rules.MOST_OPEN, 0), 0) is rules.TOO_MANY
    assert rules.room_for(MB, (1, rules.MOST_OPEN_BYTES - MB + 1), 0) is rules.TOO_MUCH
    assert rules.room_for(MB, (1, 0), rules.MOST_BYTES_OF_ALL) is rules.NO_ROOM
