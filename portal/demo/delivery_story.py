"""Decides how each invented partner reports: in time, late, above the promise, or not at all. Pure."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from portal.commitments.reporting_rules import due_on, first_quarter, heard_on, owed_until
from portal.commitments.rules import CommitmentStatus
from portal.core.values import Quarter, months_before
from portal.demo import delivery_words as words
from portal.progress.rules import ReportStatus

REPORT_DAYS = 15  # the usual setting; with another one some reports that came in time are late
CLOSING_DAYS = 26  # after its last day a commitment is completed
QUIET_MONTHS = 7  # a silent partner's last verified report is older
FULL = 100
S = ReportStatus


class Temper(Enum):
    """How the partner of a running commitment deals with its reports."""

    PUNCTUAL = 36
    WAITING = 13  # the last one waits for the office
    OWING = 15  # the last one that was due did not come
    RETURNED = 6  # the last one was sent back
    SILENT = 20  # nothing came for long
    STANDSTILL = 8  # the last one says that nothing moved
    GENEROUS = 4  # more is delivered than was promised


@dataclass(frozen=True)
class Life:
    """As much of a commitment as its reports follow from. `ended_on`: the day it was closed, if it was."""

    status: CommitmentStatus
    verified_on: date
    starts_on: date
    ends_on: date
    ended_on: date | None = None


@dataclass(frozen=True)
class Told:
    """One report. `percent` of the promise is realised to date, None where nothing was said yet."""

    quarter: Quarter
    status: ReportStatus
    submitted_on: date
    percent: int | None
    verified_on: date | None = None
    returned_on: date | None = None
    no_progress_reason: str = ""
    obstacles: str = ""
    follow_up: str = ""
    explanation: str = ""
    reason: str = ""
    is_final: bool = False


class Reporter:
    """Tells one commitment's reports; the same for the same seed, life and day."""

    def __init__(self, life: Life, temper: Temper, seed: str, today: date) -> None:
        self.life, self.temper, self.today = life, temper, today
        self.random = random.Random(seed)  # noqa: S311 - example data, not secrets
        self.first = first_quarter(life.starts_on, life.verified_on)
        self.pace = self.random.choice((0.7, 0.85, 1.0, 1.1))
        self.ceiling = self._ceiling()

    def reports(self) -> list[Told]:
        """Oldest first."""
        if self.life.status is CommitmentStatus.COMPLETED:
            return self._finished()
        told = list(self._all(self._quarters()))
        if self.life.status is not CommitmentStatus.VERIFIED:
            return [each for each in told if each.status is S.VERIFIED]
        ways = {
            Temper.WAITING: self._waiting,
            Temper.OWING: self._owing,
            Temper.RETURNED: self._returned,
            Temper.SILENT: self._silent,
            Temper.STANDSTILL: self._standstill,
        }
        return ways[self.temper](told) if self.temper in ways else told

    def _ceiling(self) -> int:
        if self.life.status is CommitmentStatus.COMPLETED:
            return self.random.choice((FULL, FULL, FULL, FULL, 95, 88, 107))
        if self.temper is Temper.GENEROUS:
            self.pace = 1.8
            return self.random.choice((108, 112, 120))
        return self.random.choice((FULL, 95, 90, 80, 70))

    def _quarters(self) -> list[Quarter]:
        """Those that were over and reported while it ran."""
        end = self.life.ended_on or self.today
        return owed_until(self.first, (), end)

    def _all(self, quarters: list[Quarter]) -> Iterator[Told]:
        """As if everything went well: each handed in some days after its quarter, mostly in time."""
        before: int | None = None
        end = self.life.ended_on or self.today
        for quarter in quarters:
            hurried = quarter.last_day + timedelta(days=CLOSING_DAYS) > end
            late = self.random.random() < 0.12 and not (hurried and self.life.ended_on)
            days = self.random.randint(17, 38) if late else self.random.randint(3, 13)
            submitted = quarter.last_day + timedelta(days=days)
            verified = submitted + timedelta(days=self.random.randint(2, 9))
            told = self._told(quarter, submitted, before, self._percent(quarter, before))
            if submitted >= end:
                return
            known = verified < end
            yield replace(told, status=S.VERIFIED, verified_on=verified) if known else told
            before = told.percent

    def _percent(self, quarter: Quarter, before: int | None) -> int | None:
        """How much of the promise is there at the end of a quarter: more with time, never less."""
        length = max((self.life.ends_on - self.life.starts_on).days, 1)
        share = min((quarter.last_day - self.life.starts_on).days / length, 1)
        percent = int(share * self.pace * FULL) + self.random.randint(-3, 3)
        if percent >= min(self.ceiling, FULL):
            percent = self.ceiling
        least = 4  # of less nobody speaks
        return max(percent, before or 0) if percent >= least or before else None

    def _told(self, quarter: Quarter, submitted: date, before: int | None, percent: int | None) -> Told:
        told = Told(quarter, S.SUBMITTED, submitted, percent)
        if percent == before:
            return replace(told, no_progress_reason=self._why_nothing(percent))
        if percent is not None and percent > FULL:
            told = replace(told, explanation=self.random.choice(words.EXPLANATIONS))
        if self.random.random() < 0.4:
            number = self.random.randrange(len(words.OBSTACLES))
            told = replace(told, obstacles=words.OBSTACLES[number], follow_up=words.FOLLOW_UPS[number])
        return told

    def _why_nothing(self, percent: int | None) -> str:
        if percent is None:
            return words.BARELY_BEGUN
        return words.ALL_THERE if percent >= self.ceiling else self.random.choice(words.STANDSTILLS)

    def _finished(self) -> list[Told]:
        """All quarters until the last day, and the last one says that it is the last."""
        last = Quarter.of(self.life.ends_on)
        told = list(self._all([q for q in self._quarters() if q < last]))
        told = [each for each in told if each.status is S.VERIFIED]
        closed = self.life.ended_on or self.today
        report = self._told(last, closed - timedelta(days=4), None, self.ceiling)
        return [*told, replace(report, status=S.VERIFIED, verified_on=closed, is_final=True)]

    def _waiting(self, told: list[Told]) -> list[Told]:
        """Half of them in time, so that the office sees how long it lets partners wait."""
        if not told:
            return told
        last = told[-1]
        recent = self.today - timedelta(days=self.random.randint(1, 12))
        submitted = max(recent, last.submitted_on) if self.random.random() < 0.5 else last.submitted_on
        return [*told[:-1], replace(last, status=S.SUBMITTED, verified_on=None, submitted_on=submitted)]

    def _owing(self, told: list[Told]) -> list[Told]:
        late = self._last_due()
        return [each for each in told if late is None or each.quarter < late]

    def _returned(self, told: list[Told]) -> list[Told]:
        late = self._last_due()
        if late is None:
            return told
        kept = [each for each in told if each.quarter <= late]
        if not kept or kept[-1].quarter != late:
            return kept
        sent_back = self.today - timedelta(days=self.random.randint(1, 9))
        sent_back = max(sent_back, kept[-1].submitted_on)
        report = replace(kept[-1], status=S.RETURNED, verified_on=None, returned_on=sent_back)
        return [*kept[:-1], replace(report, reason=self.random.choice(words.RETURNS))]

    def _silent(self, told: list[Told]) -> list[Told]:
        """Where it is too young for silence it only owes."""
        since = months_before(self.today, QUIET_MONTHS)
        if heard_on(self.life.starts_on, self.life.verified_on, None) >= since:
            return self._owing(told)
        return [each for each in told if each.verified_on and each.verified_on < since]

    def _standstill(self, told: list[Told]) -> list[Told]:
        if not told or told[-1].no_progress_reason:
            return told
        before = told[-2].percent if len(told) > 1 else None
        nothing = Told(told[-1].quarter, told[-1].status, told[-1].submitted_on, before, told[-1].verified_on)
        reason = self.random.choice(words.STANDSTILLS) if before is not None else words.BARELY_BEGUN
        return [*told[:-1], replace(nothing, no_progress_reason=reason)]

    def _last_due(self) -> Quarter | None:
        """The latest quarter whose report is late today if it did not come."""
        over = [q for q in self._quarters() if due_on(q, REPORT_DAYS) < self.today]
        return over[-1] if over else None


def temper_of(seed: str) -> Temper:
    """By chance, in the proportions that the members carry."""
    pick = random.Random(seed)  # noqa: S311 - example data, not secrets
    return pick.choices(list(Temper), [each.value for each in Temper])[0]
