"""What becomes of an invented promise, day by day, by the same rules as those of real ones."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from portal.commitments.reporting_rules import due_on, first_quarter, heard_on
from portal.core.terms import Terms
from portal.core.values import Quarter
from portal.registers.dice import Dice, Weighted

YEARS_AGO = Weighted((4, 3, 2, 1, 0), (9, 14, 20, 27, 30))
OVER = Weighted(("completed", "verified", "cancelled", "rejected", "draft"), (70, 19, 6, 3, 2))
GOING = Weighted(("verified", "draft", "submitted", "returned", "cancelled", "rejected"), (80, 6, 6, 3, 3, 2))
PUBLIC = frozenset({"verified", "completed", "cancelled"})
BEHIND = Weighted((0, 1, 2, 5), (62, 22, 8, 8))  # quarters that a partner is behind with its reports
LONGEST = 300  # days


@dataclass(slots=True)
class Told:
    """A report: of which quarter, handed in and verified when; None: it waits."""

    quarter: Quarter
    submitted: date
    verified: date | None


@dataclass(slots=True)
class Life:
    """The days of one promise; what is None has not come."""

    status: str
    created: date
    starts: date | None
    ends: date | None
    submitted: date | None = None
    verified: date | None = None
    closed: date | None = None
    due: date | None = None
    heard: date | None = None
    reports: tuple[Told, ...] = ()

    @property
    def is_public(self) -> bool:
        return self.verified is not None

    @property
    def changed(self) -> date:
        last = self.reports[-1].verified or self.reports[-1].submitted if self.reports else self.created
        return max(day for day in (self.created, self.submitted, self.verified, self.closed, last) if day)


def live(dice: Dice, today: date, terms: Terms) -> Life:
    """One life, until today."""
    starts = date(today.year - YEARS_AGO.draw(dice), 1, 1) + timedelta(days=dice.below(365))
    ends = starts + timedelta(days=dice.between(45, LONGEST))
    status = (OVER if ends < today - timedelta(days=30) else GOING).draw(dice)
    verified = min(starts - timedelta(days=dice.between(-20, 60)), today - timedelta(days=2))
    submitted = verified - timedelta(days=dice.between(1, 20))
    life = Life(status, submitted - timedelta(days=dice.between(0, 20)), starts, ends)
    if status == "draft" and dice.happens(30):
        life.starts = life.ends = None
    if status not in {"draft", "returned"}:
        life.submitted = submitted
    if status in PUBLIC:
        life.verified = verified
        _report(life, starts, ends, dice, today)
        _close(life, starts, ends, dice, today)
        _keep(life, starts, verified, terms)
    return life


def _report(life: Life, starts: date, ends: date, dice: Dice, today: date) -> None:
    """One report after the other until the end, or as far as the partner got."""
    quarter = first_quarter(starts, life.verified or starts)
    told = []
    while _last_day(quarter) < today - timedelta(days=40) and quarter <= _quarter(ends):
        submitted = _last_day(quarter) + timedelta(days=dice.between(2, 18))
        told.append(Told(quarter, submitted, submitted + timedelta(days=dice.between(1, 14))))
        quarter = _next(quarter)
    behind = 0 if life.status == "completed" else BEHIND.draw(dice)
    life.reports = tuple(told[: len(told) - behind] if behind else told)
    if life.reports and life.status == "verified" and dice.happens(4):
        life.reports[-1].verified = None


def _close(life: Life, starts: date, ends: date, dice: Dice, today: date) -> None:
    last = life.reports[-1].verified if life.reports else None
    if life.status == "completed":
        life.closed = min(max(ends + timedelta(days=12), last or ends), today)
    elif life.status == "cancelled":
        begun = max(starts, life.verified or starts, last or starts)
        life.closed = min(begun + timedelta(days=dice.below(60)), today)


def _keep(life: Life, starts: date, verified: date, terms: Terms) -> None:
    """What standing.py and the room progress keep of it."""
    seen = [told.verified for told in life.reports if told.verified]
    life.heard = heard_on(starts, verified, seen[-1] if seen else None)
    if life.closed is None:
        owed = _next(life.reports[-1].quarter) if life.reports else first_quarter(starts, verified)
        life.due = due_on(owed, terms.report_days)


@lru_cache(4096)
def _quarter(day: date) -> Quarter:
    return Quarter.of(day)


@lru_cache(256)
def _last_day(quarter: Quarter) -> date:
    return quarter.last_day


@lru_cache(256)
def _next(quarter: Quarter) -> Quarter:
    return quarter.next
