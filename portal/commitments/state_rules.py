"""What a commitment is on a day, why it is late, and how long ago something verified came. Pure.

This is the one place where that is decided; selection.py tells the same to the database, and a test holds
both together. A date passing makes a commitment late, never finished; silence weighs more than lateness.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from portal.commitments.rules import CommitmentState, CommitmentStatus
from portal.core.terms import Terms
from portal.core.values import months_before
from portal.core.wording import Word, _l


@dataclass(frozen=True)
class Facts:
    """What the state follows from. `report_due_on` and `heard_on` as models.Commitment tells them."""

    status: CommitmentStatus
    starts_on: date | None = None
    ends_on: date | None = None
    report_due_on: date | None = None
    heard_on: date | None = None

    @classmethod
    def of(cls, found: Any) -> Self:
        """The facts of a commitment, or of a row with its columns."""
        return cls(found.status, found.starts_on, found.ends_on, found.report_due_on, found.heard_on)


class LateReason(Word):
    PERIOD = "period", "masa", _l("Masa pelaksanaan berakhir")
    REPORT = "report", "laporan", _l("Laporan triwulan terlambat")


@dataclass(frozen=True)
class Freshness:
    """From which day silence counts, how many days ago that is, and since when it is silence, if it is."""

    heard_on: date
    days: int
    silent_since: date | None


def state_of(facts: Facts, today: date, terms: Terms) -> CommitmentState:
    """What a commitment is today."""
    if facts.status is not CommitmentStatus.VERIFIED:
        return CommitmentState.of(facts.status.value)
    if not _has_begun(facts, today):
        return CommitmentState.PLANNED
    if facts.heard_on is not None and facts.heard_on < silence_before(today, terms):
        return CommitmentState.SILENT
    return CommitmentState.LATE if why_late(facts, today) else CommitmentState.RUNNING


def silence_before(today: date, terms: Terms) -> date:
    """What was last heard of before this day is silent today."""
    return months_before(today, terms.silent_months)


def why_late(facts: Facts, today: date) -> list[tuple[LateReason, date]]:
    """Why a running or silent commitment is late, each reason with the first day that was too late."""
    if facts.status is not CommitmentStatus.VERIFIED or not _has_begun(facts, today):
        return []
    last_days = ((LateReason.PERIOD, facts.ends_on), (LateReason.REPORT, facts.report_due_on))
    return [(reason, day + timedelta(days=1)) for reason, day in last_days if day and day < today]


def freshness_of(facts: Facts, today: date, terms: Terms) -> Freshness | None:
    """How fresh a commitment is; None where nothing is expected: not begun, closed, or not public."""
    if (
        facts.heard_on is None
        or facts.status is not CommitmentStatus.VERIFIED
        or not _has_begun(facts, today)
    ):
        return None
    since = _silent_from(facts.heard_on, terms)
    return Freshness(facts.heard_on, (today - facts.heard_on).days, since if since <= today else None)


def reported_on(facts: Facts, verified_on: date | None, has_figures: bool = False) -> date | None:
    """The day of the last verified report; None where silence still counts from the beginning in public.

    On that very day only figures (`has_figures`: something was realised) tell the two apart.
    """
    begun = max((day for day in (facts.starts_on, verified_on) if day), default=None)
    if facts.heard_on is None or begun is None:
        return None
    came = facts.heard_on > begun or (facts.heard_on == begun and has_figures)
    return facts.heard_on if came else None


def _has_begun(facts: Facts, today: date) -> bool:
    return facts.starts_on is not None and facts.ends_on is not None and facts.starts_on <= today


def _silent_from(heard_on: date, terms: Terms) -> date:
    """The first day of silence: months differ in length, so the day is sought from the earliest possible."""
    day = months_before(heard_on, -terms.silent_months)
    while silence_before(day, terms) <= heard_on:
        day += timedelta(days=1)
    return day
