"""What people say of a delivery, what becomes of it, and how a code is read. Pure."""

import re

from portal.core.wording import Word, _l

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
CODE_LETTERS = 10  # 50 bits: at a thousand guesses a second one code in 10,000 is hit after some three years
_ALIKE = str.maketrans("OIL", "011")
MOST_CHARACTERS = 1000
WORDS_LEAST = 3
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[ .\-]?8(?:[ .\-]?\d){7,11}(?!\d)")


class Verdict(Word):
    """The three answers to "has it come?"."""

    CONFIRMED = "confirmed", "diterima", _l("Sudah kami terima")
    PARTLY = "partly", "sebagian", _l("Baru sebagian")
    DISPUTED = "disputed", "belum", _l("Belum kami terima")


class ConfirmationStatus(Word):
    """What became of what was said. Nothing shows before somebody of the office has read it."""

    WAITING = "waiting", "menunggu", _l("Menunggu dibaca")
    PUBLISHED = "published", "tayang", _l("Tayang")
    REFUSED = "refused", "tidak-tayang", _l("Tidak ditayangkan")
    REPLACED = "replaced", "diganti", _l("Diganti yang baru")


class Decision(Word):
    """What the office does with it."""

    PUBLISH = "publish", "tayangkan", _l("Tayangkan")
    REFUSE = "refuse", "jangan-tayangkan", _l("Jangan tayangkan")


S = ConfirmationStatus
MOVES: dict[ConfirmationStatus, frozenset[ConfirmationStatus]] = {
    S.WAITING: frozenset({S.PUBLISHED, S.REFUSED, S.REPLACED}),
    S.PUBLISHED: frozenset({S.REFUSED, S.REPLACED}),  # what turns out to name somebody is taken back
    S.REFUSED: frozenset(),
    S.REPLACED: frozenset(),
}
ANSWER_MOVES: dict[ConfirmationStatus | None, frozenset[ConfirmationStatus]] = {
    None: frozenset({S.WAITING}),
    S.WAITING: frozenset({S.WAITING, S.PUBLISHED, S.REFUSED}),  # until it is read the partner may change it
    S.PUBLISHED: frozenset({S.REFUSED}),
    S.REFUSED: frozenset({S.WAITING}),
}


def may_move(old: ConfirmationStatus, new: ConfirmationStatus) -> bool:
    return new in MOVES[old]


def answer_may_move(old: ConfirmationStatus | None, new: ConfirmationStatus) -> bool:
    return new in ANSWER_MOVES.get(old, frozenset())


def read_code(typed: str) -> str | None:
    """The code that was typed, with or without gaps, O read as 0 and I or L as 1; None for what is none."""
    bare = re.sub(r"[\s\-.]", "", typed).upper().translate(_ALIKE)
    return bare if len(bare) == CODE_LETTERS and set(bare) <= set(ALPHABET) else None


def grouped(code: str) -> str:
    """A code as people read it: ABCDE-FGHJK."""
    return f"{code[: CODE_LETTERS // 2]}-{code[CODE_LETTERS // 2 :]}"


def says_enough(verdict: Verdict, text: str, has_photo: bool) -> bool:
    """Whoever misses something says what, in a few words or by a photo; whoever got it need not."""
    return verdict is Verdict.CONFIRMED or has_photo or len(text.strip()) >= WORDS_LEAST


def has_phone_number(text: str) -> bool:
    """Whether an Indonesian mobile number stands in the text."""
    return bool(_PHONE.search(text))
