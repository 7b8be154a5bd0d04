"""Passwords: argon2id, 8 to 128 characters of any kind, common ones refused."""

from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.accounts.rules import PASSWORD_LEAST, PASSWORD_MOST
from portal.core.errors import Refused
from portal.core.wording import _l

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's minimum for argon2id
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash to keep."""
    return _hasher.hash(_same_on_every_keyboard(password))


def password_is(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept; takes as long when there is none, so that time tells nothing."""
    try:
        return _hasher.verify(kept or _NOBODY, _same_on_every_keyboard(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def check_password(password: str, *about: str) -> None:
    """Raises Refused for a password too short, too long, common, or part of the person's own words."""
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        raise Refused(_l("Kata sandi harus 8 sampai 128 karakter"), "password")
    folded = password.casefold()
    if (
        folded in _common()
        or len(set(folded)) < 4
        or any(word and folded in word.casefold() for word in about)
    ):
        raise Refused(_l("Kata sandi ini terlalu mudah ditebak. Pilih yang lain."), "password")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Read on first use; where the list comes from stands in common_passwords.README.md."""
    path = Path(__file__).with_name("common_passwords.txt")
    return frozenset(path.read_text(encoding="utf-8").splitlines())


def _same_on_every_keyboard(password: str) -> str:
    """Accented letters and wide digits come in several forms; a phone may send another than a computer."""
    return normalize("NFKC", password)
