"""Two revisions of the same minutes, and what changed from the one to the other."""

from dataclasses import dataclass

from portal.minutes.differences import Passage, differences
from portal.minutes.models import Minutes, Revision
from portal.minutes.queries import get_minutes, revision_of, text_at
from portal.web import filters


@dataclass(frozen=True)
class Asked:
    """A revision that exists, with its minutes."""

    minutes: Minutes
    revision: Revision

    @classmethod
    def of(cls, reference: str, number: int) -> "Asked | None":
        """For the door: None where there is no such revision."""
        minutes = get_minutes(reference)
        found = revision_of(minutes, number) if minutes is not None and number <= minutes.revision else None
        return cls(minutes, found) if minutes is not None and found is not None else None


@dataclass(frozen=True)
class Comparison:
    """A revision beside an earlier one (0 is the empty beginning)."""

    revision: Revision
    since: int
    passages: list[Passage]
    choices: list[tuple[str, str]]


def comparison(asked: Asked) -> Comparison:
    """What the address asks: `dari` names the earlier revision, else the one before. Raises UnknownFilter."""
    number = asked.revision.number
    given = filters.number("dari", 0, number - 1)
    since = number - 1 if given is None else given
    earlier = text_at(asked.minutes, since)
    choices = [(str(n), str(n)) for n in range(number - 1, -1, -1)]
    return Comparison(asked.revision, since, differences(earlier, asked.revision.text), choices)
