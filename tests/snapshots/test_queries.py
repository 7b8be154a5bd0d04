"""What stood at the end of a quarter is counted from the versions, reports and dates that held then."""

from datetime import UTC, datetime

from portal.commitments import standing
from portal.commitments.models import Allocation
from portal.commitments.rules import CommitmentStatus
from portal.core import clock
from portal.core.database import db
from portal.core.values import Quarter
from portal.progress.rules import ReportStatus
from portal.snapshots.counting import end_of
from portal.snapshots.queries import Scope, known_totals
from tests import factories as make

VERIFIED = ReportStatus.VERIFIED
YEAR = [Quarter(2025, number) for number in (1, 2, 3, 4)]


def on(month, day=15):
    return clock.at(datetime(2025, month, day, 3, tzinfo=UTC))


def told():
    found = known_totals(YEAR, Scope()).items()
    names = ("commitments", "pledged", "realised", "unvalued")
    return {quarter.slug: tuple(row[name] for name in names) for quarter, row in found}


def test_a_quarter_ends_at_midnight_in_stabat():
    assert end_of(Quarter(2025, 4)) == datetime(2025, 12, 31, 17, tzinfo=UTC)


def test_each_quarter_knows_the_promise_the_report_and_the_end_of_its_own_time(site):
    lines = [{"region_code": make.VILLAGE, "rupiah": 100}, {"region_code": make.STABAT, "rupiah": None}]
    with on(2):
        pledge = make.a_commitment(places=lines)
        standing.keep_version(pledge)
        db.session.commit()
    with on(4):
        make.a_report(pledge, "2025-1", VERIFIED, [{"rupiah": 30}, {"rupiah": 5}])
    with on(8):
        pledge.allocations[1:] = []
        pledge.allocations[0].rupiah = 70
        pledge.allocations.append(Allocation(region_code="12.05.01", rupiah=20, position=1))
        standing.keep_version(pledge)
        db.session.commit()
        make.a_report(pledge, "2025-2", VERIFIED, [{"rupiah": 40}, {}])
        make.a_report(pledge, "2025-3", ReportStatus.SUBMITTED, [{"rupiah": 90}, {}])
    with on(11):
        pledge.status, pledge.closed_at = CommitmentStatus.CANCELLED, clock.now()
        db.session.commit()
    assert told() == {"2025-1": (1, 100, None, 1), "2025-2": (1, 100, 30, 1), "2025-3": (1, 90, 40, 0)}
