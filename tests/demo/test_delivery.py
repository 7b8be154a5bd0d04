"""The example data tells delivery by the rules that hold everybody, and something of everything."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import User
from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.commitments.models import Commitment
from portal.commitments.promised import promise_of
from portal.commitments.rules import CommitmentStatus
from portal.confirmations.models import Confirmation
from portal.confirmations.rules import ConfirmationStatus
from portal.core.clock import today
from portal.core.database import db, transaction
from portal.core.errors import Refused
from portal.demo import clearing
from portal.evidence.models import Evidence
from portal.evidence.rules import EvidenceState
from portal.notifications.models import Notice, OutboxMail
from portal.notifications.rounds import run_all
from portal.notifications.rules import NoticeKind
from portal.organisations.models import Organisation
from portal.progress.checks import gaps_of
from portal.progress.models import ProgressReport
from portal.progress.owing import overdue_reports, owed_reports, silent_commitments
from portal.progress.rebuilding import rebuild
from portal.progress.rules import ReportState, ReportStatus
from portal.progress.sheet import answer_of, sheet_of
from tests.browser import Browser
from tests.factories import a_commitment, a_report

PARTNERS = ("opd", "perusahaan", "ngo", "komunitas")


def _user(name: str) -> User:
    return db.session.scalars(select(User).filter_by(email=f"{name}@contoh.id")).one()


def _reports() -> list[ProgressReport]:
    return list(db.session.scalars(select(ProgressReport)))


def test_what_is_kept_beside_the_promises_is_what_the_reports_say(loaded: Flask) -> None:
    assert list(rebuild(write=False)) == []


def test_reports_could_have_been_sent_by_their_form(loaded: Flask) -> None:
    for report in _reports()[::3]:
        sheet = sheet_of(report.commitment_id, report.quarter, report.id)
        assert gaps_of(answer_of(report, sheet)) == [], report.reference
        assert report.is_example and report.verified_by_id != report.created_by_id


def test_there_is_something_of_everything(loaded: Flask) -> None:
    reports = _reports()
    states = Counter(report.status for report in reports)
    assert states[ReportStatus.VERIFIED] > 600 and min(states.values()) >= 5
    assert states.keys() == set(ReportStatus) - {ReportStatus.DRAFT}
    for words in ("no_progress_reason", "explanation", "obstacles", "is_final"):
        assert sum(bool(getattr(report, words)) for report in reports) >= 10, words
    assert len(overdue_reports(None, today())) > 20 and len(silent_commitments(today())) > 10
    assert {each.state for each in db.session.scalars(select(Evidence))} == set(EvidenceState)
    said = list(db.session.scalars(select(Confirmation)))
    assert {each.status for each in said} >= set(ConfirmationStatus) - {ConfirmationStatus.REPLACED}
    assert {each.answer_status for each in said} >= {ConfirmationStatus.PUBLISHED, ConfirmationStatus.WAITING}


def test_promises_changed_by_approved_requests_only(loaded: Flask) -> None:
    asked = list(db.session.scalars(select(Amendment)))
    states = Counter((each.kind, each.status) for each in asked)
    assert states[AmendmentKind.CHANGE, AmendmentStatus.APPROVED] >= 8
    assert states[AmendmentKind.CHANGE, AmendmentStatus.REJECTED] == 1
    assert states[AmendmentKind.CHANGE, AmendmentStatus.REQUESTED] == 1
    called_off = select(func.count(Commitment.id)).filter_by(status=CommitmentStatus.CANCELLED)
    assert states[AmendmentKind.CANCEL, AmendmentStatus.APPROVED] == db.session.scalar(called_off)
    for each in asked:
        changed = each.kind is AmendmentKind.CHANGE and each.status is AmendmentStatus.APPROVED
        assert (promise_of(each.commitment_id, 2) is not None) == changed


@pytest.mark.parametrize("name", PARTNERS)
def test_each_partner_account_finds_its_work(loaded: Flask, name: str) -> None:
    person = _user(name)
    owed = owed_reports(person.organisation_ids, today())
    assert any(each.is_overdue for each in owed)
    returned = [each for each in owed if each.state is ReportState.RETURNED]
    assert returned and returned[0].due_on >= today()
    mine = select(Amendment).join(Commitment).where(Commitment.organisation_id.in_(person.organisation_ids))
    assert [each for each in db.session.scalars(mine) if each.decided_at]
    notices = list(db.session.scalars(select(Notice).filter_by(user_id=person.id).order_by(Notice.id)))
    assert notices == sorted(notices, key=lambda each: each.created_at)
    assert [each.read_at for each in notices][-1] is None and notices[0].read_at is not None
    kinds = {NoticeKind.REPORT_OVERDUE, NoticeKind.REPORT_RETURNED, NoticeKind.AMENDMENT_DECIDED}
    assert kinds <= {each.kind for each in notices}


def test_the_verifier_finds_reports_a_request_and_words_of_people(loaded: Flask, browser: Browser) -> None:
    browser.sign_in(_user("verifikator"))
    waits = ("/kantor/laporan", "/kantor/perubahan", "/kantor/konfirmasi")
    for address in waits:
        assert "KMT-" in browser.get(address).main, address


def test_the_first_daily_rounds_write_to_nobody(loaded: Flask) -> None:
    told = db.session.scalar(select(func.count(Notice.id)))
    assert all(run_all().values())
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 0
    assert db.session.scalar(select(func.count(Notice.id))) == told


def test_clearing_refuses_while_an_example_person_verified_a_real_report(loaded: Flask) -> None:
    a_report(a_commitment(), "2026-1", ReportStatus.VERIFIED, verified_by_id=_user("verifikator").id)
    with pytest.raises(Refused), transaction():
        clearing.clear()


def test_nobody_but_the_accounts_can_be_mailed(loaded: Flask) -> None:
    others = select(User).where(User.is_example, User.password_hash.is_(None))
    people = list(db.session.scalars(others))
    organisations = select(func.count(Organisation.id)).where(Organisation.decided_at.is_not(None))
    assert len(people) == (db.session.scalar(organisations) or 0) - len(PARTNERS)
    assert not any(person.email_confirmed_at for person in people)
