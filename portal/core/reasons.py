"""Why something was decided: a sentence for those whom it concerns."""

from portal.core.errors import Refused
from portal.core.wording import _l

REASON_LEAST = 10  # characters; less tells nobody anything
REASON_WANTED = _l("Tulis alasannya, paling sedikit %(least)d karakter", least=REASON_LEAST)


def says_something(reason: str | None) -> bool:
    """Whether it is more than blanks and a word."""
    return len((reason or "").strip()) >= REASON_LEAST


def demanded(reason: str | None) -> str:
    """The reason, without blanks around it. Raises Refused, at `reason`, unless it says something."""
    if not says_something(reason):
        raise Refused(REASON_WANTED, "reason")
    return (reason or "").strip()
