"""How many codes stand on a sheet, for how long they work, and how one is drawn. Pure."""

import secrets

from portal.confirmations.rules import ALPHABET, CODE_LETTERS
from portal.core.wording import Word, _l

FEWEST_CODES, MOST_CODES, USUAL_CODES = 10, 200, 40  # fewer would say who it was


class Lifetime(Word):
    """How long the codes of a sheet work."""

    MONTH = "1", "1-bulan", _l("1 bulan")
    QUARTER = "3", "3-bulan", _l("3 bulan")
    HALF = "6", "6-bulan", _l("6 bulan")
    YEAR = "12", "12-bulan", _l("12 bulan")

    @property
    def months(self) -> int:
        return int(self.value)


def new_code() -> str:
    """A code nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
