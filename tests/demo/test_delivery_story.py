"""How invented partners report: plausible on any day of the year, and each temper as its name says."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from portal.commitments.reporting_rules import first_quarter, heard_on
from portal.commitments.rules import CommitmentStatus
from portal.core.values import months_before
from portal.demo.delivery_story import FULL, Life, Reporter, Temper, Told
from portal.progress.rules import ReportStatus

C, S = CommitmentStatus, ReportStatus
DAYS = [date(2026, 1, 1), date(2026, 1, 15), date(2026, 4, 2), date(2026, 7, 16), date(2026, 12, 31)]


def _life(today: date, age: int, length: int = 540, status: CommitmentStatus = C.VERIFIED) -> Life:
    starts = today - timedelta(days=age)
    ends = starts + timedelta(days=length)
    ended = None if status is C.VERIFIED else min(ends + timedelta(days=26), today)
    return Life(status, starts - timedelta(days=20), starts, ends, ended)


def _told(today: date, temper: Temper, age: int = 500) -> list[Told]:
    return Reporter(_life(today, age), temper, f"{age}", today).reports()


@pytest.mark.parametrize("today", DAYS)
def test_quarters_follow_each_other_and_nothing_lies_ahead(today: date) -> None:
    for temper, age in product(Temper, (3, 40, 130, 400, 700)):
        told, life = _told(today, temper, age), _life(today, age)
        quarter = first_quarter(life.starts_on, life.verified_on)
        for each in told:
            assert each.quarter == quarter
            assert quarter.last_day < each.submitted_on < today
            assert each.submitted_on <= (each.verified_on or each.returned_on or today) <= today
            quarter = quarter.next
        for before, after in pairwise(told):
            assert (before.percent or 0) <= (after.percent or 0) and before.submitted_on < after.submitted_on
            assert bool(after.no_progress_reason) == (before.percent == after.percent)


@pytest.mark.parametrize("today", DAYS)
def test_each_temper_does_as_it_is_called(today: date) -> None:
    told = {temper: _told(today, temper) for temper in Temper}
    assert told[Temper.WAITING][-1].status is S.SUBMITTED
    assert told[Temper.RETURNED][-1].status is S.RETURNED and told[Temper.RETURNED][-1].reason
    assert len(told[Temper.OWING]) < len(told[Temper.PUNCTUAL])
    assert told[Temper.STANDSTILL][-1].no_progress_reason
    assert any(each.explanation for each in _told(today, Temper.GENEROUS))
    life = _life(today, 500)
    last = max((each.verified_on for each in told[Temper.SILENT] if each.verified_on), default=None)
    assert heard_on(life.starts_on, life.verified_on, last) < months_before(today, 6)


@pytest.mark.parametrize("today", DAYS)
def test_a_completed_one_ends_with_a_last_report_and_a_cancelled_one_with_verified_ones(today: date) -> None:
    finished = Reporter(_life(today, 500, 300, C.COMPLETED), Temper.PUNCTUAL, "a", today).reports()
    assert [each.is_final for each in finished] == [False] * (len(finished) - 1) + [True]
    assert all(each.status is S.VERIFIED for each in finished) and (finished[-1].percent or 0) > FULL // 2
    assert [a.quarter.next for a in finished[:-1]] == [b.quarter for b in finished[1:]]
    cancelled = Reporter(_life(today, 500, 300, C.CANCELLED), Temper.WAITING, "a", today).reports()
    assert all(each.status is S.VERIFIED for each in cancelled)
