"""What stands in the brief, and when it is sent. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.commitments.rules import CommitmentState

MOST_GAPS = 5
MOST_ROWS = 4  # of each other list; the page says how many more there are
MOST_NAMES = 3  # partners named in an overlap
MONDAY = 0
LIVE_STATES = (
    CommitmentState.RUNNING,
    CommitmentState.LATE,
    CommitmentState.SILENT,
    CommitmentState.PLANNED,
    CommitmentState.COMPLETED,
)


@dataclass(frozen=True)
class Headline:
    """The register in numbers. Lines without rupiah are not in the sums; `unvalued`
    commitments have one.

    A place is alone where no live commitment is under a strategy that delivers, as the matrix counts.
    """

    states: Mapping[CommitmentState, int]
    leads: int
    is_example: bool
    pledged: int
    realised: int
    unvalued: int
    kecamatan: int
    kecamatan_alone: int
    pockets: int
    pockets_alone: int

    @property
    def silent(self) -> int:
        return self.states[CommitmentState.SILENT]

    @property
    def live(self) -> int:
        """Commitments that were not called off."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Changes:
    """What happened since a day."""

    verified: int
    amended: int
    cancelled: int
    completed: int
    reports: int


def is_day_of_brief(today: date) -> bool:
    return today.weekday() == MONDAY


def week_key(today: date) -> str:
    """The week a brief belongs to, as its key names it."""
    year, week, _day = today.isocalendar()
    return f"brief:{year}-W{week:02d}"
