"""A quarter that is over is kept once: every total is what stood then, and nothing changes it after."""

from datetime import UTC, datetime

import pytest
from flask import current_app
from sqlalchemy import func, select

from portal.audit.models import AuditEntry
from portal.commitments import standing
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Selection, StateFilter
from portal.core import clock
from portal.core.database import db, transaction
from portal.core.errors import Refused
from portal.core.values import Quarter
from portal.matrices.queries import Question
from portal.matrices.rules import Columns, Measure, Rows
from portal.matrices.sources import source_of
from portal.organisations.rules import OrganisationKind
from portal.progress.rules import ReportStatus
from portal.snapshots import actions
from portal.snapshots.checking import differences
from portal.snapshots.commands import keep_missing, keep_one
from portal.snapshots.models import Snapshot, SnapshotCount
from portal.snapshots.queries import Scope, counts_kept, kept_of, kept_snapshots
from tests import factories as make

BAHOROK = "12.05.01"
SPRING, SUMMER = Quarter(2025, 2), Quarter(2025, 3)


def on(month, day=15):
    return clock.at(datetime(2025, month, day, 3, tzinfo=UTC))


@pytest.fixture
def register(site):
    """One lead with two promises at two places each, another kind with one for all the kabupaten."""
    lead = make.an_organisation()
    with on(4):
        here = {"region_code": make.VILLAGE, "rupiah": 100, "people": 3}
        there = {"region_code": BAHOROK, "rupiah": None, "people": 30}
        both = [make.a_commitment(lead, places=[here, there]) for _ in range(2)]
        other = make.an_organisation(kind=OrganisationKind.NGO)
        wide = make.a_commitment(other, places=[{"region_code": "12.05", "rupiah": 7}], strategy_number=1)
        for pledge in (*both, wide):
            standing.keep_version(pledge)
        make.a_report(both[0], "2025-2", ReportStatus.VERIFIED, [{"rupiah": 40, "people": 2}, {"rupiah": 9}])
    with on(8):
        keep_missing()
    return both


def row(quarter=SPRING, **scope):
    found = kept_of(Scope(**scope))[quarter]
    return tuple(found[name] for name in ("commitments", "leads", "pledged", "realised", "unvalued"))


def test_totals_are_distinct_and_not_sums_of_their_parts(register):
    assert row() == (3, 2, 207, 40, 2)
    assert row(place=make.STABAT) == (2, 1, 200, 40, 0)
    assert row(place=BAHOROK) == (2, 1, None, None, 2)
    assert row(place="12.05", strategy=1, kind="ngo", start_year=2026) == (1, 1, 7, None, 0)
    assert row(strategy=5, kind="private") == (2, 1, 200, 40, 2)
    assert row(kind="community")[0] == 0
    whole = kept_of(Scope())[SPRING]
    assert (whole["people"], whole["people_masked"]) == (62, 2)
    assert (whole["reached"], whole["reached_masked"], whole["realised_unvalued"]) == (1, 1, 9)


def test_taken_twice_nothing_changes_and_what_is_missing_is_filled_in(register):
    before = counts_kept(kept_snapshots()[0])
    with on(8):
        assert keep_missing() == [] and keep_one(SPRING) is False
        with transaction():
            assert actions.keep(SPRING, {}) is False
    with clock.at(datetime(2026, 1, 2, tzinfo=UTC)):
        assert keep_missing() == ["2025-Q3", "2025-Q4"]
    assert counts_kept(kept_snapshots()[0]) == before
    took = select(func.count()).select_from(AuditEntry).filter_by(action="snapshot.take")
    assert db.session.scalar(took) == 3


def test_the_running_quarter_is_not_kept(register):
    with on(8), pytest.raises(Refused):
        keep_one(SUMMER)


def test_a_later_change_leaves_what_was_kept_and_is_told_by_a_check(register):
    assert list(differences()) == []
    pledge = db.session.get(Commitment, register[1].id)
    with on(9):
        pledge.status, pledge.closed_at = CommitmentStatus.CANCELLED, clock.now()
        db.session.commit()
    assert list(differences()) == []
    pledge.closed_at = datetime(2025, 6, 30, 16, tzinfo=UTC)
    db.session.commit()
    (found,) = differences()
    assert found.reference == "2025-Q2" and ("commitments", 3, 2) in found.totals and found.rows > 1
    assert row() == (3, 2, 207, 40, 2)


def test_a_quarter_in_which_nothing_is_live_is_kept_as_nothing(register):
    for pledge in db.session.scalars(select(Commitment)):
        pledge.status, pledge.closed_at = CommitmentStatus.CANCELLED, datetime(2025, 8, 1, tzinfo=UTC)
    db.session.commit()
    with on(11):
        assert keep_missing() == ["2025-Q3"]
    assert row(SUMMER) == (0, 0, None, None, 0) and list(differences()) == []


def test_quarters_before_the_first_promise_are_not_taken(register):
    asked = current_app.test_cli_runner().invoke(args=["snapshots", "take", "--quarter", "2025-Q1"])
    assert asked.exit_code == 2 and "before anything was promised" in asked.output


def test_example_data_is_marked_and_goes_with_its_snapshot(register):
    assert [each.is_example for each in kept_snapshots()] == [False]
    db.session.get(Commitment, register[0].id).is_example = True
    db.session.commit()
    with clock.at(datetime(2025, 10, 2, tzinfo=UTC)):
        keep_one(SUMMER)
    snapshot = db.session.scalars(select(Snapshot).filter_by(is_example=True)).one()
    assert snapshot.quarter == SUMMER
    db.session.delete(snapshot)
    db.session.commit()
    assert db.session.scalar(select(func.count()).where(SnapshotCount.snapshot_id == snapshot.id)) == 0


def test_what_is_kept_is_what_the_matrix_says_of_that_day(register):
    kept = kept_of(Scope(strategy=5))[SPRING]
    live = Selection(state=StateFilter.LIVE, strategy=5)
    names = {Measure.RUPIAH: "pledged", Measure.ACHIEVED: "realised", Measure.PEOPLE: "people"}
    for measure, name in {**names, Measure.REACHED: "reached"}.items():
        asked = Question(Rows.KECAMATAN, Columns.STRATEGY, measure, live, as_of=SPRING.last_day)
        count, _ = source_of(asked).whole(asked)
        assert (count.commitments, count.leads, count.amount) == (
            kept["commitments"],
            kept["leads"],
            kept[name],
        )
