"""What FGDs ask of people, on the page of their action items."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.meetings.invitation_queries import Coming, coming_for
from portal.minutes.queries import Unanswered, waiting_for_answer


@dataclass(frozen=True)
class Calls:
    """Meetings to come to, and minutes to answer."""

    coming: Sequence[Coming]
    waiting: Sequence[Unanswered]


def calls_for(person: Any) -> Calls:
    """What FGDs ask of the organisations of a person."""
    mine = person.organisation_ids
    return Calls(coming_for(mine), waiting_for_answer(mine))
