"""Reports, returns, verifications and amendments in any order: what was realised agrees to the rupiah."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select

from portal.amendments import office_actions
from portal.commitments.models import Allocation, Commitment
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.values import Quarter
from portal.progress import review_actions
from portal.progress.queries import report_of, statuses_of
from portal.progress.rebuilding import rebuild
from portal.progress.rules import HANDED_IN, ReportStatus
from portal.progress.told import verified_reports
from tests.amendments.support import OTHER, REASON, ask
from tests.factories import STABAT, VILLAGE, a_verifier, an_organisation
from tests.progress.support import TWO, again, did, on, running, sent

NAMES = ("rupiah", "quantity", "households", "people")
KEPT = ("realised_rupiah", "realised_quantity", "reached_households", "reached_people")
QUARTERS = [Quarter(2026, number) for number in (1, 2, 3, 4)]
HEADS = some.integers(0, 300)
FIGURES = some.fixed_dictionaries(
    {
        "rupiah": some.integers(0, 10**12),
        "quantity": some.integers(0, 10**6).map(lambda n: Decimal(n) / 1000),
        "households": HEADS,
        "people": HEADS,
    }
)
REPORT = some.tuples(some.just("report"), some.integers(0, 5), some.lists(FIGURES, min_size=4, max_size=4))
VERIFY = some.tuples(some.just("verify"), some.integers(0, 5), some.none())
RETURN = some.tuples(some.just("return"), some.integers(0, 5), some.none())
PLACES = some.lists(some.sampled_from([VILLAGE, STABAT, OTHER, "12.05"]), min_size=1, max_size=4, unique=True)
AMEND = some.tuples(some.just("amend"), PLACES, some.integers(0, 10**12))
STEP = some.tuples(some.integers(0, 1), some.one_of(REPORT, REPORT, VERIFY, VERIFY, RETURN, AMEND))
STEPS = some.lists(STEP, min_size=12, max_size=18)


@dataclass
class Told:
    """One commitment as plain Python remembers it: the figures of each allocation in each quarter."""

    commitment: Commitment
    figures: dict[Quarter, dict[int, dict[str, Any]]] = field(default_factory=dict)
    verified: set[Quarter] = field(default_factory=set)

    @property
    def realised(self) -> dict[int, dict[str, Any]]:
        return self.figures[max(self.verified)] if self.verified else {}


def step_on(told: Told, verifier: Any, kind: str, first: Any, second: Any) -> None:
    """One step; what the house refuses changes nothing, here and there."""
    commitment = again(told.commitment)
    try:
        if kind == "report":
            _report(told, commitment, first, second)
        elif kind == "amend":
            promise = dict.fromkeys(NAMES) | {"rupiah": second, "quantity": 5}
            places = [{"place": key} | promise for key in first]
            amendment = ask(commitment, commitment.created_by, places, below_known=True)
            did(office_actions.approve, amendment, by=verifier, below_known=True)
        else:
            _decide(told, commitment, verifier, kind, first)
    except Refused:
        db.session.rollback()


def _report(told: Told, commitment: Commitment, which: int, figures: list[dict[str, Any]]) -> None:
    """Hand in a report for one of the quarters that may be reported now."""
    statuses = statuses_of(commitment.id)
    asked = [quarter for quarter in QUARTERS if statuses.get(quarter) not in HANDED_IN]
    if asked:
        quarter = asked[which % len(asked) if which > 3 else 0]
        rows = figures[: len(commitment.allocations)]
        sent(commitment, quarter.slug, *rows, explanation="Ada sebabnya.", is_final=True)
        keys = [line.id for line in commitment.allocations]
        told.figures[quarter] = dict(zip(keys, rows, strict=True))


def _decide(told: Told, commitment: Commitment, verifier: Any, kind: str, which: int) -> None:
    """Verify or return one of those that wait."""
    found = statuses_of(commitment.id).items()
    waiting = [quarter for quarter, status in found if status is ReportStatus.SUBMITTED]
    if waiting:
        quarter = waiting[which % len(waiting)]
        decide = review_actions.verify_report if kind == "verify" else review_actions.return_report
        did(decide, report_of(commitment.id, quarter), by=verifier, reason=REASON)
        told.verified |= {quarter} if kind == "verify" else set()


def counted(all_told: list[Told], key: Any) -> dict[Any, tuple[Any, ...]]:
    """The sums of what was realised by a key of commitment and place, in plain Python."""
    sums: dict[Any, list[Any]] = defaultdict(lambda: [0, 0, 0, 0])
    for told in all_told:
        commitment = again(told.commitment)
        for line in commitment.allocations:
            for position, name in enumerate(NAMES):
                value = told.realised.get(line.id, {}).get(name) or 0
                sums[key(commitment, line)][position] += value
    return {name: tuple(values) for name, values in sums.items()}


def kept(all_told: list[Told], column: Any) -> dict[Any, tuple[Any, ...]]:
    """The same, summed by the database from what is kept beside each promise."""
    sums = [func.sum(getattr(Allocation, name), type_=getattr(Allocation, name).type) for name in KEPT]
    statement = select(column, *sums).join(Commitment, Commitment.id == Allocation.commitment_id)
    statement = statement.where(Commitment.id.in_([told.commitment.id for told in all_told]))
    rows = db.session.execute(statement.group_by(column))
    return {key: tuple(value or 0 for value in values) for key, *values in rows}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_sums_agree_with_a_fresh_count_by_allocation_commitment_place_strategy_and_partner(site, steps):
    with on("2027-01-20"):
        verifier, partner = a_verifier(), an_organisation()
        strategies = (2, 5)
        all_told = [Told(running(organisation=partner, strategy_number=n, places=TWO)) for n in strategies]
        for which, step in steps:
            step_on(all_told[which], verifier, *step)
        for key, column in (
            (lambda _commitment, line: line.id, Allocation.id),
            (lambda commitment, _line: commitment.id, Commitment.id),
            (lambda _commitment, line: line.region_code, Allocation.region_code),
            (lambda commitment, _line: commitment.strategy_number, Commitment.strategy_number),
            (lambda commitment, _line: commitment.organisation_id, Commitment.organisation_id),
        ):
            assert kept(all_told, column) == counted(all_told, key)
        for told in all_told:
            _quarters_add_up(told)
        ours = {told.commitment.reference for told in all_told}
        assert [name for name, _ in rebuild(write=False) if name in ours] == []


def _quarters_add_up(told: Told) -> None:
    """What each quarter brought makes, together, the total to date."""
    reports = verified_reports(told.commitment.id)
    assert {report.quarter for report in reports} == told.verified
    if reports:
        brought = sum(report.change.rupiah or 0 for report in reports)
        assert brought == (reports[0].figures.rupiah or 0)
