"""The reports of one invented promise: totals to date that grow, and what the register keeps of the last."""

from typing import NamedTuple, Protocol

from portal.registers.bulk import Row
from portal.registers.dice import Dice, moment
from portal.registers.lives import Life, Told

WOMEN, DISABLED, STANDSTILL = 52, 3, 6  # percent
FIGURES = slice(6, 10)  # of an allocation: rupiah, quantity, households, people
REASON = "Menunggu pencairan termin berikutnya."


class Promise(NamedTuple):
    """A public commitment with its lines, who reports and who verifies."""

    id: int
    life: Life
    lines: list[Row]
    reporter: int
    verifier: int


class Making(Protocol):
    """Where the rows go."""

    dice: Dice
    rows: dict[str, list[Row]]

    def number(self, table: str) -> int: ...


def reports_of(making: Making, promise: Promise) -> list[Row]:
    """Add its reports; gives its lines with what is realised by the last that was verified."""
    reports, dice = promise.life.reports, making.dice
    goal = dice.between(75, 115) if promise.life.status == "completed" else dice.between(30, 95)
    percent, kept = 0, promise.lines
    for number, told in enumerate(reports, 1):
        stands = dice.happens(STANDSTILL)
        percent = percent if stands else max(percent, goal * number // len(reports))
        report = making.number("progress_reports")
        is_last = number == len(reports) and promise.life.status == "completed"
        making.rows["progress_reports"].append(_report(report, promise, told, stands, is_last))
        shares = [_shares(line, percent) for line in promise.lines]
        making.rows["report_lines"] += [
            _line(making, report, line, share, percent)
            for line, share in zip(promise.lines, shares, strict=True)
        ]
        if told.verified:
            done = min(percent, 100)
            kept = [(*line[:10], *share, done) for line, share in zip(promise.lines, shares, strict=True)]
    return kept


def _report(key: int, promise: Promise, told: Told, stands: bool, is_last: bool) -> Row:
    submitted = moment(told.submitted, key)
    verified = moment(told.verified, key) if told.verified else None
    texts = (REASON if stands else "", "", "", "", is_last, "")
    people = (promise.reporter, promise.reporter, submitted, submitted, None)
    decided = (promise.verifier, verified) if verified else (None, None)
    head = (key, promise.id, told.quarter.year, told.quarter.number)
    status = "verified" if verified else "submitted"
    return (*head, status, stands, *texts, *people, *decided, True, submitted, verified or submitted, 2)


def _shares(line: Row, percent: int) -> Row:
    """So much of what was promised, in whole units."""
    rupiah, quantity, households, people = line[FIGURES]
    return (
        None if rupiah is None else rupiah * percent // 100,
        None if quantity is None else quantity * percent // 100_000 * 1000,
        None if households is None else households * percent // 100,
        None if people is None else people * percent // 100,
    )


def _line(making: Making, report: int, line: Row, shares: Row, percent: int) -> Row:
    allocation, _commitment, position, region, pocket = line[:5]
    people = shares[3]
    women = None if people is None else people * WOMEN // 100
    heads = (None, None, None) if people is None else (women, people - (women or 0), people * DISABLED // 100)
    key = making.number("report_lines")
    return (key, report, allocation, position, region, pocket, *shares, *heads, min(percent, 100))
