"""What stands in the brief, how gaps are ordered, and when it is sent. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.commitments.rules import CommitmentState

MOST_GAPS = 5
MOST_ROWS = 4  # of each other list; the page says how many more there are
MOST_NAMES = 3  # partners named in an overlap
SOON_DAYS = 14
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
    """The register in numbers. Lines without rupiah are not in the sums, and are counted."""

    states: Mapping[CommitmentState, int]
    leads: int
    pledged: int
    realised: int
    lines_without_rupiah: int
    kecamatan: int
    is_example: bool

    @property
    def live(self) -> int:
        """Commitments that were not called off."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Meeting:
    """The last FGD that was held."""

    reference: str
    day: date
    is_example: bool


@dataclass(frozen=True)
class Changes:
    """What happened since a day."""

    verified: int
    amended: int
    cancelled: int
    completed: int
    reports: int


@dataclass(frozen=True)
class StrategyName:
    """One of the seven, as much of it as the brief says."""

    number: int
    short_id: str
    short_en: str
    delivers: bool


@dataclass(frozen=True)
class PocketFacts:
    """An active pocket: where it is, its newest count of poor households, since when it is one."""

    id: int
    slug: str
    name: str
    village: str
    kecamatan: str
    kecamatan_code: str
    poor_households: int | None
    since: date
    is_example: bool

    @property
    def place(self) -> str:
        return f"{self.name}, {self.village}, {self.kecamatan}"


@dataclass(frozen=True)
class OpenNeed:
    """What a pocket lacks under a strategy and nobody promised; of several needs the most urgent is named."""

    urgency: int
    title: str
    quantity: Decimal
    unit: str
    rupiah: int | None
    number: int = 1


@dataclass(frozen=True)
class Gap:
    """An active pocket under a delivering strategy where no live commitment is."""

    pocket: PocketFacts
    strategy: int
    need: OpenNeed | None
    months: int


@dataclass(frozen=True)
class Overlap:
    """Leads whose commitments in one pocket under one strategy are not completed."""

    pocket: PocketFacts
    strategy: int
    leads: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Served:
    """Who serves a place under a strategy: all live leads, and those who are not done yet."""

    kecamatan_code: str | None
    pocket_id: int | None
    strategy: int
    present: int


NO_NEED = 9  # behind every urgency


def gaps_of(
    pockets: Iterable[PocketFacts],
    delivering: Iterable[int],
    served: Iterable[Served],
    needs: Mapping[tuple[int, int], OpenNeed],
    today: date,
) -> list[Gap]:
    """All of them, the worst first: urgent and large needs, then poor households, then the longest alone."""
    taken, numbers = {(each.pocket_id, each.strategy) for each in served}, list(delivering)
    found = [
        Gap(pocket, number, needs.get((pocket.id, number)), months_since(pocket.since, today))
        for pocket in pockets
        for number in numbers
        if (pocket.id, number) not in taken
    ]
    return sorted(found, key=_weight)


def _weight(gap: Gap) -> tuple[int, int, int, int, str, int]:
    urgency, rupiah = (gap.need.urgency, gap.need.rupiah or 0) if gap.need else (NO_NEED, 0)
    return urgency, -rupiah, -(gap.pocket.poor_households or 0), -gap.months, gap.pocket.slug, gap.strategy


def overlaps_of(pockets: Iterable[PocketFacts], served: Iterable[Served], most_leads: int) -> list[Overlap]:
    """All of them, the fullest first."""
    known = {pocket.id: pocket for pocket in pockets}
    found = [
        Overlap(known[each.pocket_id], each.strategy, each.present)
        for each in served
        if each.pocket_id in known and each.present >= most_leads
    ]
    return sorted(found, key=lambda each: (-each.leads, each.pocket.slug, each.strategy))


def months_since(day: date, today: date) -> int:
    """Whole months."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months - (today.day < day.day))


def is_day_of_brief(today: date) -> bool:
    return today.weekday() == MONDAY


def week_key(today: date) -> str:
    """The week a brief belongs to, as its key names it."""
    year, week, _day = today.isocalendar()
    return f"brief:{year}-W{week:02d}"
