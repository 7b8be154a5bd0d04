"""The life of a report: begun in order, saved, sent, returned, verified; its commitment follows."""

from datetime import date

import pytest
from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.notifications.models import Notice
from portal.progress import actions, review_actions
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.queries import get_report, report_of
from portal.progress.rules import ReportStatus
from portal.progress.sheet import sheet_of
from tests.factories import a_member, a_verifier, an_organisation
from tests.progress.support import (
    TWO,
    again,
    allocation,
    did,
    on,
    q,
    running,
    sent,
    slot,
    typed,
    verified,
    written,
)

SOME = {"rupiah": 40_000_000, "quantity": 4, "people": 60}
MORE = {"rupiah": 90_000_000, "quantity": 9, "people": 100}
REASON = "Sebutkan sumber angkanya."


@pytest.fixture(autouse=True)
def in_july(site):
    """Two quarters of 2026 are over."""
    with on("2026-07-02"):
        yield


def test_two_presses_begin_one_report_with_the_last_totals_in_it(site):
    commitment = running(places=TWO)
    verified(commitment, "2026-1", SOME, {"quantity": 3})
    first = did(actions.open_report, slot(commitment, "2026-2"), by=commitment.created_by)
    second = did(actions.open_report, slot(commitment, "2026-2"), by=a_member(commitment.organisation))
    assert first.id == second.id
    assert [(line.rupiah, line.quantity, line.people) for line in first.lines] == [
        (40_000_000, 4, 60),
        (None, 3, None),
    ]
    begun = select(func.count()).select_from(AuditEntry).filter_by(action="report.open")
    assert db.session.scalar(begun) == 2


@pytest.mark.parametrize("quarter", ["2025-4", "2026-4"])
def test_a_quarter_that_is_not_asked_for_cannot_be_begun(site, quarter):
    commitment = running()
    with pytest.raises(NotAllowedNow):
        did(actions.open_report, slot(commitment, quarter), by=commitment.created_by)


def test_reports_come_in_order_but_a_returned_one_holds_nobody_up(site):
    commitment = running()
    author = commitment.created_by
    with pytest.raises(NotAllowedNow):
        did(actions.open_report, slot(commitment, "2026-2"), by=author)
    report = sent(commitment, "2026-1", SOME)
    did(review_actions.return_report, report, by=a_verifier(), reason=REASON)
    assert did(actions.open_report, slot(commitment, "2026-2"), by=author).quarter == q("2026-2")


def test_figures_are_written_only_by_the_newest_verified_quarter(site):
    commitment = running()
    first = sent(commitment, "2026-1", SOME)
    assert allocation(commitment).realised_rupiah is None
    verified(commitment, "2026-2", MORE)
    assert allocation(commitment).realised_rupiah == 90_000_000
    did(review_actions.verify_report, first, by=a_verifier())
    line = allocation(commitment)
    assert (line.realised_rupiah, line.realised_quantity, line.reached_people) == (90_000_000, 9, 100)


def test_what_a_quarter_brought_is_the_difference_to_the_latest_earlier_report(site):
    commitment = running()
    verified(commitment, "2026-1", SOME)
    report = sent(commitment, "2026-2", MORE)
    sheet = sheet_of(commitment.id, report.quarter, report.id)
    assert (sheet.now.rupiah, sheet.change.rupiah, sheet.change.quantity) == (90_000_000, 50_000_000, 5)
    assert sheet.before == q("2026-1")


def test_handing_in_moves_the_date_on_and_a_return_gives_days_to_mend(site):
    commitment = running()
    assert again(commitment).report_due_on == date(2026, 4, 15)
    report = sent(commitment, "2026-1", SOME)
    assert again(commitment).report_due_on == date(2026, 7, 15)
    with on("2026-07-10"):
        did(review_actions.return_report, report, by=a_verifier(), reason=REASON)
    assert again(commitment).report_due_on == date(2026, 7, 15)
    sent(commitment, "2026-2", MORE)
    kept = again(commitment)
    assert (kept.report_due_on, kept.heard_on) == (date(2026, 7, 25), date(2026, 1, 10))


def test_silence_counts_anew_from_the_day_a_report_is_verified(site):
    commitment = running()
    verified(commitment, "2026-1", SOME)
    assert again(commitment).heard_on == date(2026, 7, 2)


def test_without_progress_the_totals_stay_whatever_was_typed(site):
    commitment = running()
    verified(commitment, "2026-1", SOME)
    written(commitment, "2026-2", MORE, no_progress=True)
    report = get_report(commitment.reference, "2026-2")
    with pytest.raises(Refused):
        did(actions.submit_report, report, by=commitment.created_by)
    answers = {"no_progress": True, "no_progress_reason": "Menunggu musim tanam."}
    report = verified(commitment, "2026-2", MORE, **answers)
    assert report.lines[0].rupiah == 40_000_000
    assert allocation(commitment).realised_rupiah == 40_000_000


@pytest.mark.parametrize("figures", [{"rupiah": 100_000_001}, {"quantity": 11}, {"people": 20}])
def test_above_the_pledge_or_below_the_last_total_needs_an_explanation_and_nothing_more(site, figures):
    commitment = running()
    verified(commitment, "2026-1", SOME)
    report = written(commitment, "2026-2", SOME | figures)
    with pytest.raises(Refused):
        did(actions.submit_report, report, by=commitment.created_by)
    assert sent(commitment, "2026-2", SOME | figures, explanation="Harga semen turun.").is_open is False


def test_the_last_report_may_complete_the_commitment_in_the_same_act(site):
    commitment = running()
    report = sent(commitment, "2026-1", MORE, is_final=True)
    closing = "Sepuluh rumah selesai."
    did(review_actions.verify_report, report, by=a_verifier(), closing=closing)
    closed = again(commitment)
    assert (closed.status, closed.reason, closed.report_due_on) == (
        CommitmentStatus.COMPLETED,
        closing,
        None,
    )
    actions_done = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions_done[-2:] == ["report.verify", "commitment.complete"]


def test_the_verifier_may_verify_the_last_report_and_leave_the_commitment_running(site):
    commitment = running()
    verified(commitment, "2026-1", MORE, is_final=True)
    assert again(commitment).status is CommitmentStatus.VERIFIED


def test_a_refused_closing_leaves_the_report_waiting(site):
    commitment = running()
    report = sent(commitment, "2026-1", MORE, is_final=True)
    with pytest.raises(Refused):
        did(review_actions.verify_report, report, by=a_verifier(), closing="pendek")
    db.session.expire_all()
    assert report.status is ReportStatus.SUBMITTED
    assert allocation(commitment).realised_rupiah is None


def test_nobody_verifies_what_they_wrote_sent_or_what_their_organisation_reports(site):
    commitment = running()
    colleague = a_member(commitment.organisation)
    report = written(commitment, "2026-1", SOME)
    did(actions.save_report, report, by=colleague, places=typed(commitment, MORE))
    did(actions.submit_report, report, by=commitment.created_by)
    verifier = a_verifier()
    for person in (_verifying(colleague), _verifying(commitment.created_by), a_verifier(1)):
        with pytest.raises(Refused):
            did(review_actions.verify_report, report, by=person)
    did(review_actions.verify_report, report, by=verifier)
    with pytest.raises(NotAllowedNow):
        did(review_actions.verify_report, report, by=a_verifier())


def _verifying(person: User) -> User:
    """The same person after a change of work: no longer in the organisation, now in the office."""
    verifier = a_verifier()
    person.office_roles = [type(each)(role=each.role) for each in verifier.office_roles]
    person.memberships = []
    db.session.commit()
    db.session.refresh(person)
    return person


def test_a_returned_report_keeps_its_reason_until_it_is_sent_again(site):
    commitment = running()
    report = sent(commitment, "2026-1", SOME)
    for reason in ("", "pendek"):
        with pytest.raises(Refused):
            did(review_actions.return_report, report, by=a_verifier(), reason=reason)
    did(review_actions.return_report, report, by=a_verifier(), reason=REASON)
    assert (report.reason, report.is_open) == (REASON, True)
    first = report.first_submitted_at
    with on("2026-07-20"):
        sent(commitment, "2026-1", MORE)
    assert (report.reason, report.first_submitted_at) == ("", first)
    assert report.submitted_at > first


def test_a_report_on_its_way_is_changed_by_nobody(site):
    commitment = running()
    report = sent(commitment, "2026-1", SOME)
    with pytest.raises(NotAllowedNow):
        did(actions.save_report, report, by=commitment.created_by, places=typed(commitment, MORE))
    with pytest.raises(NotAllowedNow):
        did(actions.submit_report, report, by=commitment.created_by)


def test_strangers_and_unknown_places_are_refused(site):
    commitment = running()
    stranger, other = a_member(an_organisation()), running()
    report = written(commitment, "2026-1", SOME)
    with pytest.raises(Refused):
        did(actions.open_report, slot(other, "2026-1"), by=stranger)
    with pytest.raises(Refused):
        did(actions.save_report, report, by=stranger, places=[])
    with pytest.raises(Refused):
        did(actions.save_report, report, by=commitment.created_by, places=typed(other, MORE))
    assert report.lines[0].rupiah == 40_000_000


def test_a_place_that_came_later_gets_a_line_and_one_that_left_loses_it(site):
    commitment = running(places=TWO)
    report = written(commitment, "2026-1", SOME, {"quantity": 1})
    gone = commitment.allocations[1]
    db.session.delete(gone)
    db.session.commit()
    db.session.expire_all()
    did(actions.save_report, report, by=commitment.created_by, places=typed(again(commitment), SOME))
    assert db.session.scalar(select(func.count()).select_from(ReportLine)) == 1


def test_the_office_hears_that_one_waits_and_the_partner_what_was_decided(site):
    verifier, narrowed, commitment = a_verifier(5), a_verifier(1), running()
    report = sent(commitment, "2026-1", SOME)
    did(review_actions.return_report, report, by=verifier, reason=REASON)
    told = {each.user_id: each.body for each in db.session.scalars(select(Notice))}
    assert narrowed.id not in told
    assert "triwulan I 2026" in told[verifier.id]
    notices = db.session.scalars(select(Notice).filter_by(user_id=commitment.created_by_id)).all()
    assert [each.path for each in notices] == [f"/ruang/komitmen/{commitment.reference}/laporan/2026-1"]


def test_saving_the_same_again_is_no_event(site):
    commitment = running()
    report = written(commitment, "2026-1", SOME)
    version = report.version
    did(actions.save_report, report, by=commitment.created_by, places=typed(commitment, SOME))
    assert report_of(commitment.id, q("2026-1")).version == version
    assert db.session.scalar(select(func.count()).select_from(ProgressReport)) == 1
