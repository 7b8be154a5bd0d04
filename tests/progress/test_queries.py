"""What is owed, silent and told; what commitments keep of it can be counted again."""

from dataclasses import astuple
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, select

from portal.audit.models import AuditEntry
from portal.commitments.rules import CommitmentStatus
from portal.core import clock
from portal.core.clock import today
from portal.core.database import db, transaction
from portal.progress import review_actions
from portal.progress.commands import progress
from portal.progress.owing import overdue_reports, owed_reports, silent_commitments
from portal.progress.queries import ReportFilter, list_reports
from portal.progress.rebuilding import rebuild
from portal.progress.rules import ReportState, ReportStatus
from portal.progress.told import verified_reports
from tests.factories import a_report, a_verifier
from tests.progress.support import TWO, allocation, did, on, running, sent, verified, written

SOME = {"rupiah": 40_000_000, "quantity": 4, "people": 60}
MORE = {"rupiah": 90_000_000, "quantity": 9, "people": 100}


def owed(commitment, day: str) -> list[tuple[str, int]]:
    owing = owed_reports({commitment.organisation_id}, date.fromisoformat(day))
    return [(each.quarter.slug, each.days_late) for each in owing if each.commitment_id == commitment.id]


def test_a_quarter_is_owed_from_the_day_after_it_ended_and_late_after_its_date(site):
    commitment = running("2026-10-05")
    assert owed(commitment, "2026-12-31") == []
    assert owed(commitment, "2027-01-01") == [("2026-4", 0)]
    assert owed(commitment, "2027-01-15") == [("2026-4", 0)]
    assert owed(commitment, "2027-01-16") == [("2026-4", 1)]


def test_the_new_year_begins_at_midnight_in_langkat(site):
    commitment = running("2026-10-05")
    for hour, expected in ((16, 0), (17, 1)):  # 23.30 and 00.30 WIB
        with clock.at(datetime(2026, 12, 31, hour, 30, tzinfo=UTC)):
            assert len(owed_reports({commitment.organisation_id}, today())) == expected


def test_what_is_owed_stands_oldest_first_and_says_what_the_office_wrote(site):
    old, new = running("2026-01-10"), running("2026-06-20")
    with on("2026-07-02"):
        report = sent(old, "2026-1", SOME)
        did(review_actions.return_report, report, by=a_verifier(), reason="Foto belum ada.")
        written(old, "2026-2", MORE)
    found = owed_reports(None, date(2026, 7, 20))
    assert [(each.reference, each.quarter.slug, each.state) for each in found] == [
        (old.reference, "2026-2", ReportState.DRAFT),
        (new.reference, "2026-2", ReportState.OVERDUE),
        (old.reference, "2026-1", ReportState.RETURNED),
    ]
    assert found[2].reason == "Foto belum ada."
    late = overdue_reports({old.organisation_id}, date(2026, 7, 17))
    assert [each.quarter.slug for each in late] == ["2026-2"]
    assert owed_reports({a_verifier().id + 10_000}, date(2026, 7, 20)) == []


def test_the_number_of_questions_does_not_grow_with_the_rows(site):
    counts = []
    for _ in range(2):
        for _ in range(3):
            running("2026-01-10")
        asked = []
        engine = db.engine

        def note(_conn, _cursor, statement, *_rest, asked=asked):
            asked.extend([statement] if statement.startswith("SELECT") else [])

        event.listen(engine, "before_cursor_execute", note)
        owed_reports(None, date(2026, 12, 1))
        silent_commitments(date(2026, 12, 1))
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len(asked))
    assert counts[0] == counts[1] == 3


def test_silence_is_a_day_longer_than_the_terms_and_ends_with_a_verified_report(site):
    commitment = running("2026-01-10")
    assert silent_commitments(date(2026, 7, 10)) == []
    (silent,) = silent_commitments(date(2026, 7, 11))
    assert (silent.reference, silent.heard_on) == (commitment.reference, date(2026, 1, 10))
    with on("2026-07-11"):
        verified(commitment, "2026-1", SOME)
    assert silent_commitments(date(2026, 7, 11)) == []


def test_closed_commitments_owe_nothing(site):
    commitment = running("2026-01-10")
    commitment.status = CommitmentStatus.CANCELLED
    db.session.commit()
    assert owed(commitment, "2026-12-01") == []
    assert silent_commitments(date(2026, 12, 1)) == []


def test_reports_tell_totals_and_what_each_quarter_brought(site):
    commitment = running(places=TWO)
    with on("2026-07-02"):
        verified(commitment, "2026-1", SOME, {"quantity": 3})
        verified(commitment, "2026-2", MORE, {"quantity": 5})
    newest, oldest = verified_reports(commitment.id)
    assert (newest.figures.quantity, newest.change.quantity, newest.change.rupiah) == (14, 7, 50_000_000)
    assert (oldest.figures.quantity, oldest.change.quantity) == (7, 7)
    assert [place.change.quantity for place in newest.places] == [5, 2]
    assert (oldest.in_time, newest.in_time) == (False, True)


def test_a_place_that_left_the_promise_keeps_what_each_quarter_brought(site):
    commitment = running(places=TWO)
    a_report(commitment, "2026-1", ReportStatus.VERIFIED, [{"rupiah": 10}, {"rupiah": 5}])
    a_report(commitment, "2026-2", ReportStatus.VERIFIED, [{"rupiah": 30}, {"rupiah": 5}])
    del commitment.allocations[1]
    db.session.commit()
    db.session.expire_all()
    assert [report.change.rupiah for report in verified_reports(commitment.id)] == [20, 15]


def test_what_a_quarter_brought_is_told_to_the_public_against_the_verified_one_before(site):
    commitment = running()
    a_report(commitment, "2026-1", ReportStatus.VERIFIED, [{"rupiah": 10}])
    a_report(commitment, "2026-2", ReportStatus.SUBMITTED, [{"rupiah": 30}])
    a_report(commitment, "2026-3", ReportStatus.VERIFIED, [{"rupiah": 70}])
    assert [report.change.rupiah for report in verified_reports(commitment.id)] == [60, 10]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (ReportFilter(), 3),
        (ReportFilter(year=2026, quarter_number=2), 1),
        (ReportFilter(statuses=frozenset({ReportStatus.SUBMITTED}), waiting_first=True), 2),
        (ReportFilter(strategies=frozenset({1})), 0),
        (ReportFilter(words="%"), 0),
        (ReportFilter(organisation_ids=frozenset()), 0),
    ],
)
def test_lists_follow_their_filters(site, asked, found):
    commitment = running()
    a_report(commitment, "2026-1", ReportStatus.VERIFIED)
    a_report(commitment, "2026-2", ReportStatus.SUBMITTED)
    a_report(running(), "2026-3", ReportStatus.SUBMITTED)
    assert list_reports(asked).total == len(list_reports(asked).rows) == found


def test_counting_again_finds_nothing_after_acts_and_mends_what_was_bent(site):
    commitment = running()
    with on("2026-07-02"):
        verified(commitment, "2026-1", SOME)
    assert list(rebuild()) == []
    line = allocation(commitment)
    line.realised_rupiah, line.commitment.report_due_on = 1, None
    db.session.commit()
    runner = site.test_cli_runner()
    checked = runner.invoke(progress, ["rebuild", "--check"])
    assert (checked.exit_code, commitment.reference in checked.output) == (1, True)
    with transaction():
        ((reference, changes),) = rebuild()
    assert (reference, set(changes)) == (commitment.reference, {"report_due_on", "realised"})
    assert allocation(commitment).realised_rupiah == 40_000_000
    assert list(rebuild()) == []
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (last.action, last.actor_name) == ("commitment.recount", "sistem")


def test_totals_are_plain_numbers(site):
    commitment = running()
    a_report(commitment, "2026-1", ReportStatus.VERIFIED, [{"rupiah": 10, "quantity": 1}])
    (report,) = verified_reports(commitment.id)
    assert astuple(report.figures) == (10, 1, None, None, None, None, None)
