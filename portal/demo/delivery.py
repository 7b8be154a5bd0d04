"""Puts the quarterly reports of the example commitments into the register, with all that follows from them.

Hundreds of reports are written in one go; a test holds them to the rules that the pages hold people to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.accounts.models import User
from portal.audit.actions import Deed, record_all
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import in_wib, now, today
from portal.core.database import db
from portal.demo import delivery_words as words
from portal.demo.delivery_story import (
    CLOSING_DAYS,
    FULL,
    Life,
    Reporter,
    Temper,
    Told,
    temper_of,
)
from portal.demo.moments import morning
from portal.demo.pledging import Registered
from portal.demo.story import RUN_FOR, SEED, Pledge
from portal.progress import keeping
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus

S, C = ReportStatus, CommitmentStatus
WRITING = timedelta(minutes=2)  # that long a report takes
CALLED_OFF = timedelta(days=60)  # after its beginning
LATELY = 15  # days, within which young ones are called off
THOUSAND = 1000
DISABLED = 30  # one in so many people
WOMEN = 52  # percent
OF_ACCOUNTS = (Temper.RETURNED, Temper.OWING, Temper.PUNCTUAL, Temper.STANDSTILL, Temper.SILENT)


@dataclass(frozen=True)
class Delivery:
    """One commitment whose reports are told, and how its partner deals with them."""

    pledge: Pledge
    commitment: Commitment
    temper: Temper

    def life(self) -> Life:
        """The days that its reports follow from."""
        pledge, verified = self.pledge, in_wib(self.commitment.verified_at or now()).date()
        called_off = max(pledge.starts_on, verified) + CALLED_OFF
        yet = today() - timedelta(days=1 + verified.toordinal() % LATELY)
        ends = {
            C.COMPLETED: pledge.ends_on + timedelta(days=CLOSING_DAYS),
            C.CANCELLED: min(called_off, yet),
        }
        ended = ends.get(pledge.status)
        return Life(pledge.status, verified, pledge.starts_on, pledge.ends_on, ended)


def deliveries_of(told: Iterable[Registered]) -> list[Delivery]:
    """Those that were verified; of partners with an account some go as their people should see it."""
    wanted: dict[int, list[Temper]] = {}
    found = []
    for number, (pledge, commitment, _deeds) in enumerate(told):
        if commitment.verified_at is None:
            continue
        temper = temper_of(f"{SEED}:temper:{number}")
        if pledge.status is C.VERIFIED and commitment.created_by.password_hash and _runs(pledge):
            left = wanted.setdefault(commitment.organisation_id, list(OF_ACCOUNTS))
            temper = left.pop(0) if left else temper
        found.append(Delivery(pledge, commitment, temper))
    return found


def _runs(pledge: Pledge) -> bool:
    """For long enough to owe something."""
    return pledge.starts_on <= today() - RUN_FOR and pledge.ends_on > today()


def deliver(deliveries: Iterable[Delivery], verifier: User) -> list[ProgressReport]:
    """Write all reports, close what is completed, and keep what each commitment has of them."""
    reports: list[ProgressReport] = []
    deeds: list[Deed] = []
    for number, each in enumerate(deliveries):
        told = Reporter(each.life(), each.temper, f"{SEED}:{number}", today()).reports()
        mine = [_report(one, each.commitment, verifier) for one in told]
        _keep(each, mine, verifier, deeds)
        reports += mine
    db.session.add_all(reports)
    db.session.flush()
    deeds += [deed for report in reports for deed in _deeds_of(report, verifier)]
    record_all(sorted(deeds, key=lambda deed: deed.at))
    return reports


def _report(told: Told, commitment: Commitment, verifier: User) -> ProgressReport:
    texts = ("no_progress_reason", "obstacles", "follow_up", "explanation", "reason")
    report = ProgressReport(
        commitment=commitment,
        commitment_id=commitment.id,
        year=told.quarter.year,
        quarter_number=told.quarter.number,
        status=told.status,
        no_progress=bool(told.no_progress_reason),
        is_final=told.is_final,
        created_by_id=commitment.created_by_id,
        submitted_by_id=commitment.created_by_id,
        verified_by_id=verifier.id if told.verified_on else None,
        is_example=True,
        **_moments(told),
        **{name: getattr(told, name) for name in texts},
    )
    report.lines = [_line(allocation, told.percent) for allocation in commitment.allocations]
    return report


def _moments(told: Told) -> dict[str, Any]:
    submitted = morning(told.submitted_on)
    returned, verified = _morning(told.returned_on), _morning(told.verified_on)
    return {
        "submitted_at": submitted,
        "first_submitted_at": submitted,
        "returned_at": returned,
        "verified_at": verified,
        "created_at": submitted - WRITING,
        "updated_at": verified or returned or submitted,
    }


def _line(allocation: Allocation, percent: int | None) -> ReportLine:
    place = {name: getattr(allocation, name) for name in ("position", "region_code", "pocket_id")}
    figures = {} if percent is None else figures_of(allocation, percent)
    return ReportLine(allocation_id=allocation.id, **place, **figures)


def figures_of(allocation: Allocation, percent: int) -> dict[str, Any]:
    """So much of a promise, in whole units, thousands of rupiah and heads; women and men are all people."""
    rupiah, quantity = allocation.rupiah, allocation.quantity
    people = _share(allocation.people, percent)
    women = None if people is None else people * WOMEN // FULL
    return {
        "rupiah": None if rupiah is None else rupiah * percent // FULL // THOUSAND * THOUSAND,
        "quantity": None if quantity is None else Decimal(int(quantity * percent // FULL)),
        "households": _share(allocation.households, percent),
        "people": people,
        "women": women,
        "men": None if people is None or women is None else people - women,
        "disabled": None if people is None else people // DISABLED,
        "physical_percent": min(percent, FULL),
    }


def _share(count: int | None, percent: int) -> int | None:
    return None if count is None else count * percent // FULL


def _keep(delivery: Delivery, reports: list[ProgressReport], verifier: User, deeds: list[Deed]) -> None:
    """What stands beside the promise, by the rule of the room of reports."""
    commitment = delivery.commitment
    moved = [report.updated_at for report in reports]
    verified = [report for report in reports if report.status is S.VERIFIED]
    if delivery.pledge.status is C.COMPLETED and verified:
        moved.append(_complete(commitment, verified[-1], verifier, deeds))
    if verified:
        for allocation, line in zip(commitment.allocations, verified[-1].lines, strict=True):
            for kept, told in keeping.KEPT.items():
                setattr(allocation, kept, getattr(line, told))
    facts = [keeping.Told(r.quarter, r.status, r.returned_at, r.verified_at) for r in reports]
    commitment.report_due_on, commitment.heard_on = keeping.standing_of(commitment, facts)
    if moved:
        commitment.updated_at = max(moved)


def _complete(commitment: Commitment, final: ProgressReport, verifier: User, deeds: list[Deed]) -> datetime:
    """The office closes it with the last report; says when."""
    closed = final.updated_at + WRITING
    full = all(line.physical_percent == FULL for line in final.lines)
    reason = words.COMPLETIONS[commitment.id % 2] if full else words.COMPLETIONS[2]
    commitment.status, commitment.closed_at, commitment.reason = C.COMPLETED, closed, reason
    changes = {"status": (C.VERIFIED, C.COMPLETED)}
    deeds.append(Deed(closed, "commitment.complete", commitment, verifier, changes, reason))
    return closed


def _deeds_of(report: ProgressReport, verifier: User) -> Iterable[Deed]:
    """What the trail has of one report."""
    author = report.commitment.created_by
    yield Deed(report.created_at, "report.open", report, author)
    moves = (
        ("submit", report.submitted_at, author, (S.DRAFT, S.SUBMITTED)),
        ("return", report.returned_at, verifier, (S.SUBMITTED, S.RETURNED)),
        ("verify", report.verified_at, verifier, (S.SUBMITTED, S.VERIFIED)),
    )
    for verb, moment, who, change in moves:
        if moment is not None:
            reason = report.reason if verb == "return" else ""
            yield Deed(moment, f"report.{verb}", report, who, {"status": change}, reason)


def _morning(day: date | None) -> datetime | None:
    return morning(day) if day else None
